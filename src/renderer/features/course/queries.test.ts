import { afterEach, expect, test, vi } from 'vitest';
import type { Outline } from '../../../shared/domain/course.ts';
import type { OutlineChanges } from '../../../shared/domain/outline-changes.ts';
import { ok } from '../../../shared/ipc/result.ts';
import { createQueryClient } from '../../app/query-client.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline, shapeOf } from './outline.fixture.ts';
import { courseKeys, outlineQuery } from './queries.ts';

afterEach(() => vi.unstubAllGlobals());

const held = sampleOutline(3);
const courseId = courseAt(1);
const gone = (...numbers: number[]): OutlineChanges => ({
  courseId,
  chapterIds: [chapterAt(1)],
  chapters: [],
  lessons: [],
  goneIds: numbers.map((number) => lessonAt(number)),
});

/** Main, with an outline at a revision, and what it says of each revision since. */
function opened() {
  const main = { outline: held, revision: 7, changes: null as OutlineChanges | null, answers: Promise.resolve() };
  const asked: unknown[] = [];
  vi.stubGlobal('lectern', {
    invoke: async (route: string, input: { since?: number }) => {
      asked.push(input.since === undefined ? route : [route, input.since]);
      const { outline, revision, changes } = main;
      await main.answers;
      return ok(route === 'course.getOutline' ? { ...outline, revision } : { changes, revision });
    },
  });
  const client = createQueryClient();
  const read = async () => shapeOf(await client.fetchQuery({ ...outlineQuery(courseId), staleTime: 0 }));
  return { main, asked, client, read };
}

test('of an outline that was read is asked what has become of it since, each time from the last', async () => {
  const { main, asked, read } = opened();
  expect(await read()).toBe('1: 1 2 3');
  Object.assign(main, { revision: 8, changes: gone(2) });
  expect(await read()).toBe('1: 1 3');
  Object.assign(main, { revision: 9, changes: gone(3) });
  expect(await read()).toBe('1: 1');
  expect(asked).toEqual(['course.getOutline', ['course.getOutlineChanges', 7], ['course.getOutlineChanges', 8]]);
});

test('what main cannot tell by changes, or what they rest on something else, is read as a whole', async () => {
  const { main, asked, read } = opened();
  await read();
  Object.assign(main, { revision: 8, outline: sampleOutline(1) });
  expect(await read()).toBe('1: 1');
  Object.assign(main, { revision: 9, outline: sampleOutline(2), changes: { ...gone(), chapterIds: [chapterAt(9)] } });
  expect(await read()).toBe('1: 1 2');
  expect(asked.slice(1)).toEqual([
    ['course.getOutlineChanges', 7],
    'course.getOutline',
    ['course.getOutlineChanges', 8],
    'course.getOutline',
  ]);
});

test('a reading that is asked for during another is told what that one has not brought', async () => {
  const { main, asked, client, read } = opened();
  await read();
  const answered = Promise.withResolvers<void>();
  Object.assign(main, { revision: 8, changes: gone(2), answers: answered.promise });
  const first = read();
  await client.cancelQueries({ queryKey: courseKeys.outline(courseId) });
  const second = read();
  Object.assign(main, { revision: 9, changes: gone() });
  answered.resolve();
  await first.catch(() => undefined);
  expect(await second).toBe('1: 1 3');
  expect(asked.slice(1)).toEqual([
    ['course.getOutlineChanges', 7],
    ['course.getOutlineChanges', 8],
  ]);
});

test('an edit on screen that main has refused is not read again as if main had it', async () => {
  const { main, client, read } = opened();
  await read();
  client.setQueryData<Outline>(courseKeys.outline(courseId), sampleOutline(1));
  Object.assign(main, { revision: 8, changes: gone() });
  expect(await read()).toBe('1: 1 2 3');
});
