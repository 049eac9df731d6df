import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCoursePartsTable } from '../../src/main/db/tables/course-parts.ts';
import { createCourseVersionTable } from '../../src/main/db/tables/course-versions.ts';
import { cutSnapshot, joinSnapshot, snapshotOf, type Snapshot } from '../../src/shared/domain/course-snapshot.ts';
import type { Draft, GroupValues } from '../../src/shared/domain/merge.ts';
import type { TableName } from '../../src/shared/domain/registry.ts';
import { diffSnapshots } from '../../src/shared/domain/snapshot-diff.ts';
import { outlineOf } from '../../src/shared/domain/snapshot-outline.ts';
import { restoreDrafts } from '../../src/shared/domain/snapshot-restore.ts';
import { openTestDatabase } from '../helpers/database.ts';

/* Two courses of four chapters and eight lessons, edited at random: what is kept of one is what comes back. */
const label = { code: 'course.edit' as const, count: 1, name: '' };
const idOf = (kind: number, n: number) => `0190a6c8-000${kind}-7000-8000-00000000000${n}`;
const rows = {
  courses: [0, 1].map((n) => idOf(1, n)),
  chapters: [0, 1, 2, 3].map((n) => idOf(2, n)),
  lessons: [0, 1, 2, 3, 4, 5, 6, 7].map((n) => idOf(3, n)),
  media_files: [0, 1, 2].map((n) => idOf(4, n)),
  media_versions: [0, 1, 2, 3].map((n) => idOf(5, n)),
  media_links: [0, 1, 2, 3, 4].map((n) => idOf(6, n)),
  tags: [0, 1].map((n) => idOf(7, n)),
  taggings: [0, 1, 2].map((n) => idOf(8, n)),
};
const [courseId = ''] = rows.courses;
const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** What an edit with this number writes into a row, by group. */
const groups: Readonly<Record<string, Readonly<Record<string, (n: number) => GroupValues>>>> = {
  courses: { title: (n) => ({ title: `t${n}` }), objectives: (n) => ({ objectives: [`o${n}`] }) },
  chapters: {
    title: (n) => ({ title: `t${n}` }),
    place: (n) => ({ course_id: at(rows.courses, n), pos: `a${n % 5}` }),
  },
  lessons: {
    title: (n) => ({ title: `t${n}` }),
    place: (n) => ({ chapter_id: at(rows.chapters, n), pos: `a${n % 7}` }),
    content: (n) => ({ content: { link: { url: `https://${n}.test/`, title: '' } } }),
    settings: (n) => ({ free_preview: n % 2 === 0 }),
  },
  media_files: { current: (n) => ({ current_version_id: at(rows.media_versions, n) }) },
  media_links: { label: (n) => ({ label: `l${n}` }), place: (n) => ({ pos: `a${n}` }) },
};
const ends: Readonly<Record<string, (n: number) => GroupValues>> = {
  media_links: (n) => ({
    media_id: at(rows.media_files, n),
    target_type: 'lesson',
    target_id: at(rows.lessons, n),
    role: n % 2 ? 'caption' : 'video',
    language: null,
  }),
  taggings: (n) => ({ tag_id: at(rows.tags, n), target_type: 'lesson', target_id: at(rows.lessons, n) }),
};
const life = (n: number) => ({ deleted_at_ms: n % 3 === 0 ? null : n });
const editOf = (table: TableName, row: number, group: string, n: number): Draft => ({
  t: table,
  id: at(rows[table as keyof typeof rows], row),
  k: 'set',
  v: { [group]: group === 'life' ? life(n) : (groups[table]?.[group]?.(n) ?? {}) },
});
const edit = fc.constantFrom(...(Object.keys(rows) as TableName[])).chain((table) =>
  fc.record({
    table: fc.constant(table),
    row: fc.nat(7),
    group: fc.constantFrom('life', ...Object.keys(groups[table] ?? {})),
    n: fc.nat(20),
  }),
);
const edits = fc.array(edit, { maxLength: 25 });

function openCourses() {
  const studio = openTestDatabase();
  const drafts = Object.entries(rows).flatMap(([table, ids]) =>
    ids.map((id, n): Draft => {
      const all = Object.entries(groups[table] ?? {}).map(([group, of]) => [group, of(n)] as const);
      const made = ends[table] ? { ends: ends[table](n) } : {};
      return { t: table, id, k: 'put', v: { ...Object.fromEntries(all), ...made, life: { deleted_at_ms: null } } };
    }),
  );
  studio.mutator.mutate({ label, drafts });
  const parts = createCoursePartsTable(studio.db);
  const versions = createCourseVersionTable(studio.db);
  const read = (table: TableName, id: string) => studio.mutator.rows.read(table, id)?.row ?? null;
  const now = (): Snapshot => {
    const ids = parts.listIds(courseId);
    return ids ? snapshotOf(ids, read) : [];
  };
  const run = (list: readonly Draft[]) => studio.mutator.mutate({ label, drafts: list });
  return {
    ...studio,
    now,
    run,
    restoreOf: (snapshot: Snapshot) => restoreDrafts(snapshot, { ...versions, read, nowMs: 1 }),
  };
}
type EditValue = { table: TableName; row: number; group: string; n: number };
/** The course itself stays: nothing of one that is deleted is kept or restored. */
const draftsOf = (list: readonly EditValue[]) =>
  list
    .map(({ table, row, group, n }) => editOf(table, row, group, n))
    .filter(({ id, v }) => id !== courseId || !v['life']);
/** What a restore leaves alone: which version a file shows is the file's. */
const withoutFiles = (snapshot: Snapshot) => snapshot.filter(({ t }) => t !== 'media_files' && t !== 'media_versions');

test('restoring what was kept brings it back, whatever came in between; then there is nothing left to restore', () => {
  const { db, now, run, restoreOf } = openCourses();
  fc.assert(
    fc.property(edits, edits, fc.integer({ min: 300, max: 5_000 }), (first, second, chars) => {
      run(draftsOf(first));
      const parts = cutSnapshot(now(), chars).map((data, n) => ({
        n,
        data: JSON.parse(JSON.stringify(data)) as unknown,
      }));
      const kept = joinSnapshot(parts.toReversed(), parts.length);
      expect(kept).toEqual(now());
      run(draftsOf(second));
      run(restoreOf(kept ?? []));
      expect(withoutFiles(now())).toEqual(withoutFiles(kept ?? []));
      expect(restoreOf(kept ?? [])).toEqual([]);
    }),
    { numRuns: 60 },
  );
  db.close();
});

test('a tag that comes back with what had it does not bring back what was given it since', () => {
  const { db, now, run, restoreOf } = openCourses();
  const lifeOf = (t: TableName, id: string, deletedAtMs: number | null): Draft => ({
    t,
    id,
    k: 'set',
    v: { life: { deleted_at_ms: deletedAtMs } },
  });
  run([lifeOf('taggings', at(rows.taggings, 0), 1)]);
  const kept = now();
  run([lifeOf('taggings', at(rows.taggings, 0), null), lifeOf('tags', at(rows.tags, 0), 2)]);
  run(restoreOf(kept));
  expect(now()).toEqual(kept);
  db.close();
});

test('a difference is empty exactly for what is the same, and its moves make one order of the other', () => {
  const { db, now, run } = openCourses();
  fc.assert(
    fc.property(edits, edits, (first, second) => {
      run(draftsOf(first));
      const before = now();
      run(draftsOf(second));
      const after = now();
      const diff = diffSnapshots(before, after);
      expect(diffSnapshots(after, after)).toEqual(diffSnapshots(before, before));
      const changed = [diff.added, diff.removed, diff.moved].flat().map(({ id }) => id);
      const orderOf = (snapshot: Snapshot) =>
        outlineOf(snapshot).map(({ chapterId, lessons }) => [chapterId, ...lessons.map(({ lessonId }) => lessonId)]);
      const staying = (snapshot: Snapshot) =>
        orderOf(snapshot)
          .map((ids) => ids.filter((id) => !changed.includes(id)))
          .filter((ids) => ids.length > 0);
      // Without what came, went and moved the two outlines are one, chapter by chapter.
      expect(staying(after).toSorted()).toEqual(staying(before).toSorted());
      const isSameOrder = JSON.stringify(orderOf(before)) === JSON.stringify(orderOf(after));
      expect(changed.length === 0).toBe(isSameOrder);
      const back = diffSnapshots(after, before);
      expect([back.added.length, back.removed.length]).toEqual([diff.removed.length, diff.added.length]);
    }),
    { numRuns: 60 },
  );
  db.close();
});

test('parts hold what was cut, each within its limit unless one row is larger; a part less or twice is no version', () => {
  const row = fc.record({
    t: fc.constantFrom('lessons' as const),
    id: fc.uuid(),
    v: fc.record({ title: fc.record({ title: fc.string({ unit: 'grapheme', maxLength: 40 }) }) }),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), fc.integer({ min: 2, max: 600 }), (lessons, chars) => {
      const course = { t: 'courses' as const, id: courseId, v: { title: { title: 'Cells' } } };
      const snapshot = [course, ...lessons];
      const cut = cutSnapshot(snapshot, chars);
      expect(cut.flat()).toEqual(snapshot);
      for (const part of cut) expect(part.length === 1 || JSON.stringify(part).length <= chars).toBe(true);
      const parts = cut.map((data, n) => ({ n, data }));
      expect(joinSnapshot(parts, cut.length)).toEqual(snapshot);
      expect(joinSnapshot(parts.slice(1), cut.length)).toBeNull();
      expect(joinSnapshot([...parts, ...parts.slice(-1)], cut.length)).toBeNull();
      expect(joinSnapshot([...parts, ...parts.slice(-1)], cut.length + 1)).toBeNull();
    }),
  );
});
