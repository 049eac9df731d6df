import { describe, expect, test } from 'vitest';
import { courseId, planId, versionId } from '../../shared/domain/ids.ts';
import type { QueueSummary, UploadSnapshot } from '../../shared/domain/upload.ts';
import { events } from '../../shared/ipc/contract.ts';
import { courseKeys } from '../features/course/queries.ts';
import { courseListKey } from '../features/courses/queries.ts';
import { importKeys } from '../features/imports/queries.ts';
import { studioKeys } from '../features/studio/queries.ts';
import { cdnQuery } from '../features/storage/queries.ts';
import { usageKey } from '../lib/storage-usage.ts';
import { syncStatusKey } from '../features/sync/queries.ts';
import { trashQuery } from '../features/trash/queries.ts';
import { uploadKeys } from '../features/uploads/queries.ts';
import { posterRevisionKey } from '../lib/poster.ts';
import type { AppCommand } from '../../shared/domain/app-command.ts';
import { createEventBridge } from './event-bridge.ts';
import { createQueryClient } from './query-client.ts';

const course = courseId.parse('01932b4e-0000-7000-8000-000000000001');
const other = courseId.parse('01932b4e-0000-7000-8000-000000000002');
const version = versionId.parse('01932b4e-0000-7000-8000-000000000003');
const plan = planId.parse('01932b4e-0000-7000-8000-000000000004');

function bridged() {
  const client = createQueryClient();
  const commands: AppCommand[] = [];
  const bridge = createEventBridge({ queryClient: client, onCommand: (command) => commands.push(command) });
  const seed = (...keys: readonly (readonly unknown[])[]) => {
    for (const key of keys) client.setQueryData(key, {});
  };
  const isStale = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;
  return { client, bridge, commands, seed, isStale };
}

test('every event of the contract has a listener and no listener is without an event', () => {
  expect(Object.keys(bridged().bridge).toSorted()).toEqual(Object.keys(events).toSorted());
});

test('a changed course makes its own entries and the list stale, and no other course', () => {
  const { bridge, seed, isStale } = bridged();
  seed(
    courseListKey,
    trashQuery.queryKey,
    courseKeys.outline(course),
    courseKeys.details(course),
    courseKeys.outline(other),
  );
  bridge['course.changed']({ courseIds: [course] });
  expect(
    [courseListKey, trashQuery.queryKey, courseKeys.outline(course), courseKeys.details(course)].map(isStale),
  ).toEqual([true, true, true, true]);
  expect(isStale(courseKeys.outline(other))).toBe(false);
});

test('settings that changed may have changed the language, which main tells of', () => {
  const { bridge, seed, isStale } = bridged();
  seed(studioKeys.settings, studioKeys.info);
  bridge['settings.changed']({});
  expect([studioKeys.settings, studioKeys.info].map(isStale)).toEqual([true, true]);
});

test('a probed plan is stale in every view of it', () => {
  const { bridge, seed, isStale } = bridged();
  const views = [true, false].map((cleanNames) => importKeys.view(plan, { cleanNames, foldersAsChapters: true }));
  seed(...views);
  bridge['import.probed']({ planId: plan, done: 1, total: 2 });
  expect(views.map(isStale)).toEqual([true, true]);
});

test('a new picture changes the address of the picture', () => {
  const { bridge, client } = bridged();
  client.setQueryData(posterRevisionKey(version), 0);
  bridge['media.posterSaved']({ versionId: version });
  bridge['media.posterSaved']({ versionId: version });
  expect(client.getQueryData(posterRevisionKey(version))).toBe(2);
});

test('the sync status is what the event says', () => {
  const { bridge, client } = bridged();
  const status = {
    state: 'offline',
    waiting: 3,
    lastSyncedAtMs: null,
    savedAtMs: 1,
    conflicts: 0,
    deadLetters: 0,
  } as const;
  bridge['sync.statusChanged'](status);
  expect(client.getQueryData(syncStatusKey)).toEqual(status);
});

test('another person signing in clears what was read; a refreshed session does not', () => {
  const { bridge, client } = bridged();
  client.setQueryData(courseListKey, ['theirs']);
  bridge['session.changed']({ state: 'signed-in', profileChanged: false });
  expect(client.getQueryData(courseListKey)).toEqual(['theirs']);
  bridge['session.changed']({ state: 'signed-in', profileChanged: true });
  expect(client.getQueryData(courseListKey)).toBeUndefined();
});

test('menu commands and the settings reach their places', () => {
  const { bridge, commands, seed, isStale } = bridged();
  seed(studioKeys.settings, studioKeys.history, studioKeys.info);
  bridge['app.commandInvoked']({ command: 'save' });
  bridge['settings.changed']({});
  bridge['history.changed']({});
  bridge['app.noticesChanged']({});
  expect(commands).toEqual(['save']);
  expect([studioKeys.settings, studioKeys.history, studioKeys.info].map(isStale)).toEqual([true, true, true]);
});

const summary: QueueSummary = {
  total: 1,
  ready: 0,
  active: 1,
  queued: 0,
  waiting: 0,
  paused: 0,
  failed: 0,
  bytesDone: 50,
  bytesTotal: 100,
  bytesPerSecond: 10,
  etaMs: 5_000,
  stoppedBy: null,
  limit: null,
  hold: null,
};
const snapshot = (uploadId: string, bytesDone: number): UploadSnapshot => ({
  uploadId: uploadId as UploadSnapshot['uploadId'],
  versionId: version,
  state: 'uploading',
  reason: null,
  bytesDone,
  bytesTotal: 100,
  bytesPerSecond: 10,
  etaMs: null,
  retryAtMs: null,
  restartedBecause: null,
});

test('what is queued or stored makes the figures of the storage stale; progress alone does not', () => {
  const { bridge, seed, isStale } = bridged();
  seed(usageKey);
  bridge['upload.progressed']({ snapshots: [snapshot('first', 50)], summary });
  expect(isStale(usageKey)).toBe(false);
  bridge['upload.progressed']({ snapshots: [{ ...snapshot('first', 100), state: 'ready' }], summary });
  expect(isStale(usageKey)).toBe(true);
  const queue = bridged();
  queue.seed(usageKey);
  queue.bridge['upload.queueChanged']({});
  expect(queue.isStale(usageKey)).toBe(true);
});

test('what a stored upload tells anew, or its version, makes receipts stale; progress alone does not', () => {
  const { bridge, seed, isStale } = bridged();
  seed(uploadKeys.receipt(version));
  bridge['upload.progressed']({ snapshots: [snapshot('first', 50)], summary });
  expect(isStale(uploadKeys.receipt(version))).toBe(false);
  bridge['upload.progressed']({ snapshots: [{ ...snapshot('first', 100), state: 'ready' }], summary });
  expect(isStale(uploadKeys.receipt(version))).toBe(true);
  const off = bridged();
  off.seed(uploadKeys.receipt(version));
  off.bridge['course.changed']({ courseIds: [course] });
  expect(off.isStale(uploadKeys.receipt(version))).toBe(true);
});

test('another storage has another CDN', () => {
  const { bridge, seed, isStale } = bridged();
  seed(cdnQuery.queryKey);
  bridge['storage.changed']({});
  expect(isStale(cdnQuery.queryKey)).toBe(true);
});

describe('upload progress', () => {
  test('is read from the cache of the version and of the queue, and never goes back within one upload', () => {
    const { bridge, client } = bridged();
    const bytesShown = () => client.getQueryData<UploadSnapshot>(uploadKeys.version(version))?.bytesDone;
    const progress = (uploadId: string, bytesDone: number) =>
      bridge['upload.progressed']({ snapshots: [snapshot(uploadId, bytesDone)], summary });
    progress('first', 50);
    expect(client.getQueryData(uploadKeys.summary)).toEqual(summary);
    progress('first', 40);
    expect(bytesShown()).toBe(50);
    progress('first', 60);
    expect(bytesShown()).toBe(60);
    progress('second', 10);
    expect(bytesShown()).toBe(10);
  });

  test('what is stored goes to the end of the queue, which is not read again for it', () => {
    const { bridge, client, isStale } = bridged();
    const row = (uploadId: string) => ({ snapshot: snapshot(uploadId, 0), fileName: uploadId });
    client.setQueryData(uploadKeys.list, ['a', 'b', 'c'].map(row));
    const ready: UploadSnapshot = { ...snapshot('a', 100), state: 'ready' };
    bridge['upload.progressed']({ snapshots: [ready, snapshot('b', 10)], summary });
    const names = client.getQueryData<{ fileName: string }[]>(uploadKeys.list)?.map(({ fileName }) => fileName);
    expect(names).toEqual(['b', 'c', 'a']);
    expect(isStale(uploadKeys.list)).toBe(false);
  });

  test('a change of the queue makes list and summary stale', () => {
    const { bridge, seed, isStale } = bridged();
    seed(uploadKeys.list, uploadKeys.summary);
    bridge['upload.queueChanged']({});
    expect([uploadKeys.list, uploadKeys.summary].map(isStale)).toEqual([true, true]);
  });
});
