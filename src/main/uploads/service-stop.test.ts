import { expect, test } from 'vitest';
import { createManualClock } from '../../../tests/helpers/manual-clock.ts';
import type { UploadId } from '../../shared/domain/ids.ts';
import type { FromWorker } from './messages.ts';
import type { UploadJournal } from './service-state.ts';
import { createUploadService } from './upload-service.ts';

/** What a profile gives each of its engines before the database is closed. */
const profileDeadlineMs = 3_000;
const progress: FromWorker = {
  type: 'progress',
  reports: [{ uploadId: 'none' as UploadId, bytesDone: 1, sentBytes: 0, bytesPerSecond: 0, etaMs: null }],
};
const write: FromWorker = {
  type: 'write',
  seq: 1,
  writes: [{ type: 'change', uploadId: 'none' as UploadId, change: { attempts: 1 } }],
};
const find: FromWorker = { type: 'find', seq: 1, sha1: 'ab', bytes: 1 };

/** A service over a worker that answers nothing, not even that it ends, and a journal that may be closed. */
function createRig() {
  const clock = createManualClock();
  const said: string[] = [];
  const asked: string[] = [];
  const bugs: string[] = [];
  const disk = { isClosed: false };
  const touch = (name: string): void => {
    if (disk.isClosed) throw new TypeError('The database connection is not open');
    asked.push(name);
  };
  let speak = (_message: FromWorker): void => {};
  const journal: UploadJournal = {
    load: () => [],
    loadClearedUnhashed: () => [],
    insert: () => touch('insert'),
    replace: () => touch('replace'),
    write: () => (touch('write'), 'saved'),
    remove: () => (touch('remove'), 'saved'),
    saveProgress: () => (touch('progress'), 'saved'),
    findStored: () => (touch('find'), null),
  };
  const uploads = createUploadService({
    startWorker: () => ({
      post: ({ type }) => void said.push(type),
      onMessage: (listener) => void (speak = listener),
      onExit: () => {},
      terminate: () => new Promise(() => {}),
    }),
    journal,
    clock,
    newUploadId: () => 'new' as UploadId,
    findStored: () => null,
    onBug: (message) => void bugs.push(message),
  });
  uploads.start();
  uploads.configure(null);
  return { clock, said, asked, bugs, disk, uploads, speak: (message: FromWorker) => speak(message) };
}

test('a worker that does not end is left within two seconds, before the database is closed', async () => {
  const { clock, uploads } = createRig();
  const startedMs = clock.nowMs();
  let tookMs = Number.POSITIVE_INFINITY;
  void uploads.stop().then(() => (tookMs = clock.nowMs() - startedMs));
  await clock.pass(profileDeadlineMs);
  expect(tookMs).toBeLessThanOrEqual(2_000);
});

test('what the worker says after that touches nothing, and a verb given then is not carried out', async () => {
  const { clock, uploads, asked, bugs, speak } = createRig();
  const stopped = uploads.stop();
  speak(write);
  expect(asked).toEqual(['write']);
  await clock.pass(profileDeadlineMs);
  await stopped;
  for (const message of [write, find, progress]) speak(message);
  expect({ asked, bugs }).toEqual({ asked: ['write'], bugs: [] });
  expect(await uploads.resume('all')).toBe(false);
});

test('a journal that throws is a bug to be told, never an exception of the message handler', () => {
  const { disk, bugs, said, speak } = createRig();
  disk.isClosed = true;
  said.length = 0;
  for (const message of [write, find, progress]) speak(message);
  expect(bugs).toHaveLength(2);
  expect(said).toEqual(['written', 'found']);
});
