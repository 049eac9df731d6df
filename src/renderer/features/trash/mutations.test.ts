import { MutationObserver, type QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { err, ok, type Result } from '../../../shared/ipc/result.ts';
import { createQueryClient } from '../../app/query-client.ts';
import { beginReading } from '../../lib/late-reading.fixture.ts';
import { IpcFailure } from '../../lib/ipc-client.ts';
import { purgeItems, restoreItems } from './mutations.ts';
import { trashQuery, type TrashItem } from './queries.ts';

const item = (number: number): TrashItem => ({
  kind: 'lesson',
  id: `01932b4e-0000-7000-8000-00000000000${number}`,
  title: `Lesson ${number}`,
  courseTitle: 'Cells',
  chapterTitle: 'One',
  deletedAtMs: 1,
  keptUntilMs: 2,
});
const all = [item(1), item(2), item(3)];
afterEach(() => vi.unstubAllGlobals());

/** A list in the cache, and a bridge that answers when the test says so. */
function opened() {
  const client = createQueryClient();
  client.setQueryData(trashQuery.queryKey, all);
  const asked = Promise.withResolvers<unknown>();
  const answer = Promise.withResolvers<Result<unknown>>();
  vi.stubGlobal('lectern', {
    invoke(route: string, input: unknown) {
      asked.resolve([route, input]);
      return answer.promise;
    },
  });
  const titles = () => client.getQueryData(trashQuery.queryKey)?.map(({ title }) => title);
  return { client, asked: asked.promise, answer: answer.resolve, titles };
}
const cases = [
  {
    route: 'trash.restore',
    run: (client: QueryClient) => new MutationObserver(client, restoreItems).mutate([item(2)]),
  },
  { route: 'trash.purge', run: (client: QueryClient) => new MutationObserver(client, purgeItems).mutate([item(2)]) },
];

test.each(cases)('$route: it goes from the list at once and is reconciled with main', async ({ route, run }) => {
  const { client, asked, answer, titles } = opened();
  const oldAnswer = beginReading(client, trashQuery.queryKey, all);
  const done = run(client);
  expect(await asked).toEqual([route, { items: [{ kind: 'lesson', id: item(2).id }] }]);
  await oldAnswer();
  expect(titles()).toEqual(['Lesson 1', 'Lesson 3']);
  answer(ok({ missing: 0 }));
  await done;
  expect(client.getQueryState(trashQuery.queryKey)?.isInvalidated).toBe(true);
});

test.each(cases)('$route: it is in the list again when main refuses', async ({ run }) => {
  const { client, asked, answer, titles } = opened();
  const done = run(client);
  await asked;
  answer(err('DISK_FULL', 'no space'));
  await expect(done).rejects.toThrow(IpcFailure);
  expect(titles()).toEqual(['Lesson 1', 'Lesson 2', 'Lesson 3']);
});
