import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patternOf, replaceIn, type SearchedText, type TextSearch } from '../../src/shared/domain/find-replace.ts';
import { textDigest } from '../../src/shared/util/text-digest.ts';

const plain: TextSearch = { find: '', replacement: '', matchesCase: true, wholeWord: false, isRegex: false };
const description = (text: string, isMarkdown = false): SearchedText => ({
  field: 'courses.description',
  text,
  isMarkdown,
});
/** What a text becomes; as it is where nothing is found. */
function replaced(text: string, search: Partial<TextSearch>, isMarkdown = false): string {
  const whole = { ...plain, ...search };
  const pattern = patternOf(whole);
  if (!pattern) throw new Error('no pattern');
  return replaceIn(description(text, isMarkdown), pattern, whole)?.after ?? text;
}
const words = fc.constantFrom(
  'cell',
  'CELL',
  'é',
  'e\u0301',
  '👩‍🚀',
  '𝒳',
  'خلية',
  'بيت',
  '$1',
  '$&',
  '(a+)',
  '\\d',
  '日本',
  ' ',
  '\n',
  'ß',
);
const text = fc
  .array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 })
  .map((all) => all.join(''));
const needle = fc.oneof(words, fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }));

test('a plain search replaces exactly what split and join does, whatever either text means to a regular expression', () => {
  const holds = fc.property(text, needle, text, (held, find, replacement) => {
    fc.pre(
      find.isWellFormed() && held.isWellFormed() && find.normalize('NFC') === find && find.normalize('NFD') === find,
    );
    return replaced(held, { find, replacement }) === held.split(find).join(replacement);
  });
  expect(() => fc.assert(holds, { numRuns: 400 })).not.toThrow();
});

test('replaced by what stands nowhere, and back again, every text is what it was', () => {
  const holds = fc.property(text, needle, fc.boolean(), (held, find, wholeWord) => {
    fc.pre(find.normalize('NFC') === find && find.normalize('NFD') === find);
    const stamp = '\uE000\uE001';
    fc.pre(!held.includes('\uE000'));
    const there = replaced(held, { find, replacement: stamp, wholeWord });
    return replaced(there, { find: stamp, replacement: find }) === held;
  });
  expect(() => fc.assert(holds, { numRuns: 400 })).not.toThrow();
});

test('a regular expression replaces as String.replace does, with groups, names and their signs', () => {
  const patterns = fc.constantFrom('(c)(e)?', '(?<a>c)e', '^', '$', 'l+', '[^a]', '.', '(\\p{L})(\\p{L})', 'x*', '');
  const sign = fc.constantFrom('$1', '$2', '$10', '$01', '$0', '$$', '$&', '$`', "$'", '$<a>', '$', 'x', '$12');
  const replacements = fc.array(sign, { maxLength: 4 }).map((all) => all.join(''));
  const holds = fc.property(text, patterns, replacements, (held, find, replacement) => {
    const made = held.replace(new RegExp(find, 'gmu'), replacement);
    return replaced(held, { find, replacement, isRegex: true }) === (made.length > 20_000 ? held : made);
  });
  expect(() => fc.assert(holds, { numRuns: 600 })).not.toThrow();
});

test('the pieces that are shown are pieces of the text, in its order, and no character is cut in two', () => {
  const long = fc.array(text, { maxLength: 40 }).map((all) => all.join('𝒳words around it '));
  const holds = fc.property(long, needle, (held, find) => {
    fc.pre(held.isWellFormed() && find.isWellFormed());
    const search = { ...plain, find, replacement: 'new' };
    const made = replaceIn(description(held), patternOf(search) ?? /$^/u, search);
    if (!made) return true;
    let from = 0;
    return made.parts.every((part) => {
      const isWhole = part.text.isWellFormed();
      return part.text.split('…').every((piece) => {
        const at = held.indexOf(piece, from);
        from = at + piece.length;
        return isWhole && at !== -1;
      });
    });
  });
  expect(() => fc.assert(holds, { numRuns: 200 })).not.toThrow();
});

test.each<[string, Partial<TextSearch>, string, string]>([
  ['case', { find: 'cell', matchesCase: false }, 'Cells, CELL', '!s, !'],
  ['match case', { find: 'cell' }, 'Cells, cell', 'Cells, !'],
  ['whole words', { find: 'cell', wholeWord: true }, 'cell cells (cell)', '! cells (!)'],
  ['whole words of another script', { find: 'بيت', wholeWord: true }, 'بيت بيتي', '! بيتي'],
  ['whole words beside signs', { find: 'C++', wholeWord: true }, 'C++ and C++x', '! and C++x'],
  ['both spellings of an accent', { find: 'é' }, 'e\u0301 é', '! !'],
  ['half of an emoji is not found', { find: '\uDE80' }, '🚀', '🚀'],
  ['the replacement is no pattern', { find: 'x', replacement: '$& $1' }, 'x', '$& $1'],
  ['lines', { find: '^', isRegex: true, replacement: '- ' }, 'a\nb', '- a\n- b'],
])('%s', (_name, search, held, becomes) => {
  expect(replaced(held, { replacement: '!', ...search })).toBe(becomes);
});

test('in Markdown the addresses of links and pictures stay', () => {
  const held = 'cell [cell](https://cell.org/cell_(cell)) ![cell](cell.png) <https://cell.org>\n[cell]: cell.html';
  const becomes = '! [!](https://cell.org/cell_(cell)) ![!](cell.png) <https://cell.org>\n[cell]: cell.html';
  expect(replaced(held, { find: 'cell', replacement: '!' }, true)).toBe(becomes);
});

test('what may not stand there is refused: an empty title, one that is too long', () => {
  const title = (find: string, replacement: string) => {
    const search = { ...plain, find, replacement };
    return replaceIn({ field: 'lessons.title', text: 'Cells', isMarkdown: false }, patternOf(search) ?? /$^/u, search);
  };
  expect(title('Cells', ' ')).toMatchObject({ refused: 'empty', after: 'Cells' });
  expect(title('l', 'x'.repeat(300))).toMatchObject({ refused: 'tooLong', after: 'Cells', hits: 2 });
  expect(title('Cells', ' Cells ')).toBeNull();
});

test('what is no regular expression is none, also within the brackets of a whole word', () => {
  for (const find of ['(', 'a)|(b', '[', '\\', '(?<a>x)(?<a>y)'])
    expect(patternOf({ ...plain, find, isRegex: true, wholeWord: true })).toBeNull();
});

test('a text is known again by its mark, and one that was changed is not', () => {
  const holds = fc.property(text, text, (one, other) => (textDigest(one) === textDigest(other)) === (one === other));
  expect(() => fc.assert(holds, { numRuns: 500 })).not.toThrow();
});
