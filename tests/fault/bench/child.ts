/**
 * The process that uploads in a story, to be killed: the real service over the real journal. One process tells any number
 * of stories, one after the other, until it is killed in one.
 */
import { flushCompileCache } from 'node:module';
import { v7 as uuidv7 } from 'uuid';
import { openDatabase, type Database } from '../../../src/main/db/open.ts';
import { createReceiptTable, type ReceiptTable } from '../../../src/main/db/tables/upload-receipts.ts';
import { createUploadTable } from '../../../src/main/db/tables/uploads.ts';
import { createStorageClient, type StorageClient } from '../../../src/main/uploads/adapters/storage-client.ts';
import { systemClock } from '../../../src/main/uploads/adapters/system.ts';
import { createUploadService, type UploadService } from '../../../src/main/uploads/upload-service.ts';
import type { UploadId } from '../../../src/shared/domain/ids.ts';
import { createBoundaries, watchJournal, watchStatements } from './dying-journal.ts';
import type { Begin, Order, Row, Told } from './protocol.ts';
import { createThreads, type StoryThread } from './threads.ts';
import { verifyAgain } from './verify-again.ts';

interface Telling {
  readonly db: Database;
  readonly uploads: UploadService;
  readonly receipts: ReceiptTable;
  readonly storage: StorageClient;
  readonly disk: { isFull: boolean };
  readonly time: Float64Array;
  readonly running: { thread: StoryThread | null };
}
const boundaries = createBoundaries();
let telling: Telling | null = null;
/** Nobody may be there any more to hear it. */
const tell = (told: Told): void => void process.send?.(told, () => undefined);
const threads = createThreads((message) => tell({ told: 'bug', message }));

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
  watchStatements(db, boundaries);
  return { db, problem: check === 'ok' ? null : String(check) };
}

/** As in the library: what the parts of a new export are compared with. */
function formerOf(receipts: ReceiptTable, { formers }: Begin) {
  return (versionId: keyof Begin['formers']) => {
    const former = formers[versionId];
    const kept = former === undefined ? null : receipts.ofVersion(former);
    if (!kept || kept.receipt.linked || kept.parts.length === 0) return null;
    return { fileId: kept.receipt.fileId, bucketId: kept.receipt.bucketId, parts: kept.parts };
  };
}

function createService(order: Begin, { db, receipts, disk, time, running }: Omit<Telling, 'uploads' | 'storage'>) {
  const clock = { ...systemClock, nowMs: () => Math.floor(Date.now() + (time[0] ?? 0)) };
  const { hashFirstMaxBytes, indexFirst } = order;
  return createUploadService({
    startWorker: () => (running.thread = threads.start({ time, hashFirstMaxBytes })),
    journal: watchJournal(createUploadTable(db, clock.nowMs), boundaries, disk),
    clock,
    newUploadId: () => uuidv7() as UploadId,
    findStored: () => null,
    findFormer: formerOf(receipts, order),
    wantsIndexFirst: () => indexFirst,
    onBug: (message) => tell({ told: 'bug', message }),
  });
}

function begin(order: Begin): void {
  const { db, problem } = openJournal(order);
  boundaries.arm(order.dieAt ?? 0);
  const time = new Float64Array(new SharedArrayBuffer(16));
  time[0] = order.offsetMs;
  const parts = { db, time, receipts: createReceiptTable(db), disk: { isFull: false }, running: { thread: null } };
  const uploads = createService(order, parts);
  const storage = createStorageClient();
  telling = { ...parts, uploads, storage };
  uploads.start();
  tell({ told: 'begun', rows: rowsOf(uploads), problem });
  const show = (): void =>
    tell({ told: 'shown', rows: rowsOf(uploads), offsetMs: time[0] ?? 0, laggedAtMs: time[1] ?? 0 });
  uploads.onProgress(show);
  // The end of a story need not wait for the pace of a screen.
  uploads.onSettled(show);
  uploads.onQueueChanged(show);
  storage.configure(order.settings);
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

async function stop({ uploads, storage, db }: Telling): Promise<void> {
  storage.close();
  await uploads.stop();
  db.close();
  tell({ told: 'stopped' });
}

function obey(order: Order, now: Telling): void {
  const { uploads, time } = now;
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
      now.storage.configure(order.settings);
      return uploads.configure(order.settings, order.why);
    case 'verify-again':
      return void verifyAgain(now, order.mode).then((checks) => tell({ told: 'verified', checks }));
    case 'clear':
      return void uploads.clearOne(order.uploadId);
    case 'kill-worker':
      return now.running.thread?.kill();
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
      time[0] = (time[0] ?? 0) + order.byMs;
      return undefined;
    case 'records':
      return tell({
        told: 'records',
        boundaries: boundaries.passed(),
        records: uploads.snapshots().flatMap(({ uploadId }) => uploads.get(uploadId) ?? []),
      });
    case 'stop':
      return void stop(now);
  }
}

process.on('message', (order: Order) => {
  if (order.do === 'begin') begin(order);
  else if (telling) obey(order, telling);
});
process.on('disconnect', () => process.exit());
await threads.loaded;
// One that is killed would leave nothing behind for the next.
flushCompileCache();
tell({ told: 'loaded' });
