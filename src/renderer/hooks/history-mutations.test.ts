import { afterEach, expect, test, vi } from 'vitest';
import type { Outline } from '../../shared/domain/course.ts';
import type { OutlineChanges } from '../../shared/domain/outline-changes.ts';
import { ok } from '../../shared/ipc/result.ts';
import { createQueryClient } from '../app/query-client.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline, shapeOf } from '../features/course/outline.fixture.ts';
import { beginReading } from '../lib/late-reading.fixture.ts';
import { outlineKey } from '../lib/outline-key.ts';
import { runMutation } from '../lib/run-mutation.ts';
import { goToStep, redoStep, resolveStep, undoStep } from './history-mutations.ts';

afterEach(() => vi.unstubAllGlobals());

const former = sampleOutline(2, 1);
const [one, two] = former.chapters;
const key = outlineKey(former.courseId);
/** Lesson 1 went into the second chapter, and has another title. */
const outline: OutlineChanges = {
  courseId: former.courseId,
  chapterIds: [chapterAt(1), chapterAt(2)],
  chapters: two
    ? [{ chapterId: two.chapterId, title: two.title, description: '', lessonIds: [lessonAt(3), lessonAt(1)] }]
    : [],
  lessons: one?.lessons[0] ? [{ ...one.lessons[0], title: 'Other' }] : [],
  goneIds: [],
};
const MOVED = '1: 2 | 2: 3 1';

function opened(changes: OutlineChanges | null = outline) {
  vi.stubGlobal('lectern', {
    invoke: async () => ok({ label: { code: 'lesson.move', count: 1, name: '' }, outline: changes }),
  });
  const client = createQueryClient();
  client.setQueryData(key, former);
  const held = () => client.getQueryData<Outline>(key) ?? former;
  return { client, held, shape: () => shapeOf(held()) };
}

test.each([
  ['undo', (client: ReturnType<typeof createQueryClient>) => runMutation(client, undoStep, undefined)],
  ['redo', (client: ReturnType<typeof createQueryClient>) => runMutation(client, redoStep, undefined)],
  ['the way to a step', (client: ReturnType<typeof createQueryClient>) => runMutation(client, goToStep, 1)],
  [
    'an answered question',
    (client: ReturnType<typeof createQueryClient>) =>
      runMutation(client, resolveStep, { n: 1, direction: 'undo', choice: 'anyway' }),
  ],
])(
  '%s shows what became of the outline with the answer; rows that it leaves are not drawn again',
  async (_name, run) => {
    const { client, held, shape } = opened();
    await run(client);
    expect(shape()).toBe(MOVED);
    expect(held().chapters[1]?.lessons[1]?.title).toBe('Other');
    expect(held().chapters[1]?.lessons[0]).toBe(two?.lessons[0]);
  },
);

test('what was asked for before does not jump back, and is asked for again', async () => {
  const { client, shape } = opened();
  const oldAnswer = beginReading(client, key, former);
  await runMutation(client, undoStep, undefined);
  await oldAnswer();
  expect([shape(), client.getQueryState(key)?.isInvalidated]).toEqual([MOVED, true]);
});

test('an outline out of sight that has changed since it was read is read when it is shown', async () => {
  const { client, shape } = opened();
  await client.invalidateQueries({ queryKey: key });
  await runMutation(client, undoStep, undefined);
  expect([shape(), client.getQueryState(key)?.isInvalidated]).toEqual(['1: 1 2 | 2: 3', true]);
});

test('an outline that was never read, or that the changes are not of, stays as it is', async () => {
  const { client, shape } = opened({ ...outline, chapterIds: [chapterAt(1), chapterAt(9)] });
  await runMutation(client, undoStep, undefined);
  expect(shape()).toBe('1: 1 2 | 2: 3');
  const elsewhere = opened({ ...outline, courseId: courseAt(2) });
  await runMutation(elsewhere.client, undoStep, undefined);
  expect([elsewhere.shape(), elsewhere.client.getQueryState(outlineKey(courseAt(2)))]).toEqual([
    '1: 1 2 | 2: 3',
    undefined,
  ]);
});
