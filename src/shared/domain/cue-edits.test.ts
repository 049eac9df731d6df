import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, cueAt, merge, readingSpeed, remove, shift, split, warningsOf, withText, withTimes } from './cue-edits.ts';
import { finished, readCues, writeCues, type Cue } from './cues.ts';

const cue = (key: number, startMs: number, endMs: number, text = 'Words here'): Cue => ({
  key,
  startMs,
  endMs,
  text,
  settings: '',
  id: '',
  before: [],
});
const two = [cue(0, 1_000, 3_000), cue(1, 3_000, 4_000, 'More')];
const brief = (cues: readonly Cue[]) => cues.map(({ key, startMs, endMs, text }) => [key, startMs, endMs, text]);

describe('edits', () => {
  test('a split takes the time along with the words, or the playhead where it is within', () => {
    expect(brief(split(two, 0, 5, 0))).toEqual([
      [0, 1_000, 2_111, 'Words'],
      [2, 2_111, 3_000, 'here'],
      [1, 3_000, 4_000, 'More'],
    ]);
    expect(brief(split(two, 0, 5, 1_500)).slice(0, 2)).toEqual([
      [0, 1_000, 1_500, 'Words'],
      [2, 1_500, 3_000, 'here'],
    ]);
  });

  test('merged, shifted, added, removed, retimed', () => {
    expect(brief(merge(two, 0))).toEqual([[0, 1_000, 4_000, 'Words here\nMore']]);
    expect(brief(merge(two, 1))).toEqual(brief(two));
    expect(brief(shift(two, -5_000)).map(([, startMs]) => startMs)).toEqual([0, 2_000]);
    expect(brief(add(two, 2_500).cues)[1]).toEqual([2, 2_500, 3_000, '']);
    expect(brief(add(two, 9_000).cues)[2]).toEqual([2, 9_000, 11_000, '']);
    expect(brief(remove(two, 0))).toEqual([[1, 3_000, 4_000, 'More']]);
    expect(brief(withTimes(two, 0, { startMs: 3_500 })).map(([key]) => key)).toEqual([1, 0]);
    expect(cueAt(two, 3_000)?.key).toBe(1);
    expect(cueAt(two, 500)).toBeNull();
  });

  test('warnings: reversed, empty, over the one before, too fast to read', () => {
    const [first] = two;
    expect(warningsOf(cue(3, 5_000, 5_000, ' '), first)).toEqual(['reversed', 'empty']);
    expect(warningsOf(cue(3, 2_000, 5_000), first)).toEqual(['overlap']);
    expect(warningsOf({ ...cue(3, 2_000, 5_000), settings: 'line:0' }, first)).toEqual([]);
    expect(warningsOf(cue(3, 5_000, 5_500, '<i>Eleven</i> &amp; one'), first)).toEqual(['fast']);
    expect(readingSpeed(cue(3, 0, 1_000, '<b>five</b>\n&amp;'))).toBe(6);
  });
});

const step = fc.tuple(fc.nat(6), fc.nat(20), fc.integer({ min: -9_000, max: 9_000 }));
function apply(cues: readonly Cue[], [kind, at, ms]: [number, number, number]): readonly Cue[] {
  const key = cues[at % Math.max(1, cues.length)]?.key ?? 0;
  if (kind === 0) return split(cues, key, at % 7, ms);
  if (kind === 1) return merge(cues, key);
  if (kind === 2) return shift(cues, ms);
  if (kind === 3) return add(cues, ms).cues;
  if (kind === 4) return remove(cues, key);
  if (kind === 5) return withTimes(cues, key, ms % 2 === 0 ? { startMs: ms } : { endMs: ms });
  return withText(cues, key, `Text ${String(ms)}\n\n--> &amp; <i>`);
}

test('whatever is done to cues: one key each, no time before the beginning, and what is written is read again', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const cues = steps.reduce<readonly Cue[]>(apply, two);
      expect(new Set(cues.map(({ key }) => key)).size).toBe(cues.length);
      expect(cues.every(({ startMs, endMs }) => startMs >= 0 && endMs >= 0)).toBe(true);
      const sheet = finished({ head: 'WEBVTT', cues, tail: [] });
      const again = readCues(writeCues(sheet));
      expect(again.cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(
        sheet.cues.map(({ startMs, endMs }) => [startMs, endMs]),
      );
      expect(writeCues(again)).toBe(writeCues(sheet));
    }),
    { numRuns: 400 },
  );
});
