import { expect, test } from 'vitest';
import { parseMarkdown } from './parse-markdown.ts';
import { plainText } from './rich-doc.ts';
import { writeMarkdown } from './write-markdown.ts';

const again = (typed: string): string => writeMarkdown(parseMarkdown(typed));

test('what people write stays as they wrote it', () => {
  const typed = [
    '## Cells & membranes',
    'A **cell** is *small*, ~~never~~ `always`; [more](https://example.org/a?b=c&d=e). 5 < 6, a.b',
    '- one\n- two\n  1. first\n  2. second',
    '7. seven\n8. eight',
    '> said\n>\n> - by her',
    '```ts\nconst a = `b`;\n```',
    '***',
    '![A cell](cell%201.png)',
    'line\\\nbreak',
  ];
  // An opening angle bracket could begin HTML elsewhere.
  expect(typed.map(again)).toEqual(typed.map((one) => one.replace('5 < 6', String.raw`5 \< 6`)));
});

test.each([
  ['a table', '| a | b |\n|---|---|\n| 1 | 2 |', '| a | b ||---|---|| 1 | 2 |'],
  ['a block of HTML', '<div>\nwords\n</div>', '<div>words</div>'],
  ['HTML within a line', 'a <b>word</b>', 'a <b>word</b>'],
  ['a footnote', 'a[^1]', 'a[^1]'],
  ['a task', '- [x] done', '[x] done'],
  ['a bare address', 'see https://example.org/a_b_c', 'see https://example.org/a_b_c'],
  ['a link elsewhere', '[x](ftp://example.org)', '[x](ftp://example.org)'],
  ['a picture elsewhere', '![x](https://example.org/a.png)', '![x](https://example.org/a.png)'],
])('%s is kept as text, also when it is saved', (_what, typed, words) => {
  const doc = parseMarkdown(typed);
  expect(JSON.stringify(doc)).not.toContain('"link"');
  expect([plainText(doc as object), plainText(parseMarkdown(writeMarkdown(doc)) as object)]).toEqual([words, words]);
});

test.each(['# no heading', '- no list', '1. no list', '> no quote', '---', '===', '    no code'])(
  '%s in a paragraph is no block',
  (text) => {
    const paragraph = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
    expect(parseMarkdown(writeMarkdown(paragraph)).content).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: text.trim() }] },
    ]);
  },
);
