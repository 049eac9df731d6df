import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanTitles, createNaturalOrder, plainTitle } from '../../src/main/media/naming.ts';

/** Names as people and tools write them, mixed with arbitrary ones. */
const digits = fc.stringMatching(/^[0-9]{1,4}$/);
const word = fc.constantFrom('Intro', 'the_nucleus', 'C++', '3D', 'الدرس', 'セル', '100', 'Étude', 'e\u0301', '', '🎉');
const mark = fc.constantFrom(' - ', '_', '. ', '.', ') ', ': ', ' ', '-', ' – ', '', '__');
const label = fc.constantFrom('', '', 'Lesson ', 'chapter_', '[', '#');
const numbered = fc.tuple(label, digits, mark, digits, mark, word, word).map((parts) => parts.join(''));
const name = fc.oneof(
  { weight: 3, arbitrary: numbered },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1 }) },
);
const names = fc.array(name, { minLength: 1, maxLength: 12 });
const runs = { numRuns: 3_000 };

describe('cleaning titles', () => {
  test('never empties a title, whatever the names are', () => {
    fc.assert(
      fc.property(names, (list) => {
        const titles = cleanTitles(list);
        expect(titles).toHaveLength(list.length);
        for (const title of titles) {
          expect(title.trim()).toBe(title);
          expect(title).not.toBe('');
          expect(title.isWellFormed()).toBe(true);
          expect(title).toBe(title.normalize('NFC'));
        }
      }),
      runs,
    );
  });

  test('is idempotent', () => {
    fc.assert(
      fc.property(names, (list) => {
        const once = cleanTitles(list);
        expect(cleanTitles(once)).toEqual(once);
      }),
      runs,
    );
  });

  test('gives each name the same title in whatever order the names come', () => {
    const shuffled = names.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, order]) => {
        const titles = cleanTitles(list);
        const moved = cleanTitles(order.map((i) => list[i] ?? ''));
        expect(moved).toEqual(order.map((i) => titles[i]));
      }),
      runs,
    );
  });

  test('keeps a letter wherever the name had one', () => {
    const hasLetter = (text: string): boolean => /\p{L}/u.test(text.toWellFormed().normalize('NFC'));
    fc.assert(
      fc.property(names, (list) => {
        const titles = cleanTitles(list);
        const kept = list.map((name, i) => !hasLetter(name) || hasLetter(titles[i] ?? ''));
        expect(kept).not.toContain(false);
      }),
      runs,
    );
  });

  test('never gives two different names the same title', () => {
    // Few words and many numbers: names that only their numbers tell apart are the rule here
    const alike = fc.tuple(label, digits, mark, digits, mark, fc.constantFrom('Intro', 'the_nucleus', 'the nucleus'));
    const lists = fc.oneof(
      names,
      fc.array(
        alike.map((parts) => parts.join('')),
        { minLength: 2, maxLength: 12 },
      ),
    );
    fc.assert(
      fc.property(lists, (list) => {
        const titles = cleanTitles(list);
        expect(new Set(titles).size).toBe(new Set(list.map(plainTitle)).size);
      }),
      runs,
    );
  });

  test('takes the numbers off any consecutively numbered list', () => {
    const titles = fc.uniqueArray(fc.constantFrom('Alpha', 'Beta', 'Gamma', 'Delta', 'Omega'), { minLength: 2 });
    fc.assert(
      fc.property(titles, fc.nat(80), fc.boolean(), mark, (list, from, pad, separator) => {
        fc.pre(separator !== '');
        const numberOf = (i: number): string => String(from + i).padStart(pad ? 2 : 1, '0');
        expect(cleanTitles(list.map((title, i) => `${numberOf(i)}${separator}${title}`))).toEqual(list);
      }),
      runs,
    );
  });
});

describe('natural order', () => {
  const order = createNaturalOrder('en');

  test('is a total order: the same result from every starting order, equal only for equal names', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), fc.integer(), (list, seed) => {
        const shuffled = list.toSorted((a, b) => Math.sign(((a.length * 31 + seed) % 7) - ((b.length * 31) % 7)));
        expect(shuffled.toSorted(order)).toEqual(list.toSorted(order));
        for (const a of list) for (const b of list) expect(order(a, b) === 0).toBe(a === b);
      }),
      { numRuns: 1_000 },
    );
  });

  test('puts ordinals in the order of their values: 1.2 before 1.10', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(999), fc.nat(999), (section, a, b) => {
        fc.pre(a !== b);
        const pair = [`Lesson ${section}.${a} - Xylem`, `Lesson ${section}.${b} - Algae`] as const;
        expect(Math.sign(order(...pair))).toBe(Math.sign(a - b));
      }),
      { numRuns: 1_000 },
    );
  });
});
