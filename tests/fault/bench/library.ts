import { v7 as uuidv7 } from 'uuid';
import { put, set } from '../../../src/main/actions/context.ts';
import { createTrashActions } from '../../../src/main/actions/trash.ts';
import { createUploadDesk } from '../../../src/main/actions/upload-desk.ts';
import { composeCatalogue, storedInLibrary } from '../../../src/main/compose-catalogue.ts';
import { composeJobs } from '../../../src/main/compose-jobs.ts';
import { composeQueueKeeping } from '../../../src/main/compose-queue-keeping.ts';
import type { AppServices } from '../../../src/main/compose-services.ts';
import { diskErrorOf } from '../../../src/main/db/errors.ts';
import { type Changed, createMutator } from '../../../src/main/db/mutate.ts';
import type { Database } from '../../../src/main/db/open.ts';
import { createMediaTable } from '../../../src/main/db/tables/media.ts';
import { createNotedUploads } from '../../../src/main/db/tables/noted-uploads.ts';
import { createTrashTable } from '../../../src/main/db/tables/trash.ts';
import { createUploadUses } from '../../../src/main/db/tables/uploads-uses.ts';
import type { WriteHealth } from '../../../src/main/lib/write-health.ts';
import type { StorageClient } from '../../../src/main/uploads/adapters/storage-client.ts';
import { systemClock } from '../../../src/main/uploads/adapters/system.ts';
import type { UploadItem } from '../../../src/main/uploads/service-rows.ts';
import type { UploadService } from '../../../src/main/uploads/upload-service.ts';
import type { VersionId } from '../../../src/shared/domain/ids.ts';
import { libraryIds, type LibraryRow, type Shelved } from './protocol.ts';

interface LibraryParts {
  readonly db: Database;
  readonly storage: StorageClient;
  readonly nowMs: () => number;
  readonly onBug: (message: string) => void;
}
const label = { code: 'course.import', count: 1, name: '' } as const;
const idlePatienceMs = 4_000;

/** What the studio's parts have in common, without screen and system. */
const servicesOf = ({ storage, nowMs, onBug }: LibraryParts): AppServices =>
  ({
    storageClient: storage,
    clock: { ...systemClock, nowMs },
    nowMs,
    newId: uuidv7,
    random: Math.random,
    push: () => {},
    studioId: () => 'studio',
    logger: {
      log: (level: string, message: string, more: object) =>
        level === 'error' && onBug(`${message} ${String(Object.values(more)[0])}`),
    },
  }) as unknown as AppServices;

/** A lesson with a file, and what that is said to be stored as. */
function lessonDrafts(versionId: VersionId, fileName: string, bytes: number, stored: Shelved | null) {
  const { course, chapter, lesson, media, link } = libraryIds(versionId);
  const ends = { media_id: media, target_type: 'lesson', target_id: lesson, role: 'video', language: null };
  const origin = { media_id: media, file_name: fileName, bytes, created_at_ms: 1 };
  const where = stored && {
    hash: { sha1: stored.sha1 },
    stored: {
      bucket_name: stored.bucketName,
      object_name: stored.objectName,
      b2_file_id: stored.fileId,
      stored_at_ms: 1,
    },
  };
  return [
    put('courses', course, { title: { title: fileName }, origin: { created_at_ms: 1 } }),
    put('chapters', chapter, { place: { course_id: course, pos: 'a' }, title: { title: 'One' } }),
    put('lessons', lesson, { place: { chapter_id: chapter, pos: 'a' }, title: { title: 'One' } }),
    put('media_versions', versionId, { origin, ...where }),
    put('media_files', media, {
      origin: { kind: 'video', created_at_ms: 1 },
      current: { current_version_id: versionId },
    }),
    put('media_links', link, { ends }),
  ];
}

/** Reads what the library says of every file. */
function createReading(db: Database) {
  const versions = db.prepare<[], { mediaId: string; fileId: string | null; isCurrent: 0 | 1 }>(
    `SELECT v.media_id AS mediaId, v.b2_file_id AS fileId, m.current_version_id IS v.id AS isCurrent
     FROM media_versions v JOIN media_files m ON m.id = v.media_id`,
  );
  const busy = db.prepare("SELECT 1 FROM jobs WHERE state = 'running' OR (state = 'waiting' AND due_at_ms <= ?)");
  return {
    rows(): LibraryRow[] {
      const byMedia = Map.groupBy(versions.all(), ({ mediaId }) => mediaId);
      return [...byMedia].map(([mediaId, mine]) => {
        const fileId = mine.find(({ isCurrent }) => isCurrent === 1)?.fileId ?? null;
        return { mediaId, fileId, all: mine.flatMap((one) => one.fileId ?? []) };
      });
    },
    isBusy: (nowMs: number): boolean => busy.get(nowMs) !== undefined,
  };
}

/** What a story's process knows of lessons and of the bucket: before there is a service, which asks it. */
export function openLibrary(parts: LibraryParts) {
  const { db, nowMs, onBug } = parts;
  const services = servicesOf(parts);
  const health = { noticed: (error: unknown) => diskErrorOf(error) !== null } as unknown as WriteHealth;
  const media = createMediaTable(db);
  const later = { noteGone: (_claims: Parameters<Keeper['noteGone']>[0]): void => {}, reconcile: (): void => {} };
  const bucket = composeCatalogue(
    { services, db, health },
    { noteGone: (claims) => later.noteGone(claims), onGone: () => later.reconcile() },
  );
  const follow = { changed: (_changed: readonly Changed[]): void => {} };
  const mutator = createMutator({
    db,
    nowMs,
    newId: uuidv7,
    node: uuidv7().slice(-8),
    onCommit: (changed) => follow.changed(changed),
  });
  const edit = { mutator, nowMs, newId: uuidv7, random: Math.random };

  function keep(uploads: UploadService) {
    const jobs = composeJobs({
      services,
      db,
      media,
      edit,
      uploads,
      cdn: { baseUrl: () => null } as never,
      keyName: 'key',
      health,
      onDaily: bucket.catalogue.keepFresh,
      pull: async () => true,
      onMissed: () => keeping.poke(),
    });
    const desk = createUploadDesk({
      ...edit,
      uploads,
      media,
      uses: createUploadUses(db),
      noted: createNotedUploads(db),
      jobs: jobs.deps.jobs,
      forgetInCdn: () => {},
      contentTypeOf: () => 'application/octet-stream',
      isConfigured: () => true,
      probe: async () => null,
    });
    const keeping = composeQueueKeeping({ desk, health, reviewFull: () => {} });
    follow.changed = keeping.follow;
    later.noteGone = jobs.deletion.noteDeleted;
    later.reconcile = keeping.reconcile;
    return { jobs, keeping };
  }
  return { ...parts, media, bucket, edit, keep, findStored: storedInLibrary(media), onBug };
}
export type Library = ReturnType<typeof openLibrary>;

/** The same with the service: lessons come, go and come back, and what they stored follows. */
export function createKeeper(library: Library, uploads: UploadService) {
  const { db, media, edit, bucket, nowMs } = library;
  const { mutator } = edit;
  const { jobs, keeping } = library.keep(uploads);
  const reading = createReading(db);
  const life = new AbortController();
  const trash = createTrashActions({ ...edit, trash: createTrashTable(db), deletion: jobs.deletion });
  const lessonOf = (versionId: VersionId) => mutator.rows.read('lessons', libraryIds(versionId).lesson)?.row ?? null;
  const hasNot = (versionId: VersionId): boolean => lessonOf(versionId) === null;

  return {
    noteGone: jobs.deletion.noteDeleted,
    noteSettled: keeping.noteSettled,
    noteHashed: keeping.noteHashed,
    /** What another computer shows, as a pull brings it. */
    shelve(shelf: readonly Shelved[]): void {
      for (const one of shelf.filter(({ versionId }) => hasNot(versionId)))
        mutator.mutate({ label, drafts: lessonDrafts(one.versionId, 'there.mp4', one.bytes, one), undoable: false });
    },
    start(): void {
      bucket.catalogue.look();
      jobs.storageChanged();
      jobs.start();
      keeping.poke();
    },
    storageChanged(): void {
      jobs.storageChanged();
      keeping.poke();
    },
    poke: keeping.poke,
    /** The files of lessons: in the queue once these are there. */
    add(items: readonly UploadItem[]): void {
      for (const { versionId, path, sizeBytes: bytes, mtimeMs, inode, name } of items) {
        if (!hasNot(versionId)) continue;
        const alongside = (): void =>
          media.saveLocation({ versionId, path, bytes, mtimeMs: mtimeMs ?? 0, inode: inode ?? '' });
        const drafts = lessonDrafts(versionId, name.split('/').at(-1) ?? '', bytes, null);
        mutator.mutate({ label, drafts, alongside });
      }
      keeping.reconcile();
    },
    /** What somebody cancelled does not come back by itself. */
    leave(versionIds: readonly VersionId[]): void {
      for (const versionId of versionIds) media.setWanted(versionId, false);
    },
    purge(versionId: VersionId): void {
      const id = libraryIds(versionId).lesson;
      const row = lessonOf(versionId);
      if (row && row['deleted_at_ms'] === null)
        mutator.mutate({ label, drafts: [set('lessons', id, { life: { deleted_at_ms: nowMs() } })] });
      void trash['trash.purge']({ items: [{ kind: 'lesson', id }] } as never, null as never);
      keeping.poke();
    },
    takeBack(versionId: VersionId): void {
      const groups = { life: { deleted_at_ms: null }, purge: { purged_at_ms: null } };
      mutator.mutate({ label, drafts: [set('lessons', libraryIds(versionId).lesson, groups)] });
      keeping.poke();
    },
    rows: reading.rows,
    /** There is a new day: what is due is done, what was laid aside is tried again. */
    async work(): Promise<'done' | 'stopped'> {
      // More than the moment for which it waits with what became ready.
      keeping.reconcile();
      for (const { jobId } of jobs.deps.jobs.listDead()) jobs.deps.jobs.tryAgain(jobId, nowMs());
      jobs.poke();
      const signal = AbortSignal.any([life.signal, AbortSignal.timeout(idlePatienceMs)]);
      do await systemClock.delay(5, signal);
      while (!signal.aborted && reading.isBusy(nowMs()));
      return life.signal.aborted ? 'stopped' : 'done';
    },
    async stop(): Promise<void> {
      life.abort();
      await jobs.stop();
      keeping.stop();
      await bucket.catalogue.stop();
    },
    drop: keeping.drop,
  };
}
export type Keeper = ReturnType<typeof createKeeper>;
