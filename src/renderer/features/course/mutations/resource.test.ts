import { MutationObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import type { MediaId } from '../../../../shared/domain/ids.ts';
import { err, ok, type Result } from '../../../../shared/ipc/result.ts';
import { createQueryClient } from '../../../app/query-client.ts';
import { beginReading } from '../../../lib/late-reading.fixture.ts';
import { lessonAt } from '../outline.fixture.ts';
import { courseKeys } from '../queries.ts';
import { moveFiles } from './resource.ts';

const id = (name: string) => name as MediaId;
const lesson = { resources: ['a', 'b', 'c'].map((mediaId) => ({ mediaId })) } as LessonDetail;
const queryKey = courseKeys.lesson(lessonAt(1));
afterEach(() => vi.unstubAllGlobals());

/** The lesson on screen, and main, which answers when the test says so. */
function opened() {
  const answer = Promise.withResolvers<Result<unknown>>();
  vi.stubGlobal('lectern', { invoke: () => answer.promise });
  const client = createQueryClient();
  client.setQueryData(queryKey, lesson);
  const order = () =>
    client
      .getQueryData<LessonDetail>(queryKey)
      ?.resources.map(({ mediaId }) => mediaId)
      .join('');
  const move = () =>
    new MutationObserver(client, moveFiles).mutate({
      lessonId: lessonAt(1),
      mediaIds: [id('a')],
      afterId: id('c'),
    });
  return { client, answer: answer.resolve, order, move };
}

test('the new order shows at once, whatever was asked for before, and is read again', async () => {
  const { client, answer, order, move } = opened();
  const arrives = beginReading(client, queryKey, lesson);
  const done = move();
  await arrives();
  await vi.waitFor(() => expect(order()).toBe('bca'));
  answer(ok({}));
  await done;
  expect([order(), client.getQueryState(queryKey)?.isInvalidated]).toEqual(['bca', true]);
});

test('the order goes back when main refuses', async () => {
  const { answer, order, move } = opened();
  const done = move();
  await vi.waitFor(() => expect(order()).toBe('bca'));
  answer(err('DISK_FULL', 'no space'));
  await expect(done).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(order()).toBe('abc');
});
