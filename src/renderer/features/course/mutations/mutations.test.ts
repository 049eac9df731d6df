import { setTimeout } from 'node:timers/promises';
import { MutationObserver, QueryObserver, type QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { err, ok, type Result } from '../../../../shared/ipc/result.ts';
import { createQueryClient } from '../../../app/query-client.ts';
import { beginReading } from '../../../lib/late-reading.fixture.ts';
import { IpcFailure } from '../../../lib/ipc-client.ts';
import { createChapter } from './chapter.ts';
import { duplicateChapters, duplicateLessons } from './duplicate.ts';
import { createLesson, moveLessons, renameLesson } from './lesson.ts';
import { cases, titlesOf } from './mutation-cases.fixture.ts';
import { saveCourse } from './save.ts';
import { withLessonsMoved, type LessonPlace } from '../outline-edits.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline, shapeOf } from '../outline.fixture.ts';
import { courseKeys, outlineQuery } from '../queries.ts';

const courseId = courseAt(1);
const before = sampleOutline(2, 1);
const refused = err('DISK_FULL', 'no space');

/** A bridge that answers when the test says so, having looked at the cache. */
function askedBridge() {
  const asked = Promise.withResolvers<string>();
  const answer = Promise.withResolvers<Result<unknown>>();
  vi.stubGlobal('lectern', {
    invoke: (route: string) => {
      asked.resolve(route);
      return answer.promise;
    },
  });
  return { asked: asked.promise, answer: answer.resolve };
}
afterEach(() => vi.unstubAllGlobals());

function clientWithOutline(): QueryClient {
  const client = createQueryClient();
  client.setQueryData(courseKeys.outline(courseId), before);
  return client;
}
const outlineIn = (client: QueryClient) => client.getQueryData<Outline>(courseKeys.outline(courseId)) ?? before;

describe('edits of the outline', () => {
  test.each(cases)('$route shows at once, and goes back when main refuses', async ({ route, run, show, patched }) => {
    const bridge = askedBridge();
    const client = clientWithOutline();
    const done = run(client);
    expect(await bridge.asked).toBe(route);
    expect(show(outlineIn(client))).toBe(patched);
    bridge.answer(refused);
    await expect(done).rejects.toThrow(IpcFailure);
    expect(outlineIn(client)).toEqual(before);
  });

  test.each(cases)('$route is reconciled with main in the end', async ({ run, show, patched }) => {
    const bridge = askedBridge();
    const client = clientWithOutline();
    const done = run(client);
    bridge.answer(ok({}));
    await done;
    expect(show(outlineIn(client))).toBe(patched);
    expect(client.getQueryState(courseKeys.outline(courseId))?.isInvalidated).toBe(true);
  });

  test.each(cases)('$route is not undone by an answer that was asked for before it', async ({ run, show, patched }) => {
    const bridge = askedBridge();
    const client = clientWithOutline();
    const oldAnswer = beginReading(client, courseKeys.outline(courseId), before);
    const done = run(client);
    await bridge.asked;
    await oldAnswer();
    expect(show(outlineIn(client))).toBe(patched);
    bridge.answer(ok({}));
    await done;
  });

  test('a new chapter stands there with the id that main gave', async () => {
    const bridge = askedBridge();
    const client = clientWithOutline();
    const done = new MutationObserver(client, createChapter).mutate({ courseId, title: 'New chapter' });
    await bridge.asked;
    expect(outlineIn(client)).toEqual(before);
    bridge.answer(ok({ chapterId: chapterAt(7) }));
    await done;
    expect(shapeOf(outlineIn(client))).toBe('1: 1 2 | 2: 3 | 7:');
  });

  test.each([
    ['where it was asked for', { chapterId: chapterAt(1), afterId: lessonAt(1) }, chapterAt(1), '1: 1 7 2 | 2: 3'],
    ['in a chapter made with it', null, chapterAt(8), '1: 1 2 | 2: 3 | 8: 7'],
  ])('a new lesson stands there with the id that main gave, %s', async (_name, place, chapterId, shape) => {
    const bridge = askedBridge();
    const client = clientWithOutline();
    const wanted = { courseId, place, kind: 'text', title: 'New lesson', chapterTitle: 'New chapter' } as const;
    const done = new MutationObserver(client, createLesson).mutate(wanted);
    await bridge.asked;
    expect(outlineIn(client)).toEqual(before);
    bridge.answer(ok({ lessonId: lessonAt(7), chapterId }));
    await done;
    expect(shapeOf(outlineIn(client))).toBe(shape);
  });

  test.each([
    {
      what: 'a lesson',
      run: (client: QueryClient) => {
        const copies = [{ lessonId: lessonAt(1), title: 'Copy' }];
        return new MutationObserver(client, duplicateLessons).mutate({ courseId, copies });
      },
      made: { ofId: lessonAt(1), lessonId: lessonAt(7) },
      titles: 'Chapter 1, Lesson 1, Copy, Lesson 2, Chapter 2, Lesson 3',
    },
    {
      what: 'a chapter',
      run: (client: QueryClient) => {
        const copies = [{ chapterId: chapterAt(2), title: 'Copy' }];
        return new MutationObserver(client, duplicateChapters).mutate({ courseId, copies });
      },
      made: { ofId: chapterAt(2), chapterId: chapterAt(7), lessonIds: [lessonAt(7)] },
      titles: 'Chapter 1, Lesson 1, Lesson 2, Chapter 2, Lesson 3, Copy, Lesson 3',
    },
  ])('a copy of $what stands there when main has made it, and not when it refused', async ({ run, made, titles }) => {
    const bridge = askedBridge();
    const client = clientWithOutline();
    const done = run(client);
    await bridge.asked;
    expect(outlineIn(client)).toEqual(before);
    bridge.answer(ok({ copies: [made] }));
    await done;
    expect(titlesOf(outlineIn(client))).toBe(titles);
    expect(client.getQueryState(courseKeys.outline(courseId))?.isInvalidated).toBe(true);
    const bad = askedBridge();
    const again = run(client);
    bad.answer(refused);
    await expect(again).rejects.toThrow(IpcFailure);
    expect(titlesOf(outlineIn(client))).toBe(titles);
  });

  test('a rename shows in the inspector too, and goes back there', async () => {
    const bridge = askedBridge();
    const client = clientWithOutline();
    const key = courseKeys.lesson(lessonAt(1));
    client.setQueryData(key, { title: 'Lesson 1' });
    const oldAnswer = beginReading(client, key, { title: 'Lesson 1' });
    const done = new MutationObserver(client, renameLesson).mutate({
      courseId,
      lessonId: lessonAt(1),
      title: 'Cells',
      over: 'Lesson 1',
    });
    await bridge.asked;
    await oldAnswer();
    expect(client.getQueryData(key)).toEqual({ title: 'Cells' });
    bridge.answer(refused);
    await expect(done).rejects.toThrow(IpcFailure);
    expect(client.getQueryData(key)).toEqual({ title: 'Lesson 1' });
  });
});

test('course details and a lesson’s show at once what was saved, and go back when main refuses', async () => {
  const bridge = askedBridge();
  const client = createQueryClient();
  const key = courseKeys.details(courseId);
  client.setQueryData(key, { courseId, title: 'Biology', subtitle: '' });
  const oldAnswer = beginReading(client, key, { courseId, title: 'Biology', subtitle: '' });
  const details = { title: 'Cell biology' };
  const over = { title: 'Biology' };
  const lessonKey = courseKeys.lesson(lessonAt(1));
  client.setQueryData(lessonKey, { title: 'Lesson 1', body: '' });
  const oldLesson = beginReading(client, lessonKey, { title: 'Lesson 1', body: '' });
  const lessons = [{ lessonId: lessonAt(1), details: { body: 'Read' } }];
  const done = new MutationObserver(client, saveCourse).mutate({ courseId, details, over, lessons });
  expect(await bridge.asked).toBe('course.saveAll');
  await oldLesson();
  await oldAnswer();
  expect(client.getQueryData(lessonKey)).toEqual({ title: 'Lesson 1', body: 'Read' });
  expect(client.getQueryData(key)).toEqual({ courseId, title: 'Cell biology', subtitle: '' });
  bridge.answer(refused);
  await expect(done).rejects.toThrow(IpcFailure);
  expect(client.getQueryData(key)).toEqual({ courseId, title: 'Biology', subtitle: '' });
  expect(client.getQueryData(lessonKey)).toEqual({ title: 'Lesson 1', body: '' });
});

test('what a link lesson holds shows at once beside what else it holds, and goes back when main refuses', async () => {
  const bridge = askedBridge();
  const client = createQueryClient();
  const key = courseKeys.lesson(lessonAt(1));
  const held = { title: 'Lesson 1', content: { quiz: { questions: [] }, link: null, marks: [], unreadable: [] } };
  client.setQueryData(key, held);
  const link = { url: 'https://example.org', title: '' };
  const lessons = [{ lessonId: lessonAt(1), details: { link } }];
  const done = new MutationObserver(client, saveCourse).mutate({ courseId, lessons });
  expect(await bridge.asked).toBe('course.saveAll');
  expect(client.getQueryData(key)).toEqual({ ...held, content: { ...held.content, link } });
  bridge.answer(refused);
  await expect(done).rejects.toThrow(IpcFailure);
  expect(client.getQueryData(key)).toEqual(held);
});

test('edits that follow each other quickly never jump back on screen, whatever main tells in between', async () => {
  const client = createQueryClient();
  const queryKey = courseKeys.outline(courseId);
  const main = { outline: sampleOutline(4) };
  client.setQueryData(queryKey, main.outline);
  // Main takes requests in the order in which they come, answers a moment later, and tells of each edit.
  vi.stubGlobal('lectern', {
    invoke: async (route: string, { lessonIds, ...place }: { lessonIds: LessonId[] } & LessonPlace) => {
      if (route === 'lesson.move') main.outline = withLessonsMoved(main.outline, lessonIds, place);
      const answer = main.outline;
      await setTimeout(1);
      if (route === 'course.getOutline') return ok({ ...answer, revision: 1 });
      if (route === 'course.getOutlineChanges') return ok({ changes: null, revision: 1 });
      void client.invalidateQueries({ queryKey });
      return ok({ lessonIds });
    },
  });
  const shown: string[] = [];
  const watch = client.getQueryCache().subscribe(() => shown.push(shapeOf(outlineIn(client))));
  const look = new QueryObserver(client, outlineQuery(courseId)).subscribe(() => undefined);
  const edits: Promise<unknown>[] = [];
  for (const after of [2, 3, 4]) {
    const place = { chapterId: chapterAt(1), afterId: lessonAt(after) };
    edits.push(new MutationObserver(client, moveLessons).mutate({ courseId, lessonIds: [lessonAt(1)], place }));
    await setTimeout(0);
  }
  await Promise.all(edits);
  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
  watch();
  look();
  const steps = ['1: 1 2 3 4', '1: 2 1 3 4', '1: 2 3 1 4', '1: 2 3 4 1'];
  const order = shown.map((shape) => steps.indexOf(shape));
  expect(order.at(-1)).toBe(3);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});
