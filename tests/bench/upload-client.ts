import { once } from 'node:events';
import { statSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { migrate } from '../../src/main/db/migrate.ts';
import { openDatabase } from '../../src/main/db/open.ts';
import { createUploadTable } from '../../src/main/db/tables/uploads.ts';
import { systemClock } from '../../src/main/uploads/adapters/system.ts';
import { startUploadWorker, type UploadWorkerOptions } from '../../src/main/uploads/adapters/worker-thread.ts';
import type { StorageSettings } from '../../src/main/uploads/ports.ts';
import { createUploadService } from '../../src/main/uploads/upload-service.ts';
import type { UploadId, VersionId } from '../../src/shared/domain/ids.ts';
import { peakMbOf } from './upload-usage.ts';

/*
 * The app without its windows, as a process of its own: its journal on disk and its upload worker. Sends a small file
 * first, as in an app that is running, then what is measured; prints a line about each. Ends with its standard input.
 */
interface Item {
  readonly path: string;
  readonly name: string;
}
export interface ClientInput {
  readonly database: string;
  readonly settings: StorageSettings;
  readonly warmUp: Item;
  readonly items: readonly Item[];
  readonly worker: UploadWorkerOptions;
}
/** What the client prints when all is ready. */
export interface ClientReport {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** From the call that queues the files to the first byte of any of them on its way, as the bar sees it. */
  readonly firstByteMs: number;
  /** Peak memory before the files were queued, and at the end. */
  readonly idleMb: number;
  readonly peakMb: number;
}

function openService({ database, settings, worker }: ClientInput) {
  const opened = openDatabase(database);
  if (!opened.success) throw new Error(opened.error.message);
  migrate(opened.data);
  const fail = (cause: unknown): never => {
    console.error(cause);
    process.exit(1);
  };
  const uploads = createUploadService({
    startWorker: () => startUploadWorker(new URL('../../src/main/uploads/worker.ts', import.meta.url), fail, worker),
    journal: createUploadTable(opened.data, Date.now),
    clock: systemClock,
    newUploadId: () => uuidv7() as UploadId,
    findStored: () => null,
    onBug: fail,
  });
  uploads.start();
  uploads.configure(settings);
  return uploads;
}
type Service = ReturnType<typeof openService>;

function toQueueItem({ path, name }: Item) {
  const { size, mtimeMs, ino } = statSync(path);
  const versionId = uuidv7() as VersionId;
  // Random bytes are no film, and a film that will not play is not sent.
  const contentType = 'application/octet-stream';
  return { versionId, path, sizeBytes: size, mtimeMs, inode: String(ino), name, contentType, sha1: null };
}

/** Queues what the journal does not know yet and waits until all is ready; answers when the first byte left. */
async function sendAll(uploads: Service, items: readonly Item[]): Promise<number> {
  const startedMs = performance.now();
  const paths = new Set(items.map(({ path }) => path));
  const ours = () => uploads.snapshots().filter(({ uploadId }) => paths.has(uploads.get(uploadId)?.path ?? ''));
  const isDone = (): boolean => {
    const now = ours();
    return now.length === paths.size && now.every(({ state }) => state === 'ready');
  };
  const known = new Set(ours().map(({ uploadId }) => uploads.get(uploadId)?.path));
  uploads.enqueue(items.filter(({ path }) => !known.has(path)).map(toQueueItem));
  let firstByteMs = 0;
  // Ready before the kill that this go follows: nobody will say so again.
  if (isDone()) return firstByteMs;
  await new Promise<void>((resolve, reject) => {
    const stop = uploads.onProgress(({ snapshots, summary }) => {
      if (firstByteMs === 0 && snapshots.some((one) => one.bytesDone > 0)) firstByteMs = performance.now() - startedMs;
      const failed = snapshots.find(({ state }) => state === 'failed');
      if (failed) reject(new Error(failed.reason?.code));
      if (summary.ready < summary.total) return;
      stop();
      resolve();
    });
  });
  return firstByteMs;
}

const peakMb = (): number => peakMbOf(process.pid) ?? Number.NaN;

async function runClient(input: ClientInput): Promise<void> {
  const uploads = openService(input);
  await sendAll(uploads, [input.warmUp]);
  const idleMb = process.memoryUsage.rss() / 2 ** 20;
  process.stdout.write(`${JSON.stringify({ idleMb })}\n`);
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  const firstByteMs = await sendAll(uploads, input.items);
  const seconds = (performance.now() - startedMs) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const report: ClientReport = { seconds, firstByteMs, cpuSeconds: (user + system) / 1e6, idleMb, peakMb: peakMb() };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  await once(process.stdin.resume(), 'end');
  await uploads.stop();
  process.exit(0);
}

if (process.argv[1] === import.meta.filename) await runClient(JSON.parse(process.argv[2] ?? '') as ClientInput);
