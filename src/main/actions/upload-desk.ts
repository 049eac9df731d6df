import type { UploadRecord } from '../../shared/domain/upload.ts';
import type { GroupValues } from '../../shared/domain/merge.ts';
import type { MediaTable, VersionRow } from '../db/tables/media.ts';
import type { UploadService } from '../uploads/upload-service.ts';
import type { UploadItem } from '../uploads/service-rows.ts';
import { type EditContext, set } from './context.ts';

export interface UploadDeskDeps extends EditContext {
  readonly uploads: UploadService;
  readonly media: MediaTable;
  readonly contentTypeOf: (fileName: string) => string;
  readonly isConfigured: () => boolean;
}

/**
 * Keeps the queue in step with the courses: what is here, in use and not stored is queued in playing order; what is
 * in use no longer is taken off; what became ready is written down as stored. Idempotent: it may run at any time.
 */
export function createUploadDesk(deps: UploadDeskDeps) {
  const { uploads, media, mutator } = deps;

  function toItem({ versionId, mediaId, fileName, sha1 }: VersionRow): UploadItem[] {
    const location = media.getLocation(versionId);
    if (!location) return [];
    const { path, bytes: sizeBytes, mtimeMs, inode } = location;
    const name = `media/${mediaId}/${versionId}/${fileName}`;
    return [{ versionId, path, sizeBytes, mtimeMs, inode, name, contentType: deps.contentTypeOf(fileName), sha1 }];
  }

  function cancelUnused(): void {
    const open = uploads.snapshots().filter(({ state }) => !['ready', 'cancelled'].includes(state));
    const unused = open.filter(({ versionId }) => !media.isInUse(versionId)).map(({ uploadId }) => uploadId);
    if (unused.length > 0) void uploads.cancel(unused);
  }

  function note(versionId: string, v: Record<string, GroupValues>, code: 'media.store' | 'media.inspect'): void {
    const name = media.getVersion(versionId)?.fileName ?? '';
    mutator.mutate({ label: { code, count: 1, name }, drafts: [set('media_versions', versionId, v)], undoable: false });
  }

  return {
    reconcile(): void {
      cancelUnused();
      if (!deps.isConfigured()) return;
      const items = media.listToSend().flatMap(toItem);
      if (items.length > 0) uploads.enqueue(items);
    },
    /** Told again after a restart, since the app may have died between *ready* and this. */
    noteSettled({ versionId, state, receipt }: UploadRecord): void {
      const version = media.getVersion(versionId);
      if (state !== 'ready' || !receipt || !version || version.b2FileId === receipt.fileId) return;
      const {
        bucketName: bucket_name,
        objectName: object_name,
        fileId: b2_file_id,
        verifiedAtMs: stored_at_ms,
      } = receipt;
      const stored = { bucket_name, object_name, b2_file_id, stored_at_ms };
      const hash = receipt.sha1 && version.sha1 !== receipt.sha1 ? { hash: { sha1: receipt.sha1 } } : {};
      note(versionId, { ...hash, stored }, 'media.store');
    },
    noteHashed({ versionId, sha1 }: UploadRecord): void {
      const version = media.getVersion(versionId);
      if (sha1 && version && version.sha1 !== sha1) note(versionId, { hash: { sha1 } }, 'media.inspect');
    },
  };
}
export type UploadDesk = ReturnType<typeof createUploadDesk>;
