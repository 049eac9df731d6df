import { expect, test } from 'vitest';
import type { UploadId, VersionId } from '../../shared/domain/ids.ts';
import type { UploadRecord } from '../../shared/domain/upload.ts';
import { createViews, summarise } from './queue-totals.ts';
import { inQueueOrder, newestOf, snapshotOf, type UploadView } from './views.ts';
import { uploadRecord } from '../../../tests/helpers/upload-record.ts';

const base = uploadRecord({ mtimeMs: 1_700_000_000_000.7, bucketId: 'b', objectName: 'p/f' });
const view = (record: Partial<UploadRecord>, bytesPerSecond = 0): UploadView => ({
  record: { ...base, ...record },
  bytesPerSecond,
  etaMs: 5,
});

test('rate and time left belong to what moves', () => {
  expect(snapshotOf(view({ state: 'uploading' }, 100))).toMatchObject({ bytesPerSecond: 100, etaMs: 5 });
  const reason = { code: 'offline', detail: null } as const;
  expect(snapshotOf(view({ state: 'waiting', reason, retryAtMs: 7.4 }, 100))).toMatchObject({
    bytesPerSecond: 0,
    etaMs: null,
    retryAtMs: 7,
    reason,
  });
});

test('the dock’s line', () => {
  const capped = { code: 'cap-exceeded', detail: null } as const;
  const views = createViews();
  const all = [
    view({ state: 'ready', bytesDone: 1_000 }),
    view({ state: 'uploading', bytesDone: 500 }, 100),
    view({ state: 'queued' }),
    view({ state: 'failed', bytesDone: 300 }),
    view({ state: 'waiting', reason: capped }),
    view({ state: 'cancelled', sizeBytes: 99 }),
  ];
  for (const [at, one] of all.entries()) views.set(String(at) as UploadId, one);
  expect(summarise(views.totals())).toEqual({
    total: 5,
    ready: 1,
    active: 1,
    queued: 1,
    waiting: 1,
    paused: 0,
    failed: 1,
    bytesDone: 1_800,
    bytesTotal: 5_000,
    bytesPerSecond: 100,
    etaMs: 25_000,
    stoppedBy: capped,
  });
});

test('queue order, and the newest upload of a version', () => {
  const views = [
    view({ uploadId: 'a' as UploadId, state: 'ready', position: 1, createdAtMs: 1 }),
    view({ uploadId: 'b' as UploadId, position: 3, createdAtMs: 3 }),
    view({ uploadId: 'c' as UploadId, state: 'paused', position: 2, createdAtMs: 2 }),
    view({ uploadId: 'd' as UploadId, state: 'cancelled', position: 4, createdAtMs: 4 }),
  ];
  expect(inQueueOrder(views).map(({ record }) => record.uploadId)).toEqual(['c', 'b', 'a', 'd']);
  expect(newestOf(views, base.versionId)?.record.uploadId).toBe('b');
  expect(newestOf(views, 'other' as VersionId)).toBeNull();
});
