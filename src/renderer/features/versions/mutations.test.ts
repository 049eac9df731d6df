import { MutationObserver, type QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import type { CourseId, CourseVersionId } from '../../../shared/domain/ids.ts';
import { err, ok, type Result } from '../../../shared/ipc/result.ts';
import { createQueryClient } from '../../app/query-client.ts';
import { IpcFailure } from '../../lib/ipc-client.ts';
import { beginReading } from '../../lib/late-reading.fixture.ts';
import { deleteVersion, makeVersion, renameVersion, restoreVersion } from './mutations.ts';
import { versionsQuery, type Version } from './queries.ts';

const courseId = '01932b4e-0000-7000-8000-000000000001' as CourseId;
const idOf = (n: number) => `01932b4e-0000-7000-8000-00000000001${n}` as CourseVersionId;
const version = (n: number): Version => ({
  versionId: idOf(n),
  name: `Version ${n}`,
  kind: 'named',
  createdAtMs: n,
  isComplete: true,
});
const { queryKey } = versionsQuery(courseId);
afterEach(() => vi.unstubAllGlobals());

/** A list in the cache, and a bridge that answers when the test says so. */
function opened() {
  const client = createQueryClient();
  client.setQueryData(queryKey, [version(1), version(2)]);
  const asked = Promise.withResolvers<unknown>();
  const answer = Promise.withResolvers<Result<unknown>>();
  vi.stubGlobal('lectern', {
    invoke(route: string, input: unknown) {
      asked.resolve([route, input]);
      return answer.promise;
    },
  });
  const names = () => client.getQueryData(queryKey)?.map(({ name }) => name);
  return { client, asked: asked.promise, answer: answer.resolve, names };
}
const one = { courseId, versionId: idOf(2) };
const before = ['Version 1', 'Version 2'];
const cases = [
  {
    route: 'version.make',
    run: (client: QueryClient) => new MutationObserver(client, makeVersion).mutate({ courseId, name: 'New' }),
    input: { courseId, name: 'New' },
    shown: before,
  },
  {
    route: 'version.rename',
    run: (client: QueryClient) => new MutationObserver(client, renameVersion).mutate({ ...one, name: 'Other' }),
    input: { versionId: idOf(2), name: 'Other' },
    shown: ['Version 1', 'Other'],
  },
  {
    route: 'version.delete',
    run: (client: QueryClient) => new MutationObserver(client, deleteVersion).mutate(one),
    input: { versionId: idOf(2) },
    shown: ['Version 1'],
  },
  {
    route: 'version.restore',
    run: (client: QueryClient) => new MutationObserver(client, restoreVersion).mutate(one),
    input: { versionId: idOf(2) },
    shown: before,
  },
];

test.each(cases)(
  '$route shows at once what is known, whatever was asked for before, and is reconciled with main',
  async (one) => {
    const { client, asked, answer, names } = opened();
    const oldAnswer = beginReading(client, queryKey, [version(1), version(2)]);
    const done = one.run(client);
    expect(await asked).toEqual([one.route, one.input]);
    await oldAnswer();
    expect(names()).toEqual(one.shown);
    answer(ok({}));
    await done;
    expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
  },
);

test.each(cases)('$route: the list is as it was when main refuses', async ({ run }) => {
  const { client, asked, answer, names } = opened();
  const done = run(client);
  await asked;
  answer(err('DISK_FULL', 'no space'));
  await expect(done).rejects.toThrow(IpcFailure);
  expect(names()).toEqual(before);
});
