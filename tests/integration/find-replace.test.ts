import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { createFindReplace } from '../../src/main/actions/find-replace.ts';
import { createTextTable } from '../../src/main/db/tables/texts.ts';
import { createRunSearch } from '../../src/main/lib/text-search/run-search.ts';
import { searchTexts, type SearchJob, type TextSearch } from '../../src/shared/domain/find-replace.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import type { Draft, GroupValues } from '../../src/shared/domain/merge.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { createManualClock } from '../helpers/manual-clock.ts';

const caller = { windowId: 1 };
const search: TextSearch = {
  find: 'cell',
  replacement: 'node',
  matchesCase: false,
  wholeWord: false,
  isRegex: false,
};
const everything = ['titles', 'descriptions', 'texts'] as const;

/** Two courses: Cells with a chapter, a video and a text; Other with nothing but its title. */
function open() {
  const studio = openTestDatabase();
  const [cells = '', other = '', chapter = '', video = '', text = ''] = Array.from({ length: 5 }, () =>
    studio.edit.newId(),
  );
  const put = (t: string, id: string, v: Record<string, GroupValues>): Draft => ({ t, id, k: 'put', v });
  const lesson = (id: string, pos: string, kind: string, body: string) =>
    put('lessons', id, {
      place: { chapter_id: chapter, pos },
      title: { title: `Cell ${kind}` },
      kind: { kind },
      body: { body },
    });
  studio.mutator.mutate({
    label: { code: 'course.create', count: 1, name: '' },
    drafts: [
      put('courses', cells, { title: { title: 'Cells' }, subtitle: { subtitle: 'Cell by cell' } }),
      put('courses', other, { title: { title: 'Other cells' } }),
      put('chapters', chapter, {
        place: { course_id: cells, pos: 'a0' },
        title: { title: 'Parts' },
        description: { description: 'of a cell' },
      }),
      lesson(video, 'a0', 'video', 'A cell, seen'),
      lesson(text, 'a1', 'text', '# Cell\n\n[cell](https://cell.org)'),
    ],
  });
  studio.committed.length = 0;
  const runSearch = async (job: SearchJob) => searchTexts(job);
  const deps = { ...studio.edit, texts: createTextTable(studio.db), runSearch };
  const read = (table: 'courses' | 'chapters' | 'lessons', id: string) => studio.mutator.rows.read(table, id)?.row;
  return {
    ...studio,
    actions: createFindReplace(deps),
    deps,
    read,
    ids: { cells: cells as CourseId, chapter, video, text },
  };
}
type Opened = ReturnType<typeof open>;

async function find({ actions, ids }: Opened, over: Partial<TextSearch> = {}, courseId: CourseId | null = ids.cells) {
  const input = { courseId, texts: [...everything], search: { ...search, ...over }, limit: 100 };
  const answer = await actions['text.find'](input, caller);
  if (!answer.success) throw new Error(answer.error.code);
  return answer.data.found;
}
const placesOf = (found: Awaited<ReturnType<typeof find>>) =>
  found.map(({ field, id, digest }) => ({ field, id, digest }));

test('what is found stands in the order of the course, by its kind, and the other courses only when they are asked for', async () => {
  const studio = open();
  const found = await find(studio);
  expect(
    found.map(({ field, title, isMarkdown, hits }) => `${field} ${title} ${hits}${isMarkdown ? ' md' : ''}`),
  ).toEqual([
    'courses.title Cells 1',
    'courses.subtitle Cells 2',
    'chapters.description Parts 1',
    'lessons.title Cell video 1',
    'lessons.body Cell video 1',
    'lessons.title Cell text 1',
    'lessons.body Cell text 2 md',
  ]);
  expect(found[1]?.parts).toEqual([
    { text: 'Cell', to: 'node' },
    { text: ' by ', to: null },
    { text: 'cell', to: 'node' },
  ]);
  expect(await find(studio, {}, null)).toHaveLength(8);
});

test('all of it is one step, and one undo takes it back', async () => {
  const studio = open();
  const { actions, read, undo, committed, ids } = studio;
  const before = JSON.stringify(read('lessons', ids.text)?.['body']);
  const places = placesOf(await find(studio));
  expect(await actions['text.replace']({ search, places }, caller)).toEqual({
    success: true,
    data: { replaced: 7, left: [] },
  });
  expect(committed).toHaveLength(1);
  expect(read('courses', ids.cells)).toMatchObject({ title: 'nodes', subtitle: 'node by node' });
  expect(read('lessons', ids.text)).toMatchObject({ title: 'node text', body: '# node\n\n[node](https://cell.org)' });
  expect(undo.peek().undo).toEqual({ code: 'text.replace', count: 7, name: 'cell' });
  undo.undo();
  expect(read('courses', ids.cells)).toMatchObject({ title: 'Cells', subtitle: 'Cell by cell' });
  expect(JSON.stringify(read('lessons', ids.text)?.['body'])).toBe(before);
});

test('what was changed, deleted or may not be so stays, each with its reason; the rest is replaced', async () => {
  const studio = open();
  const { actions, mutator, read, ids } = studio;
  const long = { ...search, replacement: 'x'.repeat(499) };
  const places = placesOf(await find(studio, long)).filter(({ field }) => field !== 'courses.subtitle');
  const label = { code: 'lesson.edit', count: 1, name: '' } as const;
  const edits: Draft[] = [
    { t: 'lessons', id: ids.video, k: 'set', v: { title: { title: 'Cell, anew' } } },
    { t: 'lessons', id: ids.text, k: 'set', v: { life: { deleted_at_ms: 1 } } },
  ];
  mutator.mutate({ label, drafts: edits });
  const answer = await actions['text.replace']({ search: long, places }, caller);
  expect(answer).toEqual({
    success: true,
    data: {
      replaced: 3,
      left: [
        { field: 'lessons.title', id: ids.video, why: 'changed' },
        { field: 'lessons.title', id: ids.text, why: 'gone' },
        { field: 'lessons.body', id: ids.text, why: 'gone' },
      ],
    },
  });
  expect(read('lessons', ids.video)).toMatchObject({ title: 'Cell, anew', body: `A ${'x'.repeat(499)}, seen` });
});

test('what is changed while the search goes on is not written over', async () => {
  const studio = open();
  const { deps, mutator, ids, read } = studio;
  const places = placesOf(await find(studio)).filter(({ id }) => id === ids.video);
  const slow = createFindReplace({
    ...deps,
    async runSearch(job) {
      const answer = searchTexts(job);
      const v = { title: { title: 'Typed meanwhile' } };
      mutator.mutate({
        label: { code: 'lesson.rename', count: 1, name: '' },
        drafts: [{ t: 'lessons', id: ids.video, k: 'set', v }],
      });
      return answer;
    },
  });
  expect(await slow['text.replace']({ search, places }, caller)).toMatchObject({
    data: { replaced: 1, left: [{ field: 'lessons.title', why: 'changed' }] },
  });
  expect(read('lessons', ids.video)).toMatchObject({ title: 'Typed meanwhile', body: 'A node, seen' });
});

test('a regular expression that does not come to an end is stopped with its thread, one that is none is told', async () => {
  const { deps } = open();
  const clock = createManualClock();
  const runSearch = createRunSearch({
    clock,
    startWorker: (job) =>
      new Worker(new URL('../../src/main/lib/text-search/worker.ts', import.meta.url), { workerData: job }),
    onWorkerError(error) {
      throw error;
    },
  });
  const actions = createFindReplace({ ...deps, runSearch, texts: { list: () => [rowOf('a'.repeat(60))] } });
  const ask = (find: string) =>
    actions['text.find'](
      { courseId: null, texts: ['titles'], search: { ...search, find, isRegex: true }, limit: 9 },
      caller,
    );
  const endless = ask('^(a+)+b$');
  await expect.poll(() => clock.pending(), { timeout: 20_000 }).toEqual([3_000]);
  await clock.pass(3_000);
  expect(await endless).toMatchObject({ error: { code: 'PATTERN_SLOW' } });
  expect(await ask('(a')).toMatchObject({ error: { code: 'PATTERN_INVALID' } });
  expect(await ask('a$')).toMatchObject({ data: { found: [{ hits: 1 }] } });
  expect(clock.pending()).toEqual([]);
});

/** A course of this title. */
const rowOf = (title: string) => {
  const id = '01932b4e-0000-7000-8000-000000000001' as CourseId;
  return { table: 'courses' as const, id, courseId: id, courseTitle: title, title, subtitle: '', description: '' };
};
