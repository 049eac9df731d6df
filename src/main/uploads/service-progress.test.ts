import { expect, test } from 'vitest';
import { createManualClock } from '../../../tests/helpers/manual-clock.ts';
import type { UploadId, VersionId } from '../../shared/domain/ids.ts';
import type { UploadRecord, WriteResult } from '../../shared/domain/upload.ts';
import type { FromWorker } from './messages.ts';
import { createUploadService } from './upload-service.ts';

/** A service over a journal on a disk that may be full, and a worker that we speak for. */
function createRig() {
  const disk = { isFull: false };
  const result = (): WriteResult => (disk.isFull ? 'disk-full' : 'saved');
  let speak = (_message: FromWorker): void => {};
  const clock = createManualClock();
  const rows: UploadRecord[] = [];
  const uploads = createUploadService({
    startWorker: () => ({
      post: () => {},
      onMessage: (listener) => void (speak = listener),
      onExit: () => {},
      terminate: () => Promise.resolve(),
    }),
    journal: {
      load: () => [],
      loadClearedUnhashed: () => [],
      insert: (records) => void rows.push(...records),
      replace: () => {},
      write: result,
      remove: result,
      saveProgress: result,
      findStored: () => null,
    },
    clock,
    newUploadId: () => 'new' as UploadId,
    findStored: () => null,
    onBug: (message) => {
      throw new Error(message);
    },
  });
  uploads.start();
  uploads.configure(null);
  const file = { path: '/a', sizeBytes: 100, mtimeMs: 1, inode: '1', name: 'a', contentType: 'b', sha1: null };
  uploads.enqueue([{ versionId: 'v' as VersionId, ...file }]);
  const uploadId = 'new' as UploadId;
  const say = (bytesDone: number, bytesPerSecond = 0): void =>
    speak({ type: 'progress', reports: [{ uploadId, bytesDone, sentBytes: 0, bytesPerSecond, etaMs: null }] });
  const report = async (bytesDone: number): Promise<void> => {
    say(bytesDone);
    await clock.pass(1_000);
  };
  let told = 0;
  uploads.onProgress(() => (told += 1));
  const shown = (): number | undefined => uploads.snapshots()[0]?.bytesDone;
  return {
    disk,
    clock,
    say,
    told: () => told,
    report,
    shown,
    uploadId,
    speak: (message: FromWorker) => speak(message),
  };
}

test('progress that a full disk did not take is not shown: after a kill the bar would be lower', async () => {
  const { disk, report, shown } = createRig();
  await report(10);
  expect(shown()).toBe(10);
  disk.isFull = true;
  await report(20);
  expect(shown()).toBe(10);
  disk.isFull = false;
  await report(20);
  expect(shown()).toBe(20);
});

test('a wait that is only shown brings no progress that is not on the disk', async () => {
  const { report, shown, speak, uploadId } = createRig();
  await report(10);
  speak({ type: 'write', seq: 1, writes: [{ type: 'show', uploadId, change: { retryAtMs: 5, bytesDone: 30 } }] });
  expect(shown()).toBe(10);
});

test('a speed that changes is told slowly; a bar that moves then, at once', async () => {
  const { clock, say, told, report, shown } = createRig();
  await report(10);
  const before = told();
  for (let tick = 1; tick <= 20; tick += 1) {
    say(10, tick);
    await clock.pass(50);
  }
  expect(told() - before).toBeGreaterThanOrEqual(3);
  expect(told() - before).toBeLessThanOrEqual(5);
  say(11, 20);
  expect(shown()).toBe(11);
});
