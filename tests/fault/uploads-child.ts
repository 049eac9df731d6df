/**
 * The upload service as a process of its own, to be killed. Argument: JSON of `ChildArguments`. Queues the files that
 * the journal does not know, goes on with the others, prints `first <bytesDone>` with the first progress it shows of
 * each and `ready` lines, and exits 0 when all are ready.
 */
import { v7 as uuidv7 } from 'uuid';
import { migrate } from '../../src/main/db/migrate.ts';
import { openDatabase } from '../../src/main/db/open.ts';
import { createUploadTable } from '../../src/main/db/tables/uploads.ts';
import { systemClock } from '../../src/main/uploads/adapters/system.ts';
import { startUploadWorker, type UploadWorkerOptions } from '../../src/main/uploads/adapters/worker-thread.ts';
import type { StorageSettings } from '../../src/main/uploads/ports.ts';
import type { UploadItem } from '../../src/main/uploads/service-rows.ts';
import { createUploadService } from '../../src/main/uploads/upload-service.ts';
import type { UploadId } from '../../src/shared/domain/ids.ts';

export interface ChildArguments {
  readonly database: string;
  readonly settings: StorageSettings;
  readonly items: readonly UploadItem[];
  readonly worker: UploadWorkerOptions;
  /** Where `kill -9` hits it: around the write that puts a new upload in the place of a failed one. */
  readonly dieAt?: 'before-replace' | 'after-replace';
}

const given = JSON.parse(process.argv[2] ?? '{}') as ChildArguments;
const opened = openDatabase(given.database);
if (!opened.success) throw new Error(opened.error.message);
migrate(opened.data);
const table = createUploadTable(opened.data, Date.now);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const uploads = createUploadService({
  startWorker: () =>
    startUploadWorker(
      new URL('../../src/main/uploads/worker.ts', import.meta.url),
      (error) => {
        throw error;
      },
      given.worker,
    ),
  journal: {
    ...table,
    replace(...replacement) {
      if (given.dieAt === 'before-replace') process.kill(process.pid, 'SIGKILL');
      table.replace(...replacement);
      if (given.dieAt === 'after-replace') process.kill(process.pid, 'SIGKILL');
    },
  },
  clock: systemClock,
  newUploadId: () => uuidv7() as UploadId,
  findStored: () => null,
  onBug: (message) => say(`bug ${message}`),
});
uploads.start();
const known = new Set(uploads.snapshots().map(({ uploadId }) => uploads.get(uploadId)?.path));
for (const { bytesDone } of uploads.snapshots()) say(`first ${bytesDone}`);
uploads.enqueue(given.items.filter(({ path }) => !known.has(path)));
let isOver = false;
uploads.onProgress(({ snapshots, summary }) => {
  for (const { bytesDone } of snapshots) say(`shown ${bytesDone}`);
  if (summary.ready < summary.total || isOver) return;
  isOver = true;
  for (const { uploadId } of uploads.snapshots()) say(`ready ${JSON.stringify(uploads.get(uploadId))}`);
  void uploads.stop().then(() => process.exit(0));
});
uploads.configure(given.settings);
