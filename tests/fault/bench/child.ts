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
import { createKeeper, openLibrary, type Keeper, type Library } from './library.ts';
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
  readonly nowMs: () => number;
  readonly library: Library | null;
  readonly keeper: Keeper | null;
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

function createService(order: Begin, parts: Omit<Telling, 'uploads' | 'keeper'>) {
  const { db, receipts, disk, time, running, nowMs, library } = parts;
  const clock = { ...systemClock, nowMs };
  const { hashFirstMaxBytes, indexFirst } = order;
  return createUploadService({
    startWorker: () => (running.thread = threads.start({ time, hashFirstMaxBytes })),
    journal: watchJournal(createUploadTable(db, clock.nowMs), boundaries, disk),
    clock,
    newUploadId: () => uuidv7() as UploadId,
    findStored: library?.findStored ?? (() => null),
    ...(library && { findInBucket: library.bucket.catalogue.find, isKept: library.bucket.isKept }),
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
  const nowMs = (): number => Math.floor(Date.now() + (time[0] ?? 0));
  const storage = createStorageClient();
  const onBug = (message: string): void => tell({ told: 'bug', message });
  const library = order.library ? openLibrary({ db, storage, nowMs, onBug }) : null;
  const shared = { disk: { isFull: false }, running: { thread: null } };
  const parts = { db, time, storage, nowMs, library, receipts: createReceiptTable(db), ...shared };
  const uploads = createService(order, parts);
  const keeper = library && createKeeper(library, uploads);
  telling = { ...parts, uploads, keeper };
  keeper?.shelve(order.library?.shelf ?? []);
  follow(telling, problem);
  storage.configure(order.settings);
  uploads.configure(order.settings);
  keeper?.start();
}

function follow({ uploads, keeper, time }: Telling, problem: string | null): void {
  if (keeper) {
    // What was ready before is told by the start.
    uploads.onSettled(keeper.noteSettled);
    uploads.onHashed(keeper.noteHashed);
  }
  uploads.start();
  tell({ told: 'begun', rows: rowsOf(uploads), problem });
  const show = (): void =>
    tell({ told: 'shown', rows: rowsOf(uploads), offsetMs: time[0] ?? 0, laggedAtMs: time[1] ?? 0 });
  uploads.onProgress(show);
  // The end of a story need not wait for the pace of a screen.
  uploads.onSettled(show);
  uploads.onQueueChanged(show);
}

/** What could not be said for want of room on the disk is said again. */
async function enqueue({ uploads, keeper }: Telling, items: Parameters<UploadService['enqueue']>[0]): Promise<void> {
  for (;;) {
    try {
      if (keeper) keeper.add(items);
      else uploads.enqueue(items);
      return tell({ told: 'enqueued' });
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_FULL') throw error;
      await systemClock.delay(20, new AbortController().signal);
    }
  }
}

async function stop({ uploads, storage, db, keeper }: Telling): Promise<void> {
  storage.close();
  await keeper?.stop();
  await uploads.stop();
  keeper?.drop();
  db.close();
  tell({ told: 'stopped' });
}

async function pass({ storage, keeper, time }: Telling, { byMs, settings }: Order & { do: 'pass' }): Promise<void> {
  time[0] = (time[0] ?? 0) + byMs;
  // As at the start of another day: what it says of the time counts from when it was signed in.
  storage.configure(settings);
  if ((await keeper?.work()) !== 'stopped') tell({ told: 'passed' });
}

function obey(order: Order, now: Telling): void {
  const { uploads, time } = now;
  switch (order.do) {
    case 'begin':
      return begin(order);
    case 'enqueue':
      return void enqueue(now, order.items);
    case 'verb': {
      const { verb } = order;
      if (verb === 'cancel' && order.which !== 'all')
        now.keeper?.leave(order.which.flatMap((id) => uploads.get(id)?.versionId ?? []));
      return void uploads[verb](order.which).then((isSaved) => tell({ told: 'done', verb, isSaved }));
    }
    case 'send-first':
      return void uploads.sendFirst([order.uploadId]);
    case 'configure':
      now.storage.configure(order.settings);
      uploads.configure(order.settings, order.why);
      return order.settings ? now.keeper?.storageChanged() : undefined;
    case 'verify-again':
      return void verifyAgain(now, order.mode).then((checks) => tell({ told: 'verified', checks }));
    case 'clear':
      return void uploads.clear([order.uploadId]);
    case 'kill-worker':
      return now.running.thread?.kill();
    case 'disk':
      now.disk.isFull = order.isFull;
      return order.isFull ? undefined : now.keeper?.poke();
    case 'purge':
      now.keeper?.purge(order.versionId);
      return tell({ told: 'purged', versionId: order.versionId });
    case 'take-back':
      now.keeper?.takeBack(order.versionId);
      return tell({ told: 'taken-back', versionId: order.versionId });
    case 'pass':
      return void pass(now, order);
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
        library: now.keeper?.rows() ?? [],
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
