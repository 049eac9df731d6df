import { MutationObserver, type QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import type { Outline } from '../../../../shared/domain/course.ts';
import { err, ok, type Result } from '../../../../shared/ipc/result.ts';
import { createQueryClient } from '../../../app/query-client.ts';
import { beginReading } from '../../../lib/late-reading.fixture.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline, shapeOf } from '../outline.fixture.ts';
import { courseKeys } from '../queries.ts';
import { sendChapters, sendLessons } from './transfer.ts';

const parts = sampleOutline(2, 1, 2).chapters;
const from: Outline = { courseId: courseAt(1), chapters: parts.slice(0, 2) };
const to: Outline = { courseId: courseAt(2), chapters: parts.slice(2) };
const ends = { courseId: from.courseId, to: to.courseId };

const cases = [
  {
    name: 'lesson.move',
    run: (client: QueryClient) =>
      new MutationObserver(client, sendLessons).mutate({
        ...ends,
        lessonIds: [lessonAt(1), lessonAt(3)],
        place: { chapterId: chapterAt(3), afterId: lessonAt(4) },
      }),
    input: { lessonIds: [lessonAt(1), lessonAt(3)], chapterId: chapterAt(3), afterId: lessonAt(4) },
    patched: ['1: 2 | 2:', '3: 4 1 3 5'],
  },
  {
    name: 'chapter.move',
    run: (client: QueryClient) =>
      new MutationObserver(client, sendChapters).mutate({ ...ends, chapterIds: [chapterAt(1)], afterId: null }),
    input: { chapterIds: [chapterAt(1)], courseId: to.courseId, afterId: null },
    patched: ['2: 3', '1: 1 2 | 3: 4 5'],
  },
] as const;

/** Both outlines on screen, and main, which answers when the test says so. */
function opened() {
  const asked = Promise.withResolvers<unknown[]>();
  const answer = Promise.withResolvers<Result<unknown>>();
  const invoke = (...call: unknown[]) => {
    asked.resolve(call);
    return answer.promise;
  };
  vi.stubGlobal('lectern', { invoke });
  const client = createQueryClient();
  const keys = [from, to].map(({ courseId }) => courseKeys.outline(courseId));
  client.setQueryData(courseKeys.outline(from.courseId), from);
  client.setQueryData(courseKeys.outline(to.courseId), to);
  client.setQueryData(courseKeys.lesson(lessonAt(1)), {});
  const shown = () => keys.map((key) => shapeOf(client.getQueryData<Outline>(key) ?? from));
  const isStale = () =>
    [...keys, courseKeys.lesson(lessonAt(1))].map((key) => client.getQueryState(key)?.isInvalidated);
  return { client, asked: asked.promise, answer: answer.resolve, shown, isStale };
}
afterEach(() => vi.unstubAllGlobals());

test.each(cases)(
  '$name into another course shows in both at once, whatever was asked for before, and is read again',
  async (one) => {
    const { client, asked, answer, shown, isStale } = opened();
    const oldAnswers = [from, to].map((held) => beginReading(client, courseKeys.outline(held.courseId), held));
    const done = one.run(client);
    expect(await asked).toEqual([one.name, one.input]);
    for (const arrives of oldAnswers) await arrives();
    expect(shown()).toEqual(one.patched);
    answer(ok({}));
    await done;
    expect([shown(), isStale()]).toEqual([one.patched, [true, true, true]]);
  },
);

test.each(cases)('$name into another course goes back in both when main refuses', async ({ run, patched }) => {
  const { client, asked, answer, shown } = opened();
  const done = run(client);
  await asked;
  expect(shown()).toEqual(patched);
  answer(err('DISK_FULL', 'no space'));
  await expect(done).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(shown()).toEqual([from, to].map(shapeOf));
});
