import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSheetActions } from '../../src/main/actions/sheet.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import { createTagTable } from '../../src/main/db/tables/tags.ts';
import { createTextTable } from '../../src/main/db/tables/texts.ts';
import { sheetColumns } from '../../src/shared/domain/outline-sheet.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import type { Draft, GroupValues } from '../../src/shared/domain/merge.ts';
import { firstPositions } from '../../src/shared/domain/position.ts';
import { parseCsv, writeCsv } from '../../src/shared/util/csv.ts';
import { openTestDatabase } from '../helpers/database.ts';

const caller = { windowId: 1 };
const put = (t: string, id: string, v: Record<string, GroupValues>): Draft => ({ t, id, k: 'put', v });
const isChapter = (cells: readonly string[]): boolean => cells[1] === 'chapter';

/** A course with so many lessons in each of its chapters. `crowded`: two of them have one order key, as after a sync. */
function open(sizes: readonly number[], crowded = false) {
  const studio = openTestDatabase();
  const courseId = studio.edit.newId() as CourseId;
  const chapters = firstPositions(sizes.length).map((pos, at) => ({
    id: studio.edit.newId(),
    pos,
    size: sizes[at] ?? 0,
  }));
  const lessonDrafts = chapters.flatMap((chapter, c) =>
    firstPositions(chapter.size).map((pos, at) =>
      put('lessons', studio.edit.newId(), {
        place: { chapter_id: chapter.id, pos: crowded ? 'a0' : pos },
        title: { title: `L${c}.${at}` },
        kind: { kind: 'video' },
        body: { body: `=${c}\n"${at}"` },
      }),
    ),
  );
  studio.mutator.mutate({
    label: { code: 'course.create', count: 1, name: '' },
    drafts: [
      put('courses', courseId, { title: { title: 'Cells' } }),
      ...chapters.map(({ id, pos }, at) =>
        put('chapters', id, { place: { course_id: courseId, pos }, title: { title: `C${at}` } }),
      ),
      ...lessonDrafts,
    ],
  });
  studio.committed.length = 0;
  const [outlines, texts] = [createOutlineTable(studio.db), createTextTable(studio.db)];
  const written: string[] = [];
  const actions = createSheetActions({
    ...studio.edit,
    outlines,
    texts,
    tags: createTagTable(studio.db),
    places: createPlaceTable(studio.db, Math.random),
    pickSheet: async () => null,
    pickSheetTarget: async (_window, name) => name,
    readText: async (path) => path,
    writeText(_path, text) {
      written.push(text);
      return null;
    },
  });
  /** The table of the course as it is now, without its head. */
  async function table(): Promise<string[][]> {
    await actions['sheet.save']({ courseId }, caller);
    return parseCsv(written.at(-1) ?? '')
      .slice(1)
      .map(({ cells }) => [...cells]);
  }
  /** Reads a table in; its text stands for its path. */
  async function take(rows: readonly (readonly string[])[], deletesGone = true) {
    const path = writeCsv([sheetColumns, ...rows]);
    const read = await actions['sheet.get']({ courseId, path }, caller);
    if (!read.success) throw new Error(read.error.code);
    const done = await actions['sheet.apply']({ courseId, path, digest: read.data.digest, deletesGone }, caller);
    if (!done.success) throw new Error(done.error.code);
    return read.data;
  }
  return { ...studio, actions, courseId, table, take };
}

/** What is done to a table by hand; numbers say where. */
const deed = fc.record({
  kind: fc.constantFrom('move', 'move', 'remove', 'add', 'addChapter', 'title', 'status', 'description', 'tags'),
  at: fc.nat(),
  to: fc.nat(),
  text: fc.constantFrom('=SUM(1)', 'مرحبا "x"', "'", '@a, b; c', '- 5\nlines', '👩‍🚀'),
});
const tagsOf = (n: number): string => ['', 'Ácidos', 'Ácidos; Exam', 'Ácidos; Exam; Lab'][n % 4] ?? '';
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;
function done(rows: readonly (readonly string[])[], { kind, at, to, text }: Deed): readonly (readonly string[])[] {
  const from = at % rows.length;
  const row = [...(rows[from] ?? [])];
  const others = rows.filter((_, index) => index !== from);
  const into = to % (others.length + 1);
  const replaced = (column: number, value: string) =>
    rows.map((one, index) => (index === from ? one.with(column, value) : one));
  const inserted = (one: readonly string[]) => [...rows.slice(0, into), one, ...rows.slice(into)];
  if (kind === 'move') return [...others.slice(0, into), row, ...others.slice(into)];
  if (kind === 'remove') return others.length > 0 ? others : rows;
  if (kind === 'add') return inserted(['', 'lesson', text, 'text', 'draft', 'yes', '7', text, tagsOf(to), '']);
  if (kind === 'addChapter') return inserted(['', 'chapter', text, '', '', '', '', text, '', '']);
  if (kind === 'title') return replaced(2, text);
  if (kind === 'description') return replaced(7, text);
  if (isChapter(row)) return rows;
  return kind === 'tags' ? replaced(8, tagsOf(to)) : replaced(4, 'draft');
}
/** As the table would be written again: ids apart, which new rows do not have yet, and texts of text lessons. */
const shown = (rows: readonly (readonly string[])[]): string =>
  JSON.stringify(
    rows.map(([_id, type, title, kind, status, free, drip, text, tags]) => [
      type,
      title?.trim(),
      kind,
      status,
      free,
      drip,
      kind === 'text' ? '' : text,
      tags,
    ]),
  );

test('a table that was changed by hand in whatever way is the course afterwards; one undo takes it back', async () => {
  const scene = fc.record({
    sizes: fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }),
    crowded: fc.boolean(),
    deeds: fc.array(deed, { maxLength: 12 }),
  });
  const holds = fc.asyncProperty(scene, async ({ sizes, crowded, deeds }) => {
    const studio = open(sizes, crowded);
    const before = await studio.table();
    const rows = deeds.reduce(done, before);
    // Without a chapter above it a lesson has no place.
    const wanted = isChapter(rows[0] ?? []) ? rows : [['', 'chapter', 'First', '', '', '', '', '', '', ''], ...rows];
    const { faults, changes, gone } = await studio.take(wanted);
    const after = await studio.table();
    const again = await studio.take(after);
    const isStill = again.changes.length === 0 && again.gone.length === 0 && again.faults.length === 0;
    if (changes.length + gone.length > 0) studio.undo.undo();
    const isBack = JSON.stringify(await studio.table()) === JSON.stringify(before);
    studio.db.close();
    return faults.length === 0 && shown(after) === shown(wanted) && isStill && isBack && studio.committed.length <= 2;
  });
  await expect(fc.assert(holds, { numRuns: 25 })).resolves.toBeUndefined();
});

test('any text at all for a table throws nothing, and what it names stays where it does not fit', async () => {
  const studio = open([2, 1]);
  const before = await studio.table();
  const ids = before.map(([id]) => id ?? '');
  const cell = fc.oneof(
    fc.constantFrom(...ids, ...sheetColumns, 'chapter', 'lesson', 'video', '"', '', '\u0000', 'no', '-1', '1e9'),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const text = fc.array(
    fc.array(cell, { maxLength: 10 }).map((cells) => cells.join(',')),
    { maxLength: 9 },
  );
  const holds = fc.asyncProperty(text, fc.boolean(), async (lines, hasHead) => {
    const path = [...(hasHead ? [sheetColumns.join(',')] : []), ...lines].join('\n');
    const read = await studio.actions['sheet.get']({ courseId: studio.courseId, path }, caller);
    return read.success ? read.data.faults.every(({ line }) => line > 0) : read.error.code === 'NOT_A_SHEET';
  });
  await expect(fc.assert(holds, { numRuns: 60 })).resolves.toBeUndefined();
  expect(await studio.table()).toEqual(before);
});

test('what cannot be taken is told by its line, and the rest of it is done', async () => {
  const studio = open([2, 1]);
  const [one = [], first = [], second = [], two = [], third = []] = await studio.table();
  const { faults, changes } = await studio.take(
    [
      one.with(2, ''),
      first.with(3, 'film').with(4, 'done').with(5, 'maybe').with(6, '-1').with(2, 'Taken'),
      [studio.edit.newId(), 'lesson', 'Stranger', '', '', '', '', '', '', ''],
      first,
      ['x', 'lesson', 'Bad id', '', '', '', '', '', '', ''],
      ['', 'lesson', ' ', '', '', '', '', '', '', ''],
      second.with(1, 'chapter'),
      two,
      third,
    ],
    false,
  );
  expect(faults.map(({ line, code, isRow }) => `${line} ${code}${isRow ? ' row' : ''}`)).toEqual([
    '2 title',
    '3 kind',
    '3 status',
    '3 freePreview',
    '3 dripDays',
    '5 unknownId row',
    '6 twice row',
    '8 id row',
    '9 title row',
    '10 type row',
  ]);
  expect(changes.map(({ title, edits }) => [title, edits.map(({ to }) => to)])).toEqual([['L0.0', ['Taken']]]);
  expect((await studio.table()).map(([, , title]) => title)).toEqual(['C0', 'Taken', 'L0.1', 'C1', 'L1.0']);
});

test('what was changed since it was shown is not written; a course that is gone is none', async () => {
  const { actions, courseId, mutator, table } = open([1]);
  const [chapter = [], lesson = []] = await table();
  const path = writeCsv([sheetColumns, chapter, lesson.with(2, 'New')]);
  const read = await actions['sheet.get']({ courseId, path }, caller);
  const digest = read.success ? read.data.digest : '';
  const label = { code: 'lesson.rename', count: 1, name: '' } as const;
  mutator.mutate({
    label,
    drafts: [{ t: 'lessons', id: lesson[0] ?? '', k: 'set', v: { title: { title: 'Other' } } }],
  });
  const input = { courseId, path, digest, deletesGone: false };
  expect(await actions['sheet.apply'](input, caller)).toMatchObject({ error: { code: 'SHEET_CHANGED' } });
  expect((await table())[1]?.[2]).toBe('Other');
  mutator.mutate({ label, drafts: [{ t: 'courses', id: courseId, k: 'set', v: { life: { deleted_at_ms: 1 } } }] });
  expect(await actions['sheet.get']({ courseId, path }, caller)).toMatchObject({ error: { code: 'NOT_FOUND' } });
});

test('what is not in the table stays behind what it stands behind, also where everybody gets a new order key', async () => {
  const studio = open([3], true);
  const [chapter = [], first = [], second = []] = await studio.table();
  await studio.take([chapter, first, ['', 'lesson', 'New', '', '', '', '', '', '', ''], second], false);
  expect((await studio.table()).map(([, , title]) => title)).toEqual(['C0', 'L0.0', 'New', 'L0.1', 'L0.2']);
});

test('the text of a text lesson is not in the table, and a cell that says otherwise is told', async () => {
  const { take, table } = open([0]);
  const [chapter = []] = await table();
  await take([chapter, ['', 'lesson', 'Text', 'text', '', '', '', 'Words', '', '']]);
  const [, lesson = []] = await table();
  expect(lesson[7]).toBe('');
  expect((await take([chapter, lesson.with(7, 'Others')])).faults.map(({ code }) => code)).toEqual(['description']);
  expect(await take([chapter, lesson])).toMatchObject({ faults: [], changes: [] });
});

test('tags of a lesson are one cell: new ones are made, case is no difference, one with a semicolon stays', async () => {
  const { db, take, table, mutator, edit } = open([2]);
  const [chapter = [], first = [], second = []] = await table();
  const [tagId, taggingId] = [edit.newId(), edit.newId()];
  const ends = { tag_id: tagId, target_type: 'lesson', target_id: first[0] ?? '' };
  mutator.mutate({
    label: { code: 'lesson.edit', count: 1, name: '' },
    drafts: [
      put('tags', tagId, { name: { name: 'a; b' }, life: { deleted_at_ms: null } }),
      put('taggings', taggingId, { ends, life: { deleted_at_ms: null } }),
    ],
  });
  const { changes } = await take([chapter, first.with(8, ' exam ;Lab;; EXAM'), second.with(8, 'Exam')]);
  expect(changes.map(({ edits }) => edits)).toEqual([
    [{ field: 'tags', from: '', to: 'exam; Lab' }],
    [{ field: 'tags', from: '', to: 'Exam' }],
  ]);
  expect((await table()).map((row) => row[8])).toEqual(['', 'exam; Lab', 'exam']);
  const names = () => db.prepare('SELECT name FROM tags WHERE deleted_at_ms IS NULL ORDER BY name').pluck().all();
  expect(names()).toEqual(['Lab', 'a; b', 'exam']);
  expect(await take([chapter, first.with(8, 'LAB; Exam'), second.with(8, 'exam')])).toMatchObject({ changes: [] });
  expect((await take([chapter, first.with(8, 'x'.repeat(201)), second.with(8, 'exam')])).faults).toMatchObject([
    { line: 3, code: 'tags', isRow: false },
  ]);
  await take([chapter, first.with(8, ''), second.with(8, 'exam')]);
  expect(
    db.prepare('SELECT tag_id FROM taggings WHERE target_id = ? AND deleted_at_ms IS NULL').pluck().all(first[0]),
  ).toEqual([tagId]);
});
