import { put } from '../../src/main/actions/context.ts';
import { concernsQueue } from '../../src/main/actions/queue-concerns.ts';
import { createUploadDesk } from '../../src/main/actions/upload-desk.ts';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createNotedUploads } from '../../src/main/db/tables/noted-uploads.ts';
import { createUploadUses } from '../../src/main/db/tables/uploads-uses.ts';
import { createUploadTable } from '../../src/main/db/tables/uploads.ts';
import { createFileSource, hashWholeFile } from '../../src/main/uploads/adapters/file-source.ts';
import { systemClock, systemRandom } from '../../src/main/uploads/adapters/system.ts';
import type { FromWorker, ToWorker, WorkerPort } from '../../src/main/uploads/messages.ts';
import { createUploadService } from '../../src/main/uploads/upload-service.ts';
import { serveEngine } from '../../src/main/uploads/worker-engine.ts';
import type { LessonId, UploadId, VersionId } from '../../src/shared/domain/ids.ts';
import type { TestDatabase } from '../helpers/database.ts';

/** The real engine, in this thread and with nowhere to send to: whatever is queued waits. */
function serveHere(): WorkerPort {
  const toMain: ((message: FromWorker) => void)[] = [];
  const toWorker: ((message: ToWorker) => void)[] = [];
  const deliver = <T>(to: readonly ((message: T) => void)[], message: T): void =>
    queueMicrotask(() => {
      for (const listener of to) listener(message);
    });
  serveEngine(
    { post: (message) => deliver(toMain, message), onMessage: (listener) => void toWorker.push(listener) },
    {
      source: createFileSource(),
      hashFile: hashWholeFile,
      clock: systemClock,
      random: systemRandom,
      createTransport: () => {
        throw new Error('there is nowhere to send to');
      },
    },
  );
  return {
    post: (message) => deliver(toWorker, message),
    onMessage: (listener) => void toMain.push(listener),
    onExit: () => {},
    terminate: () => Promise.resolve(),
  };
}

/** Each of these lessons gets a video, and all of them wait in the queue. */
export function layWaitingQueue(studio: TestDatabase, lessonIds: readonly LessonId[]) {
  const { db, edit, mutator, committed } = studio;
  const media = createMediaTable(db);
  const versionIds = lessonIds.map(() => edit.newId() as VersionId);
  const drafts = lessonIds.flatMap((lessonId, n) => {
    const mediaId = edit.newId();
    const versionId = versionIds[n] ?? '';
    const ends = { media_id: mediaId, target_type: 'lesson', target_id: lessonId, role: 'video', language: null };
    const origin = { media_id: mediaId, file_name: `${n}.mp4`, bytes: 1_000_000 + n, created_at_ms: 1 };
    const kind = { kind: 'video', created_at_ms: 1 };
    return [
      put('media_files', mediaId, { origin: kind, current: { current_version_id: versionId } }),
      put('media_versions', versionId, { origin }),
      put('media_links', edit.newId(), { ends }),
    ];
  });
  mutator.mutate({ label: { code: 'course.import', count: drafts.length, name: '' }, drafts });
  for (const [n, versionId] of versionIds.entries())
    media.saveLocation({ versionId, path: `/films/${n}.mp4`, bytes: 1_000_000 + n, mtimeMs: 1, inode: String(n) });
  const uploads = createUploadService({
    startWorker: serveHere,
    journal: createUploadTable(db, edit.nowMs),
    clock: systemClock,
    newUploadId: () => edit.newId() as UploadId,
    findStored: () => null,
    onBug: (message) => {
      throw new Error(message);
    },
  });
  let placed: Promise<unknown> = Promise.resolve();
  const desk = createUploadDesk({
    ...edit,
    uploads: { ...uploads, followOutline: (ranks) => (placed = uploads.followOutline(ranks)) as Promise<boolean> },
    media,
    uses: createUploadUses(db),
    noted: createNotedUploads(db),
    jobs: createJobTable(db, edit.newId),
    forgetInCdn: () => {},
    contentTypeOf: () => 'video/mp4',
    isConfigured: () => true,
    probe: () => Promise.resolve(null),
  });
  uploads.start();
  uploads.configure(null);
  async function compare(): Promise<void> {
    desk.reconcile();
    await placed;
  }
  return {
    uploads,
    /** The queue as a whole with the courses. */
    compare,
    /** What the app does of that after the last edit. (It waits for 50 ms, and does it once for all edits of them.) */
    follow: (): Promise<void> => (concernsQueue(committed.at(-1) ?? []) ? compare() : Promise.resolve()),
  };
}
