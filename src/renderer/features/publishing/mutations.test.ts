import { MutationObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import type { CourseId, CourseVersionId } from '../../../shared/domain/ids.ts';
import { err, ok, type Result } from '../../../shared/ipc/result.ts';
import { createQueryClient } from '../../app/query-client.ts';
import { IpcFailure } from '../../lib/ipc-client.ts';
import { cancelPublishing, discardToPublished, publishCourse } from './mutations.ts';
import { checklistQuery } from './queries.ts';

const courseId = '01932b4e-0000-7000-8000-000000000001' as CourseId;
const versionId = '01932b4e-0000-7000-8000-000000000002' as CourseVersionId;
afterEach(() => vi.unstubAllGlobals());

/** The page of a course in the cache, and a bridge with one answer. */
function opened(answer: Result<unknown>) {
  const client = createQueryClient();
  const page = checklistQuery(courseId).queryKey;
  client.setQueryData(page, { findings: [] } as never);
  const asked: unknown[] = [];
  vi.stubGlobal('lectern', { invoke: async (route: string, input: unknown) => (asked.push([route, input]), answer) });
  return { client, asked, isStale: () => client.getQueryState(page)?.isInvalidated };
}

test('publishing asks main once; the page is read again, whatever comes of it', async () => {
  const good = opened(ok({ versionId }));
  expect(await new MutationObserver(good.client, publishCourse).mutate({ courseId })).toEqual({ versionId });
  expect(good.asked).toEqual([['publish.start', { courseId }]]);
  expect(good.isStale()).toBe(true);
  const bad = opened(err('PUBLISH_NO_ANSWER', 'no answer'));
  await expect(new MutationObserver(bad.client, publishCourse).mutate({ courseId })).rejects.toThrow(IpcFailure);
  expect(bad.isStale()).toBe(true);
});

test('stopping asks main and changes nothing here; going back to what is published reads the page again', async () => {
  const { client, asked, isStale } = opened(ok({ courseId, rows: 1 }));
  await new MutationObserver(client, cancelPublishing).mutate({ courseId });
  expect([asked, isStale()]).toEqual([[['publish.cancel', { courseId }]], false]);
  await new MutationObserver(client, discardToPublished).mutate({ courseId, versionId });
  expect([asked[1], isStale()]).toEqual([['version.restore', { versionId }], true]);
});
