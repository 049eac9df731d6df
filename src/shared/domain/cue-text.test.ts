import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cueText, typedText } from './cue-text.ts';

test.each([
  ['Tom & Jerry', 'Tom &amp; Jerry'],
  ['1 < 2 --> <i>yes</i>', '1 &lt; 2 --&gt; <i>yes</i>'],
  ['<v Ann>a &nbsp; b', '<v Ann>a &nbsp; b'],
  ['<i', '&lt;i'],
])('%j is kept as %j', (typed, kept) => {
  expect(cueText(typed)).toBe(kept);
  expect(typedText(kept)).toBe(typed);
});

test('what is kept is kept again as it is, whatever it was', () => {
  const piece = fc.constantFrom('&', 'amp;', 'lt;', '<', '>', 'i', '/', '--', ' ', '\n', '#1;', 'a');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const kept = cueText(pieces.join(''));
      expect(cueText(typedText(kept))).toBe(kept);
    }),
    { numRuns: 2_000 },
  );
});
