import { setImmediate } from 'node:timers/promises';
import { MutationObserver, QueryObserver, type QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { QueueSummary, UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import { err, ok, type Result } from '../../../shared/ipc/result.ts';
import { createQueryClient } from '../../app/query-client.ts';
import { IpcFailure } from '../../lib/ipc-client.ts';
import {
  cancelUploads,
  clearDone,
  moveUploads,
  pauseAll,
  pauseUploads,
  resumeAll,
  resumeUploads,
  retryFailed,
  retryUploads,
  sendAsIs,
  sendFirst,
} from './mutations.ts';
import { beginReading } from '../../lib/late-reading.fixture.ts';
import { liveUploadQuery, showSnapshot, uploadKeys, uploadListQuery } from './queries.ts';
import { sampleRow, sampleSummary, sampleUpload } from './upload.fixture.ts';

const rows = [
  sampleRow(1),
  sampleRow(2, { state: 'queued' }),
  sampleRow(3, { state: 'paused' }),
  sampleRow(4, { state: 'failed', reason: { code: 'refused', detail: null } }),
  sampleRow(5, { state: 'ready', bytesDone: 100 }),
];
const summary = sampleSummary({ total: 5, ready: 1, active: 1, queued: 1, paused: 1, failed: 1, bytesPerSecond: 10 });
const refused = err('DISK_FULL', 'no space');

/** Reads are answered with `rows`; the verb is answered when the test says so, having looked at the cache. */
function openBridge() {
  const asked = Promise.withResolvers<string>();
  const answer = Promise.withResolvers<Result<unknown>>();
  const reads: Record<string, (input: { versionId?: string }) => unknown> = {
    'upload.list': () => rows,
    'upload.getSummary': () => summary,
    'upload.getForVersion': ({ versionId }) => rows.find((row) => row.snapshot.versionId === versionId)?.snapshot,
  };
  vi.stubGlobal('lectern', {
    invoke: (route: string, input: { versionId?: string }) => {
      const read = reads[route];
      if (read) return Promise.resolve(ok(read(input)));
      asked.resolve(route);
      return answer.promise;
    },
  });
  return { asked: asked.promise, answer: answer.resolve };
}
afterEach(() => vi.unstubAllGlobals());

async function openQueue(): Promise<QueryClient> {
  const client = createQueryClient();
  await client.fetchQuery(uploadListQuery);
  client.setQueryData(uploadKeys.summary, summary);
  return client;
}

/** What the queue shows: `1 uploading, 2 queued …`, and the counts. */
function shown(client: QueryClient): string {
  const held = client.getQueryData<UploadRow[]>(uploadKeys.list) ?? [];
  const words = held.map(({ snapshot }) => {
    const live = client.getQueryData<UploadSnapshot>(uploadKeys.version(snapshot.versionId)) ?? snapshot;
    return `${String(Number(live.uploadId.slice(-12)))} ${live.state}`;
  });
  return words.join(', ');
}
const countsOf = (client: QueryClient) => {
  const { total, ready, active, queued, paused, failed } =
    client.getQueryData<QueueSummary>(uploadKeys.summary) ?? summary;
  return { total, ready, active, queued, paused, failed };
};
const one = (number: number) => {
  const { uploadId, versionId } = sampleUpload(number);
  return { uploadId, versionId };
};

interface Case {
  readonly route: string;
  readonly run: (client: QueryClient) => Promise<unknown>;
  readonly patched: string;
}
const cases: readonly Case[] = [
  {
    route: 'upload.pause',
    run: (client) => new MutationObserver(client, pauseUploads).mutate([one(1)]),
    patched: '1 paused, 2 queued, 3 paused, 4 failed, 5 ready',
  },
  {
    route: 'upload.resume',
    run: (client) => new MutationObserver(client, resumeUploads).mutate([one(3)]),
    patched: '1 uploading, 2 queued, 3 queued, 4 failed, 5 ready',
  },
  {
    route: 'upload.retry',
    run: (client) => new MutationObserver(client, retryUploads).mutate([one(4)]),
    patched: '1 uploading, 2 queued, 3 paused, 4 queued, 5 ready',
  },
  {
    route: 'upload.sendAsIs',
    run: (client) => new MutationObserver(client, sendAsIs).mutate([one(4)]),
    patched: '1 uploading, 2 queued, 3 paused, 4 queued, 5 ready',
  },
  {
    route: 'upload.move',
    run: (client) => {
      const uploadIds = [3, 4].map((number) => one(number).uploadId);
      return new MutationObserver(client, moveUploads).mutate({ uploadIds, beforeId: one(2).uploadId });
    },
    patched: '1 uploading, 3 paused, 4 failed, 2 queued, 5 ready',
  },
  {
    route: 'upload.cancel',
    run: (client) => new MutationObserver(client, cancelUploads).mutate([one(2)]),
    patched: '1 uploading, 2 cancelled, 3 paused, 4 failed, 5 ready',
  },
  {
    route: 'upload.sendFirst',
    run: (client) => new MutationObserver(client, sendFirst).mutate([one(3)]),
    patched: '3 paused, 1 uploading, 2 queued, 4 failed, 5 ready',
  },
  {
    route: 'upload.pauseAll',
    run: (client) => new MutationObserver(client, pauseAll).mutate({ minutes: null }),
    patched: '1 paused, 2 paused, 3 paused, 4 failed, 5 ready',
  },
  {
    route: 'upload.resumeAll',
    run: (client) => new MutationObserver(client, resumeAll).mutate(),
    patched: '1 uploading, 2 queued, 3 queued, 4 failed, 5 ready',
  },
  {
    route: 'upload.retryFailed',
    run: (client) => new MutationObserver(client, retryFailed).mutate(),
    patched: '1 uploading, 2 queued, 3 paused, 4 queued, 5 ready',
  },
  {
    route: 'upload.clearDone',
    run: (client) => new MutationObserver(client, clearDone).mutate(),
    patched: '1 uploading, 2 queued, 3 paused, 4 failed',
  },
];
const before = '1 uploading, 2 queued, 3 paused, 4 failed, 5 ready';

describe('verbs of uploads', () => {
  test.each(cases)('$route shows at once, and goes back when main refuses', async ({ route, run, patched }) => {
    const bridge = openBridge();
    const client = await openQueue();
    expect(shown(client)).toBe(before);
    const done = run(client);
    expect(await bridge.asked).toBe(route);
    expect(shown(client)).toBe(patched);
    bridge.answer(refused);
    await expect(done).rejects.toThrow(IpcFailure);
    expect(shown(client)).toBe(before);
    expect(countsOf(client)).toEqual(countsOf(await openQueue()));
  });

  test.each(cases)('$route is not undone by a list that was asked for before it', async ({ route, run, patched }) => {
    const bridge = openBridge();
    const client = await openQueue();
    const oldAnswers = [
      beginReading(client, uploadKeys.list, rows),
      ...rows.map(({ snapshot }) => beginReading(client, uploadKeys.version(snapshot.versionId), snapshot)),
    ];
    const done = run(client);
    expect(await bridge.asked).toBe(route);
    for (const arrives of oldAnswers) await arrives();
    expect(shown(client)).toBe(patched);
    bridge.answer(ok({}));
    await done;
  });

  test('a list that main answers after the verb does not bring its old snapshots either; it is read again', async () => {
    const bridge = openBridge();
    const client = await openQueue();
    const look = new QueryObserver(client, uploadListQuery).subscribe(() => undefined);
    const late = Promise.withResolvers<Result<unknown>>();
    const { invoke } = globalThis.lectern as { invoke: (route: string, input: unknown) => Promise<Result<unknown>> };
    const asked: string[] = [];
    vi.stubGlobal('lectern', {
      invoke(route: string, input: unknown) {
        asked.push(route);
        return asked.length === 1 ? late.promise : invoke(route, input);
      },
    });
    void client.invalidateQueries({ queryKey: uploadKeys.list });
    const done = new MutationObserver(client, pauseUploads).mutate([one(1)]);
    await bridge.asked;
    late.resolve(ok(rows));
    await setImmediate();
    expect(shown(client)).toMatch(/^1 paused/);
    bridge.answer(ok({}));
    await done;
    expect(asked).toEqual(['upload.list', 'upload.pause', 'upload.getForVersion', 'upload.list']);
    look();
  });

  test('the counts of the dock follow at once', async () => {
    const bridge = openBridge();
    const client = await openQueue();
    void new MutationObserver(client, pauseAll).mutate({ minutes: null });
    await bridge.asked;
    expect(countsOf(client)).toEqual({ total: 5, ready: 1, active: 0, queued: 0, paused: 3, failed: 1 });
    expect(client.getQueryData<QueueSummary>(uploadKeys.summary)).toMatchObject({ bytesPerSecond: 0, etaMs: null });
    bridge.answer(ok({}));
  });

  test('a verb on an upload that was replaced by a newer one does not touch the newer one', async () => {
    const bridge = openBridge();
    const client = await openQueue();
    const newer = { ...sampleUpload(9), versionId: sampleUpload(1).versionId };
    showSnapshot(client, newer);
    const done = new MutationObserver(client, pauseUploads).mutate([one(1)]);
    await bridge.asked;
    expect(client.getQueryData(uploadKeys.version(newer.versionId))).toEqual(newer);
    bridge.answer(ok({}));
    await done;
  });
});

describe('what rows listen to', () => {
  test('the list brings every version in it up to date, without asking for each', async () => {
    const bridge = openBridge();
    const client = await openQueue();
    const held = rows.map((row) => client.getQueryData(liveUploadQuery(row.snapshot.versionId).queryKey));
    expect(held).toEqual(rows.map((row) => row.snapshot));
    bridge.answer(ok({}));
  });

  test('a list that was asked for before an event does not take bytes back', async () => {
    openBridge();
    const client = createQueryClient();
    const event = sampleUpload(1, { bytesDone: 90 });
    showSnapshot(client, event);
    await client.fetchQuery(uploadListQuery);
    expect(client.getQueryData<UploadSnapshot>(uploadKeys.version(event.versionId))?.bytesDone).toBe(90);
  });
});

test('an upload that another window cancelled leaves the queue, and its lesson shows it no more', async () => {
  const client = createQueryClient();
  let list = rows;
  vi.stubGlobal('lectern', { invoke: () => Promise.resolve(ok(list)) });
  await client.fetchQuery(uploadListQuery);
  list = rows.slice(2, 4);
  await client.fetchQuery({ ...uploadListQuery, staleTime: 0 });
  const shown = rows.map(({ snapshot }) =>
    client.getQueryData<UploadSnapshot | null>(uploadKeys.version(snapshot.versionId)),
  );
  expect(shown.map((one) => one?.state ?? null)).toEqual([null, null, 'paused', 'failed', 'ready']);
});
