import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalDoc } from '../../src/renderer/lib/rich-text/normal-doc.ts';
import type { LooseNode } from '../../src/renderer/lib/rich-text/normal-inline.ts';
import { parseMarkdown } from '../../src/renderer/lib/rich-text/parse-markdown.ts';
import { plainText } from '../../src/renderer/lib/rich-text/rich-doc.ts';
import { writeMarkdown } from '../../src/renderer/lib/rich-text/write-markdown.ts';

/* The text of a lesson: what is written is read back, whatever stands in it. */

const piece = fc.constantFrom(
  'a',
  'word',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '*',
  '**',
  '_',
  '~~',
  '`',
  '```',
  '\\',
  '[',
  ']',
  '(',
  ')',
  '!',
  '<',
  '>',
  '&',
  '#',

  '- ',
  '1. ',
  '7) ',
  '> ',
  '# ',
  '| a | b |\n|---|---|\n',
  '---',
  '===',
  '    ',
  '\t',
  '&amp;',
  '&#42;',
  '&eacute;',

  '<script>',
  '<div>',
  '</div>',
  '<!-- x -->',
  'https://a.example/x_y',
  'javascript:',
  '![p](cell.png)',
  '![](cell.png "")',
  '[x](https://a.example)',

  '[x]: https://a.example\n',
  '[^1]',
  '- [ ] ',
  '…',
  'é',
  '漢',
  'العربية',
  '\u00A0',
  '😀',
  '.',
  ':',
  '+',
  '=',
  '"',
  "'",
  '1',
  '^',
);
const markdown = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

const words = fc.oneof(piece, fc.string({ maxLength: 8 }), fc.string({ unit: 'grapheme', maxLength: 4 }));
const mark = fc.oneof(
  fc.constantFrom('bold', 'italic', 'strike', 'code').map((type) => ({ type })),
  fc.constantFrom('https://a.example/?b=c&d', 'mailto:a@b.example').map((href) => ({ type: 'link', attrs: { href } })),
);
const inline: fc.Arbitrary<LooseNode> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('text'), text: words, marks: fc.array(mark, { maxLength: 3 }) }),
  },
  fc.constant({ type: 'hardBreak' }),
  fc.record({
    type: fc.constant('image'),
    attrs: fc.record({ name: fc.constantFrom('a.png', 'b (1)_*.jpg'), alt: words, isDecorative: fc.boolean() }),
  }),
);
const content = fc.array(inline, { maxLength: 5 });
const { block } = fc.letrec<{ block: LooseNode; blocks: LooseNode[]; item: LooseNode }>((tie) => ({
  blocks: fc.array(tie('block'), { maxLength: 3 }),
  item: fc.record({ type: fc.constant('listItem'), content: tie('blocks') }),
  block: fc.oneof(
    { depthSize: 'small' },
    fc.record({ type: fc.constant('paragraph'), content }),
    fc.record({ type: fc.constant('heading'), attrs: fc.record({ level: fc.integer({ min: 1, max: 3 }) }), content }),
    fc.record({
      type: fc.constant('codeBlock'),
      attrs: fc.constantFrom({ language: null }, { language: 'ts' }),
      content: words.map((text) => [{ type: 'text', text }]),
    }),
    fc.constant({ type: 'horizontalRule' }),
    fc.record({ type: fc.constant('blockquote'), content: tie('blocks') }),
    fc.record({ type: fc.constant('bulletList'), content: fc.array(tie('item'), { maxLength: 3 }) }),
    fc.record({
      type: fc.constant('orderedList'),
      attrs: fc.record({ start: fc.integer({ min: 0, max: 12 }) }),
      content: fc.array(tie('item'), { maxLength: 3 }),
    }),
  ),
}));
const doc = fc.array(block, { maxLength: 4 }).map((blocks) => ({ type: 'doc', content: blocks }));

test('Markdown that was written once is written the same again', () => {
  fc.assert(
    fc.property(markdown, (typed) => {
      const once = writeMarkdown(parseMarkdown(typed));
      expect(writeMarkdown(parseMarkdown(once))).toBe(once);
    }),
    { numRuns: 800 },
  );
});

test('a document keeps every word on its way through Markdown', () => {
  const wordsOf = (node: LooseNode) => plainText(node as { text?: string }).replaceAll(/\s+/g, '');
  fc.assert(
    fc.property(doc, (typed) => {
      const read = parseMarkdown(writeMarkdown(typed));
      expect(wordsOf(read)).toBe(wordsOf(normalDoc(typed)));
    }),
    { numRuns: 400 },
  );
});

/** The document without what Markdown cannot always say: emphasis beside emphasis or within words, a backtick in a link. */
function calm(node: LooseNode): LooseNode {
  const marks = node.marks?.filter(({ type }) => type === 'link');
  return { ...node, ...(marks && { marks }), ...(node.content && { content: node.content.map(calm) }) };
}

test('headings, lists, quotes, code blocks, links and pictures come back as they were', () => {
  fc.assert(
    fc.property(doc, (typed) => {
      const read = parseMarkdown(writeMarkdown(typed));
      expect(normalDoc(calm(read))).toEqual(normalDoc(calm(typed)));
    }),
    { numRuns: 400 },
  );
});
