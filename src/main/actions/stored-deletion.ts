import type { JobPayload } from '../../shared/domain/job.ts';
import { purgeGraceMs, reachOfPurge, reachOfSweep, sweepGraceMs, type Reach } from '../../shared/domain/trash.ts';
import type { JobTable } from '../db/tables/jobs.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { StoredUses } from '../db/tables/stored-uses.ts';
import type { UploadService } from '../uploads/upload-service.ts';
import { type EditContext, set } from './context.ts';
import { uploadsOfObjects } from './uploads-of-objects.ts';

export interface StoredDeletionDeps extends EditContext {
  readonly uses: Pick<StoredUses, 'listUnused'>;
  readonly media: Pick<MediaTable, 'listOfObject' | 'getVersion'>;
  readonly jobs: Pick<JobTable, 'add'>;
  readonly uploads: Pick<UploadService, 'snapshots' | 'get' | 'clear'>;
  /** Where the public finds an object; null: there is no cache to purge. */
  readonly publishedUrlOf: (objectName: string) => string | null;
  /** There are new jobs. */
  readonly onQueued: () => void;
}

/** Where a version is that is not stored. */
export const storedNowhere = { bucket_name: null, object_name: null, b2_file_id: null, stored_at_ms: null };

/** Asks for the deletion of stored objects that are nobody's, and writes down that they went. */
export function createStoredDeletion(deps: StoredDeletionDeps) {
  const { uses, media, jobs, mutator, nowMs } = deps;

  function queue(reach: Reach, itemIds: readonly string[] | null, graceMs: number): number {
    const unused = uses.listUnused(reach, itemIds);
    const atMs = nowMs();
    for (const { fileId, objectName, bucketName } of unused) {
      const payload = { fileId, objectName, bucketName };
      jobs.add({ kind: 'delete-version', key: fileId, payload, dueAtMs: atMs + graceMs }, atMs);
    }
    if (unused.length > 0) deps.onQueued();
    return unused.length;
  }
  function forgetInCdn(objectName: string): void {
    const url = deps.publishedUrlOf(objectName);
    if (url === null) return;
    jobs.add({ kind: 'purge-cdn', key: url, payload: { urls: [url] }, dueAtMs: nowMs() }, nowMs());
    deps.onQueued();
  }
  /** One that is on the list is noted as stored again at every start. */
  function takeOffList(fileIds: ReadonlySet<string>): void {
    deps.uploads.clear(uploadsOfObjects(deps.uploads, fileIds));
  }
  return {
    /** Asks for what the CDN still has of an object to go; in the caller's transaction. */
    forgetInCdn,
    /** Of the files on these items, in the transaction that purges them. */
    queueUnused: (itemIds: readonly string[]): number => queue(reachOfPurge, itemIds, purgeGraceMs),
    /** What was purged elsewhere, or left the trash by itself. */
    queueForgotten: (serverNowMs: number): number => queue(reachOfSweep(serverNowMs), null, sweepGraceMs),
    /**
     * The objects are gone: no version is stored there any more, on no computer, and the CDN is to forget them. Whatever is
     * brought back after this says that it is not stored.
     */
    noteDeleted(objects: readonly Pick<JobPayload<'delete-version'>, 'fileId' | 'objectName'>[]): void {
      takeOffList(new Set(objects.map(({ fileId }) => fileId)));
      const purgeAll = (): void => {
        for (const { objectName } of objects) forgetInCdn(objectName);
      };
      const versions = objects.flatMap(({ fileId }) => media.listOfObject(fileId));
      const [first] = versions;
      if (first === undefined) return purgeAll();
      mutator.mutate({
        label: { code: 'media.discard', count: versions.length, name: media.getVersion(first)?.fileName ?? '' },
        drafts: versions.map((id) => set('media_versions', id, { stored: storedNowhere })),
        undoable: false,
        alongside: purgeAll,
      });
    },
  };
}
export type StoredDeletion = ReturnType<typeof createStoredDeletion>;
