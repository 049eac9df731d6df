import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOutlineChanges } from '../../src/main/db/tables/outline-changes.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import type { Draft } from '../../src/shared/domain/merge.ts';
import { withOutlineChanges } from '../../src/shared/domain/outline-changes.ts';
import { openTestDatabase } from '../helpers/database.ts';

/* An outline to which changes were made is the one that is read as a whole, whatever was done, undone and redone. */
const label = { code: 'course.edit' as const, count: 1, name: '' };
const COURSES = ['a', 'b'] as CourseId[];
const CHAPTERS = ['a1', 'a2', 'b1'];
const LESSONS = ['l1', 'l2', 'l3', 'l4'];
const FILES = ['f1', 'f2'];

const course = fc.constantFrom(...COURSES);
const chapter = fc.constantFrom(...CHAPTERS);
const lesson = fc.constantFrom(...LESSONS);
const file = fc.constantFrom(...FILES);
const pos = fc.constantFrom('a0', 'a1', 'a2');
const life = fc.constantFrom(null, 5);
const draft = (t: string, id: string, v: Draft['v']): Draft => ({ t, id, k: 'put', v });

const edits: fc.Arbitrary<Draft>[] = [
  fc
    .tuple(lesson, chapter, pos)
    .map(([id, parent, at]) => draft('lessons', id, { place: { chapter_id: parent, pos: at } })),
  fc
    .tuple(chapter, course, pos)
    .map(([id, parent, at]) => draft('chapters', id, { place: { course_id: parent, pos: at } })),
  fc.tuple(lesson, fc.string()).map(([id, title]) => draft('lessons', id, { title: { title } })),
  fc.tuple(chapter, fc.string()).map(([id, title]) => draft('chapters', id, { title: { title } })),
  fc.tuple(lesson, fc.boolean()).map(([id, is]) => draft('lessons', id, { settings: { free_preview: is } })),
  fc.tuple(lesson, life).map(([id, at]) => draft('lessons', id, { life: { deleted_at_ms: at } })),
  fc.tuple(chapter, life).map(([id, at]) => draft('chapters', id, { life: { deleted_at_ms: at } })),
  fc.tuple(lesson, file, life).map(([id, media, at]) =>
    draft('media_links', `${id} ${media}`, {
      ends: { media_id: media, target_type: 'lesson', target_id: id, role: 'video', language: null },
      life: { deleted_at_ms: at },
    }),
  ),
  fc.tuple(lesson, life).map(([id, at]) =>
    draft('taggings', `tagged ${id}`, {
      ends: { tag_id: 'tag', target_type: 'lesson', target_id: id },
      life: { deleted_at_ms: at },
    }),
  ),
  fc
    .tuple(file, fc.constantFrom('v1', 'v2'))
    .map(([id, v]) => draft('media_files', id, { current: { current_version_id: v } })),
  fc.constantFrom('v1', 'v2').map((id) => draft('media_versions', id, { media: { duration_ms: 7 } })),
  course.map((id) => draft('courses', id, { subtitle: { subtitle: 'x' } })),
];
const step = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.oneof(...edits), { minLength: 1, maxLength: 3 }) },
  { weight: 2, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
);

function lay() {
  const studio = openTestDatabase();
  const drafts = [
    ...COURSES.map((id) => draft('courses', id, { title: { title: id } })),
    ...CHAPTERS.map((id) => draft('chapters', id, { place: { course_id: id.slice(0, 1), pos: 'a0' } })),
    ...LESSONS.map((id, at) => draft('lessons', id, { place: { chapter_id: CHAPTERS[at % 3] ?? '', pos: 'a0' } })),
    ...FILES.map((id) => draft('media_files', id, { current: { current_version_id: 'v1' } })),
    ...['v1', 'v2'].map((id) => draft('media_versions', id, { origin: { media_id: 'f1', file_name: id, bytes: 1 } })),
    draft('tags', 'tag', { name: { name: 'Tag' } }),
  ];
  studio.mutator.mutate({ label, drafts });
  const outlines = createOutlineTable(studio.db);
  return { ...studio, outlines, changes: createOutlineChanges(studio.db, outlines) };
}

test('the changes since an outline was read make of it the outline of now', () => {
  let told = 0;
  // Laid once: each run is taken back as a whole.
  const { db, mutator, undo, committed, outlines, changes } = lay();
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.nat(11),
      fc.constantFrom(...COURSES),
      (steps, at, id) => {
        db.exec('BEGIN');
        let read = outlines.getOutline(id);
        for (const [n, one] of steps.entries()) {
          if (n === at % steps.length) {
            read = outlines.getOutline(id);
            committed.length = 0;
          }
          if (typeof one === 'string') undo[one]();
          else mutator.mutate({ label, drafts: one });
        }
        const since = changes.of(id, committed.flat());
        const now = since && read && withOutlineChanges(read, since);
        // Undone to the beginning there is no course.
        if (since && outlines.getOutline(id)) expect(now).toEqual(outlines.getOutline(id));
        told += now ? 1 : 0;
        db.exec('ROLLBACK');
      },
    ),
    { numRuns: 150 },
  );
  expect(told).toBeGreaterThan(40);
  db.close();
});

test('what is in one course is told of that course, what is in two of none', () => {
  const { mutator, committed, changes } = lay();
  const told = (...drafts: Draft[]) => {
    mutator.mutate({ label, drafts });
    return changes.ofOne(committed.at(-1) ?? [])?.courseId ?? null;
  };
  const retitled = (id: string) => draft('lessons', id, { title: { title: 'other' } });
  expect([told(retitled('l1')), told(retitled('l3')), told(retitled('l1'), retitled('l3'))]).toEqual(['a', 'b', null]);
  expect(told(draft('tags', 'tag', { name: { name: 'Other' } }))).toBeNull();
});

test('changes that rest on what an outline does not have are not made to it', () => {
  const { mutator, committed, outlines, changes } = lay();
  const read = outlines.getOutline('a' as CourseId);
  if (!read) throw new Error('there is no course');
  mutator.mutate({ label, drafts: [draft('chapters', 'new', { place: { course_id: 'a', pos: 'a5' } })] });
  mutator.mutate({ label, drafts: [draft('lessons', 'l1', { title: { title: 'other' } })] });
  const last = changes.of('a' as CourseId, committed.at(-1) ?? []);
  expect([last && withOutlineChanges(read, last), last?.chapterIds.length]).toEqual([null, 3]);
});
