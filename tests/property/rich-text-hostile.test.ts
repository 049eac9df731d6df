import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RichTextView } from '../../src/renderer/components/rich-text/rich-text-view.tsx';
import { normalDoc } from '../../src/renderer/lib/rich-text/normal-doc.ts';
import { parseMarkdown } from '../../src/renderer/lib/rich-text/parse-markdown.ts';
import type { RichDoc } from '../../src/renderer/lib/rich-text/rich-doc.ts';
import { writeMarkdown } from '../../src/renderer/lib/rich-text/write-markdown.ts';

/* A lesson's text comes from other computers and archives: nothing in it runs, and nothing but its own pictures is loaded. */

const html = (doc: RichDoc): string =>
  renderToStaticMarkup(
    createElement(RichTextView, { doc, pictureOf: (name) => (name === 'cell.png' ? '/media/1' : null) }),
  );
const tags = new Set('div p h1 h2 h3 h4 h5 h6 pre code hr blockquote ul ol li br strong em s a img span'.split(' '));
const attributes: Readonly<Record<string, RegExp>> = {
  class: /^/,
  dir: /^(auto|ltr)$/,
  'data-selectable': /^true$/,
  'data-missing-picture': /^true$/,
  tabindex: /^0$/,
  start: /^\d+$/,
  href: /^(https?:\/\/|mailto:)[^\s"'<>]*$/,
  target: /^_blank$/,
  rel: /^noreferrer$/,
  src: /^\/media\/1$/,
  alt: /^/,
  loading: /^lazy$/,
};

/** What in the markup is neither text nor one of the few elements and attributes that a text has. */
function foreign(markup: string): string[] {
  return [...markup.matchAll(/<\/?([a-zA-Z][^\s/>]*)([^>]*)>/g)].flatMap(([whole, tag = '', rest = '']) => {
    const faults = [...rest.matchAll(/([^\s=/]+)="([^"]*)"/g)].filter(
      ([, name = '', value = '']) => !attributes[name]?.test(value),
    );
    return tags.has(tag) && faults.length === 0 ? [] : [whole];
  });
}

const vectors = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>@import "https://evil.example/x.css"</style>',
  '<base href="https://evil.example/">',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#115;cript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox)',
  '[x](file:///etc/passwd)',
  '[x](app://studio/media/1)',
  '[x](//evil.example/a)',
  '[x](https://user:secret@evil.example)',
  '[x](https://a.example/"onmouseover="alert(1))',
  '[x](https://a.example/ "title" onclick=alert(1))',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '![x](https://evil.example/pixel.png)',
  '![x](//evil.example/pixel.png)',
  '![x](data:image/svg+xml,<svg onload=alert(1)>)',
  '![x](../../secret.png)',
  '![x](..%2F..%2Fsecret.png)',
  '![" onerror="alert(1)](cell.png)',
  '![x](cell.png"onerror="alert(1))',
  '`<script>alert(1)</script>`',
  '```html\n<script>alert(1)</script>\n```',
  '``` "onload="alert(1)\nx\n```',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '| <img src=x onerror=alert(1)> |\n|---|\n| b |',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '*<b onclick=alert(1)>*',
  '# <h1 onmouseover=alert(1)>',
];

test.each(vectors)('%s is text', (vector) => {
  expect(foreign(html(parseMarkdown(vector)))).toEqual([]);
});

test('however such Markdown is put together, nothing foreign is drawn, then or after it was saved', () => {
  const piece = fc.oneof(
    fc.constantFrom(...vectors),
    fc.constantFrom(...'<>"\'()[]!&#;:/\\`*_~\n '.split('')),
    fc.string(),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      (typed) => {
        const doc = parseMarkdown(typed);
        expect([...foreign(html(doc)), ...foreign(html(parseMarkdown(writeMarkdown(doc))))]).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});

test('an address, a picture or a node that no parser made is not taken from a document either', () => {
  const hostile = {
    type: 'doc',
    content: [
      { type: 'script', content: [{ type: 'text', text: 'alert(1)' }] },
      {
        type: 'paragraph',
        content: [{ type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: 'javascript:x' } }] }],
      },
      { type: 'paragraph', content: [{ type: 'image', attrs: { name: 'https://evil.example/a.png', alt: '' } }] },
      {
        type: 'paragraph',
        attrs: { onclick: 'alert(1)' },
        content: [{ type: 'text', text: 'b', marks: [{ type: 'blink' }] }],
      },
    ],
  };
  expect(html(normalDoc(hostile))).toMatch(/<div[^>]*><p>alert\(1\)<\/p><p>a<\/p><p>b<\/p><\/div>/);
});

test('text that would keep the lexer busy for minutes is text, at once', () => {
  const heavy = ['*a ', '**a _', '> ', '- ', '`a', '[a](', '![', '!', '~a ', '_a'].map((unit) => unit.repeat(20_000));
  const startedAt = performance.now();
  const words = heavy.map((typed) => JSON.stringify(parseMarkdown(typed)).length);
  expect(words.every((length) => length > 0) && performance.now() - startedAt < 20_000).toBe(true);
});
