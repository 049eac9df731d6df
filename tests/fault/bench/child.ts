/**
 * The process that uploads in a story, to be killed: the real service over the real journal. One process tells any number
 * of stories, one after the other, until it is killed in one.
 */
import { Worker } from 'node:worker_threads';
import { v7 as uuidv7 } from 'uuid';
import { migrate } from '../../../src/main/db/migrate.ts';
import { openDatabase, type Database } from '../../../src/main/db/open.ts';
import { createUploadTable } from '../../../src/main/db/tables/uploads.ts';
import { systemClock } from '../../../src/main/uploads/adapters/system.ts';
import type { FromWorker, WorkerPort } from '../../../src/main/uploads/messages.ts';
import { createUploadService, type UploadService } from '../../../src/main/uploads/upload-service.ts';
import type { UploadId } from '../../../src/shared/domain/ids.ts';
import { createBoundaries, watchJournal, watchStatements } from './dying-journal.ts';
import type { Begin, Order, Row, StoryWorkerData, Told } from './protocol.ts';

interface Telling {
  readonly db: Database;
  readonly uploads: UploadService;
  readonly disk: { isFull: boolean };
  readonly offset: Float64Array;
  worker: Worker | null;
}
const boundaries = createBoundaries();
let telling: Telling | null = null;
/** Nobody may be there any more to hear it. */
const tell = (told: Told): void => void process.send?.(told, () => undefined);

function startWorker(workerData: StoryWorkerData, onStart: (worker: Worker) => void): WorkerPort {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData });
  onStart(worker);
  worker.on('error', (error) => tell({ told: 'bug', message: String(error.stack) }));
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener: (message: FromWorker) => void) => void worker.on('message', listener),
    onExit: (listener) => void worker.on('exit', listener),
    terminate: async () => void (await worker.terminate()),
  };
}

const rowsOf = (uploads: UploadService): Row[] =>
  uploads.snapshots().map(({ uploadId, versionId, state, reason, bytesDone, bytesTotal, retryAtMs }) => {
    const path = uploads.get(uploadId)?.path ?? '';
    return { uploadId, versionId, state, reason, bytesDone, bytesTotal, retryAtMs, path };
  });

function openJournal({ database }: Begin): { db: Database; problem: string | null } {
  const opened = openDatabase(database);
  if (!opened.success) throw new Error(opened.error.message);
  const db = opened.data;
  const check = db.pragma('integrity_check', { simple: true });
  migrate(db);
  watchStatements(db, boundaries);
  return { db, problem: check === 'ok' ? null : String(check) };
}

function begin(order: Begin): void {
  const { db, problem } = openJournal(order);
  boundaries.arm(order.dieAt ?? 0);
  const offset = new Float64Array(new SharedArrayBuffer(8));
  offset[0] = order.offsetMs;
  const clock = { ...systemClock, nowMs: () => Math.floor(Date.now() + (offset[0] ?? 0)) };
  const disk = { isFull: false };
  const { hashFirstMaxBytes } = order;
  const uploads = createUploadService({
    startWorker: () => startWorker({ offset, hashFirstMaxBytes }, (worker) => telling && (telling.worker = worker)),
    journal: watchJournal(createUploadTable(db, clock.nowMs), boundaries, disk),
    clock,
    newUploadId: () => uuidv7() as UploadId,
    findStored: () => null,
    onBug: (message) => tell({ told: 'bug', message }),
  });
  telling = { db, uploads, disk, offset, worker: null };
  uploads.start();
  tell({ told: 'begun', rows: rowsOf(uploads), problem });
  uploads.onProgress(() => tell({ told: 'shown', rows: rowsOf(uploads), offsetMs: offset[0] ?? 0 }));
  uploads.configure(order.settings);
}

/** What could not be said for want of room on the disk is said again. */
async function enqueue(uploads: UploadService, items: Parameters<UploadService['enqueue']>[0]): Promise<void> {
  for (;;) {
    try {
      uploads.enqueue(items);
      return tell({ told: 'enqueued' });
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_FULL') throw error;
      await systemClock.delay(20, new AbortController().signal);
    }
  }
}

function obey(order: Order, now: Telling): void {
  const { uploads, offset } = now;
  switch (order.do) {
    case 'begin':
      return begin(order);
    case 'enqueue':
      return void enqueue(uploads, order.items);
    case 'verb': {
      const { verb } = order;
      return void uploads[verb](order.which).then((isSaved) => tell({ told: 'done', verb, isSaved }));
    }
    case 'send-first':
      return void uploads.sendFirst([order.uploadId]);
    case 'configure':
      return uploads.configure(order.settings);
    case 'kill-worker':
      return void now.worker?.terminate();
    case 'disk':
      now.disk.isFull = order.isFull;
      return undefined;
    case 'arm':
      return boundaries.arm(order.dieAt);
    case 'online':
      return uploads.setOnline(true);
    case 'suspend':
      return uploads.systemSuspended();
    case 'wake':
      return uploads.systemResumed();
    case 'set-clock':
      offset[0] = (offset[0] ?? 0) + order.byMs;
      return undefined;
    case 'records':
      return tell({
        told: 'records',
        records: uploads.snapshots().flatMap(({ uploadId }) => uploads.get(uploadId) ?? []),
      });
    case 'stop':
      return void uploads.stop().then(() => {
        now.db.close();
        tell({ told: 'stopped' });
      });
  }
}

process.on('message', (order: Order) => {
  if (order.do === 'begin') begin(order);
  else if (telling) obey(order, telling);
});
process.on('disconnect', () => process.exit());
tell({ told: 'loaded' });
