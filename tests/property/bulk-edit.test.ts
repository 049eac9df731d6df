import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleOutline } from '../../src/renderer/features/course/outline.fixture.ts';
import {
  bulkRows,
  bulkSettings,
  isChanged,
  patternedTitle,
  sharedOf,
  type BulkLesson,
} from '../../src/shared/domain/bulk-edit.ts';
import { compareTags, tagKey, tagsAfter, type TagChange } from '../../src/shared/domain/tag.ts';
import { title } from '../../src/shared/domain/course.ts';

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('{n}', '{title}', '$& {n}', 'مرحبا', '👩‍🚀', ' '));
const pattern = fc.record({
  pattern: fc.array(fc.oneof(fc.constantFrom('{n}', '{title}'), text)).map((parts) => parts.join('')),
  start: fc.nat(2_000),
  width: fc.nat(6),
});
const fields = {
  kind: fc.constantFrom('video', 'text', 'link', 'quiz', 'download'),
  status: fc.constantFrom('ready', 'draft'),
  freePreview: fc.boolean(),
  dripDays: fc.option(fc.nat(9)),
};
const tag = fc.constantFrom('a', 'b', 'c', 'C', 'é', 'É');
const tags = fc.record({ add: fc.array(tag, { maxLength: 3 }), remove: fc.array(tag, { maxLength: 3 }) });
const settings = fc.record({ ...fields, tags }, { requiredKeys: [] }).map((some) => bulkSettings.parse(some));
const { chapters } = sampleOutline(12);
const lessons = fc
  .array(
    fc.record({
      ...fields,
      tags: fc.uniqueArray(fc.constantFrom('A', 'b', 'É', 'x')).map((all) => all.toSorted(compareTags)),
      title: text.map((one) => title.safeParse(one).data ?? 'Untitled'),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((list) =>
    list.map((some, at) => ({ ...chapters[0]?.lessons[at], chapterId: chapters[0]?.chapterId, ...some }) as BulkLesson),
  );
const scene = fc.record({ lessons, titles: fc.option(pattern), settings, filled: fc.array(fc.nat(11)) });

/** The lesson after its row was applied. */
const applied = ({ lesson, title: next, changes }: ReturnType<typeof bulkRows>[number], set: object): BulkLesson => ({
  ...lesson,
  ...(next !== null && { title: next }),
  ...Object.fromEntries(
    Object.entries(set)
      .filter(([field]) => (changes as readonly string[]).includes(field))
      .map(([field, value]) => [field, field === 'tags' ? tagsAfter(lesson.tags, value as TagChange) : value]),
  ),
});

/** What is put on is there, what is taken off is not, all else is as it was. */
function areTagsAsAsked(held: readonly string[], change: TagChange | undefined, after: readonly string[]): boolean {
  const { add = [], remove = [] } = change ?? {};
  const keys = (names: readonly string[]) => new Set(names.map(tagKey));
  const off = keys(remove);
  const wanted = keys([...held.filter((name) => !off.has(tagKey(name))), ...add]);
  return after.every((name) => wanted.has(tagKey(name))) && after.length === wanted.size;
}

test('only touched fields change, to what was asked, and settings that are set are set: again they change nothing', () => {
  const holds = fc.property(scene, (some) => {
    const filled = new Set(some.filled.flatMap((at) => some.lessons[at]?.lessonId ?? []));
    const rows = bulkRows(some.lessons, some, filled);
    const after = rows.map((row) => applied(row, some.settings));
    for (const [at, row] of rows.entries()) {
      const lesson = some.lessons[at];
      const next = after[at];
      if (!lesson || !next || !title.safeParse(next.title).success) return false;
      if (!some.titles && next.title !== lesson.title) return false;
      for (const [field, was] of Object.entries(lesson)) {
        if (field === 'title' || field === 'tags') continue;
        const asked = (some.settings as Record<string, unknown>)[field];
        const isKept = field === 'kind' && filled.has(lesson.lessonId);
        const wanted = asked === undefined || isKept ? was : asked;
        if (next[field as keyof BulkLesson] !== wanted) return false;
      }
      if (!areTagsAsAsked(lesson.tags, some.settings.tags, next.tags)) return false;
      if (isChanged(row) !== (JSON.stringify(next) !== JSON.stringify(lesson))) return false;
    }
    return !bulkRows(after, { titles: null, settings: some.settings }, filled).some(isChanged);
  });
  expect(() => fc.assert(holds, { numRuns: 300 })).not.toThrow();
});

test('a pattern is its own words with the title and the number put in, whatever the title holds', () => {
  const holds = fc.property(text, text, text, fc.nat(999), fc.nat(6), fc.nat(99), (a, b, held, start, width, at) => {
    fc.pre(!/[{}]/u.test(a + b));
    const number = String(start + at).padStart(width, '0');
    const made = patternedTitle({ pattern: `${a}{n}${b}{title}`, start, width }, held, at);
    return made === `${a}${number}${b}${held}`.trim() && Number(number) === start + at;
  });
  expect(() => fc.assert(holds, { numRuns: 300 })).not.toThrow();
});

test('a field is shared exactly when all have the same', () => {
  const holds = fc.property(lessons, (some) => {
    const shared = sharedOf(some, 'dripDays');
    const values = new Set(some.map(({ dripDays }) => dripDays));
    return shared.isMixed ? values.size > 1 : values.size === 1 && values.has(shared.value);
  });
  expect(() => fc.assert(holds, { numRuns: 200 })).not.toThrow();
});
