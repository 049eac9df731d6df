import type { UploadId, VersionId } from '../shared/domain/ids.ts';
import type { GroupValues } from '../shared/domain/merge.ts';
import type { EditContext } from './actions/context.ts';
import { readUploadSettings } from './actions/upload-settings.ts';
import { createUploadDesk } from './actions/upload-desk.ts';
import { composeCatalogue, storedInLibrary } from './compose-catalogue.ts';
import { composeJobs } from './compose-jobs.ts';
import { composeQueueKeeping } from './compose-queue-keeping.ts';
import type { AppServices } from './compose-services.ts';
import { cdnOf, composeStorage, type StorageParts } from './compose-storage.ts';
import { composeUploadControl } from './compose-upload-control.ts';
import type { Database } from './db/open.ts';
import type { MediaTable } from './db/tables/media.ts';
import type { SettingsTable } from './db/tables/settings.ts';
import { createStoredUsage } from './db/tables/stored-usage.ts';
import { createNotedUploads } from './db/tables/noted-uploads.ts';
import { createUploadUses } from './db/tables/uploads-uses.ts';
import { createReceiptTable, type ReceiptTable } from './db/tables/upload-receipts.ts';
import { createUploadTable, type UploadTable } from './db/tables/uploads.ts';
import type { WriteHealth } from './lib/write-health.ts';
import { createDebounce } from './lib/debounce.ts';
import { probeValues } from './media/import-sessions.ts';
import { createFileSource } from './uploads/adapters/file-source.ts';
import { createReadBackJobs } from './uploads/read-back-jobs.ts';
import { guardSource } from './uploads/source-guard.ts';
import { createUploadService, type UploadService } from './uploads/upload-service.ts';

/** How long after the queue changed it is compared with the quota. */
const REVIEW_AFTER_MS = 50;

export interface UploadParts {
  readonly services: AppServices;
  readonly db: Database;
  readonly media: MediaTable;
  readonly settings: SettingsTable;
  readonly edit: EditContext;
  readonly health: WriteHealth;
  /** What is known of how these versions are stored has changed, and no row of theirs. */
  readonly onVerdict: (versionIds: readonly VersionId[]) => void;
  /** Under what name the vault keeps this profile's storage key. */
  readonly keyName: string;
  /** Asks for what other computers did; true once all of it is here. */
  readonly pull: () => Promise<boolean>;
}

/** Lets the upload journal tell how its writes went. */
function watchWrites(journal: UploadTable, health: WriteHealth): UploadTable {
  return {
    ...journal,
    write(writes) {
      const result = journal.write(writes);
      if (result === 'saved') health.succeeded();
      else if (result === 'disk-full') health.failed('DISK_FULL');
      return result;
    },
  };
}

function createService(
  { services, db, media, settings, health }: UploadParts,
  receipts: ReceiptTable,
  { catalogue, isKept }: ReturnType<typeof composeCatalogue>,
): UploadService {
  return createUploadService({
    startWorker: services.startUploadWorker,
    journal: watchWrites(createUploadTable(db, services.nowMs), health),
    clock: services.clock,
    newUploadId: () => services.newId() as UploadId,
    findStored: storedInLibrary(media),
    findInBucket: catalogue.find,
    isKept,
    wantsIndexFirst: () => readUploadSettings(settings).indexFirst,
    findFormer(versionId) {
      const former = receipts.ofFormer(versionId);
      return former && { fileId: former.receipt.fileId, bucketId: former.receipt.bucketId, parts: former.parts };
    },
    onBug: (message) => services.logger.log('error', 'the upload worker failed', { message }),
  });
}

/** How full the storage is. Bytes that are in this bucket already, where somebody keeps them, are linked to. */
function roomOf(
  { db, media }: UploadParts,
  isKept: (fileId: string) => boolean,
): Pick<StorageParts, 'usedBytes' | 'isStored'> {
  return {
    usedBytes: createStoredUsage(db).usedBytes,
    isStored({ sha1, bytes }, bucketName) {
      const { b2FileId = null, bucketName: itsBucket = null } = media.findStored(sha1, bytes) ?? {};
      return b2FileId !== null && itsBucket === bucketName && isKept(b2FileId);
    },
  };
}

function createReadBacks({ storageClient, clock, push }: AppServices) {
  return createReadBackJobs({
    ports: { ...storageClient, source: guardSource(createFileSource(), clock) },
    clock,
    onProgress: (uploadId, bytesDone, bytesTotal) => push('receipt.progressed', { uploadId, bytesDone, bytesTotal }),
  });
}

/** What a media file on this disk turns out to be; null once nobody can write it down any more. */
function createProbe({ media }: AppServices, isStopped: () => boolean) {
  return async ({ path, kind }: { path: string; kind: string }): Promise<GroupValues | null> => {
    let values: GroupValues | null = null;
    if (kind !== 'video' && kind !== 'audio') return null;
    await media.inspectMany([{ key: path, path, kind }], (_key, detail) => (values = probeValues(detail)));
    return isStopped() ? null : values;
  };
}

/** Uploads of a profile: the service, the desk that keeps it in step with the courses, and where it sends to. */
export function composeUploads(parts: UploadParts) {
  const { services, media, edit, health } = parts;
  const { push } = services;
  const receipts = createReceiptTable(parts.db);
  const bucket = composeCatalogue(parts, {
    noteGone: (claims) => jobs.deletion.noteDeleted(claims),
    onGone() {
      storage.reviewFull();
      keeping.reconcile();
    },
  });
  const uploads = createService(parts, receipts, bucket);
  const cdn = cdnOf(parts);
  const { keepFresh: onDaily } = bucket.catalogue;
  const jobs = composeJobs({ ...parts, uploads, cdn, onDaily, onMissed: () => keeping.poke() });
  const storage = composeStorage({
    ...parts,
    uploads,
    ...roomOf(parts, bucket.isKept),
    cdn,
    onConnected() {
      bucket.catalogue.look();
      keeping.reconcile();
      jobs.storageChanged();
    },
  });
  let isStopped = false;
  const desk = createUploadDesk({
    ...edit,
    uploads,
    media,
    uses: createUploadUses(parts.db),
    noted: createNotedUploads(parts.db),
    ...jobs.ofDesk,
    contentTypeOf: services.contentTypeOf,
    isConfigured: storage.isConfigured,
    onEnqueue: storage.reviewQuota,
    probe: createProbe(services, () => isStopped),
  });

  const keeping = composeQueueKeeping({ desk, health, reviewFull: storage.reviewFull });
  const quotaReview = createDebounce(storage.reviewQuota, REVIEW_AFTER_MS);

  uploads.onProgress((progress) => {
    push('upload.progressed', { snapshots: [...progress.snapshots], summary: progress.summary });
    services.activity.show(progress.summary);
  });
  const control = composeUploadControl({ services, settings: parts.settings, uploads, health });
  uploads.onQueueChanged(() => {
    push('upload.queueChanged', {});
    quotaReview.poke();
  });
  uploads.onSettled(keeping.noteSettled);
  uploads.onHashed((record) => {
    keeping.noteHashed(record);
    // It may turn out to be a link.
    quotaReview.poke();
  });

  const readBacks = createReadBacks(services);
  function onVerdict(fileId: string): void {
    parts.onVerdict(media.listOfObject(fileId));
    // What turned out to be gone takes no room.
    storage.reviewFull();
    push('upload.queueChanged', {});
  }
  return {
    uploads,
    control,
    desk: { ...desk, reconcile: keeping.reconcile },
    jobs,
    storage,
    receiptDeps: { receipts, readBacks, media, uploads, desk, isConfigured: storage.isConfigured, onVerdict },
    isConfigured: storage.isConfigured,
    follow: keeping.follow,
    poke: keeping.poke,
    /** After a time without writes: notes what became ready meanwhile. */
    catchUp(): void {
      control.apply();
      for (const { uploadId } of uploads.snapshots()) {
        const record = uploads.get(uploadId);
        if (record) keeping.noteSettled(record);
      }
      keeping.poke();
    },
    async start(): Promise<void> {
      uploads.start();
      control.start();
      await storage.connect();
      // Not before it is known where: what needs the storage would be laid aside.
      jobs.start();
    },
    async stop(): Promise<void> {
      keeping.stop();
      isStopped = true;
      quotaReview.stop();
      readBacks.stopAll();
      control.stop();
      await bucket.catalogue.stop();
      await uploads.stop();
      keeping.drop();
      services.activity.stop();
    },
  };
}
export type UploadRoom = ReturnType<typeof composeUploads>;
