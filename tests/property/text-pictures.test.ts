import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalDoc } from '../../src/renderer/lib/rich-text/normal-doc.ts';
import type { LooseNode } from '../../src/renderer/lib/rich-text/normal-inline.ts';
import { parseMarkdown } from '../../src/renderer/lib/rich-text/parse-markdown.ts';
import { imageName } from '../../src/renderer/lib/rich-text/rich-doc.ts';
import { writeMarkdown } from '../../src/renderer/lib/rich-text/write-markdown.ts';
import { freeName, picturesIn, pictureName } from '../../src/shared/domain/text-pictures.ts';

/* Pictures in texts: what a text shows is never taken for unused, whatever the pictures are called. */

const hostile = fc.constantFrom(
  'a b (1)_*[x].png',
  '100%.png',
  '%2E%2E%2Fx.png',
  '"onerror=".png',
  "it's.png",
  '<b>.png',
  '](x).png',
  '![a](b.png).png',
  '&amp;&#42;.png',
  '`a`.png',
  '\u202Egnp.exe',
  'صورة ١.png',
  '漢字.png',
  '👩‍🚀.png',
  'e\u0301.png',
  '.png',
  'CON.png',
  '~~x~~.png',
  '$&.png',
);
const name = fc.oneof(
  hostile,
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'binary' }),
);
const picture = fc.record({ name, alt: fc.oneof(fc.constant(''), fc.string(), hostile), isDecorative: fc.boolean() });
const doc = fc
  .array(fc.array(fc.oneof(picture, fc.string({ maxLength: 6 })), { maxLength: 4 }), { maxLength: 4 })
  .map((blocks) =>
    normalDoc({
      type: 'doc',
      content: blocks.map((nodes) => ({
        type: 'paragraph',
        content: nodes.map((node): LooseNode =>
          typeof node === 'string' ? { type: 'text', text: node } : { type: 'image', attrs: node },
        ),
      })),
    }),
  );

interface Shown {
  readonly name: string;
  readonly alt: string;
  readonly isDecorative?: true;
}
const picturesOf = (node: LooseNode): Shown[] => [
  ...(node.type === 'image' ? [node.attrs as unknown as Shown] : []),
  ...(node.content ?? []).flatMap(picturesOf),
];

test('pictures come back with name, description and whether they are decorative; written again they are the same', () => {
  fc.assert(
    fc.property(doc, (typed) => {
      const written = writeMarkdown(typed);
      const read = parseMarkdown(written);
      expect([picturesOf(read), writeMarkdown(read)]).toEqual([picturesOf(typed), written]);
    }),
    { numRuns: 400 },
  );
});

test('every picture that a text shows is in it for main, too, written by the editor or by hand', () => {
  const byHand = fc
    .array(
      fc.oneof(
        name.map((one) => `![x](${one})`),
        name.map((one) => `![x](<${one}> "t")`),
        name,
        hostile,
      ),
      {
        maxLength: 5,
      },
    )
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.oneof(doc.map(writeMarkdown), byHand), (markdown) => {
      const isShown = picturesIn(markdown);
      const names = picturesOf(parseMarkdown(markdown)).map((one) => one.name);
      expect(names.filter((one) => !isShown(one))).toEqual([]);
    }),
    { numRuns: 800 },
  );
});

test('what a text does not show is not in it: another name, the beginning of one, a name that is only mentioned', () => {
  const isShown = picturesIn('![](cell-2.png) and cell.png, ![](a.png.jpg)');
  expect(['cell-2.png', 'cell.png', 'cell', 'a.png', 'a.png.jpg', '2.png'].map(isShown)).toEqual([
    true,
    false,
    false,
    false,
    true,
    false,
  ]);
});

test('a file’s name becomes one that a text can have, with the ending of what it is, and free', () => {
  fc.assert(
    fc.property(name, fc.array(fc.nat(5)), (fileName, numbers) => {
      const made = pictureName(fileName, 'png');
      expect([imageName(made), made.endsWith('.png')]).toEqual([made, true]);
      const stem = made.slice(0, -4);
      const taken = new Set([made, ...numbers.map((n) => `${stem}-${n}.png`)]);
      const free = freeName(made, taken);
      expect([taken.has(free), imageName(free), freeName(made, new Set())]).toEqual([false, free, made]);
    }),
    { numRuns: 400 },
  );
});
