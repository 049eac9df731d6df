import type { StoredFault } from '../../shared/domain/course.ts';
import type { VersionId } from '../../shared/domain/ids.ts';
import type { UploadReceipt, UploadRecord } from '../../shared/domain/upload.ts';
import { mediaName } from '../../shared/domain/media-name.ts';
import type { Draft, GroupValues } from '../../shared/domain/merge.ts';
import type { FileToStore } from '../../shared/domain/quota.ts';
import type { JobTable } from '../db/tables/jobs.ts';
import type { Location, MediaTable, VersionRow } from '../db/tables/media.ts';
import type { NotedUploads } from '../db/tables/noted-uploads.ts';
import type { UploadUses } from '../db/tables/uploads-uses.ts';
import type { UploadService } from '../uploads/upload-service.ts';
import type { UploadItem } from '../uploads/service-rows.ts';
import { type EditContext, put, set } from './context.ts';
import { type StoredDeletion, storedNowhere } from './stored-deletion.ts';
import { uploadsOfObjects } from './uploads-of-objects.ts';

export interface UploadDeskDeps extends EditContext {
  readonly uploads: UploadService;
  readonly media: MediaTable;
  readonly uses: UploadUses;
  readonly noted: NotedUploads;
  readonly jobs: Pick<JobTable, 'add'>;
  readonly forgetInCdn: StoredDeletion['forgetInCdn'];
  readonly contentTypeOf: (fileName: string) => string;
  readonly isConfigured: () => boolean;
  /** These are about to be queued: told before, so that nothing is sent that there is no room for. */
  readonly onEnqueue?: (files: readonly FileToStore[]) => void;
  /** What a media file on this disk turns out to be: its duration, size of picture, codecs. Null: it cannot be told. */
  readonly probe: (file: { readonly path: string; readonly kind: string }) => Promise<GroupValues | null>;
}

const storedOf = ({ bucketName, objectName, fileId, verifiedAtMs }: UploadReceipt): GroupValues => ({
  bucket_name: bucketName,
  object_name: objectName,
  b2_file_id: fileId,
  stored_at_ms: verifiedAtMs,
});

/** The file of a receipt: a version is known by its own bytes, whatever was made of them to be stored. */
const sentFile = (receipt: UploadReceipt): { sha1: string | null; bytes: number } => receipt.source ?? receipt;

/** Whether the file that was sent is not, or may not be, as it was when it was taken into the library. */
function isChangedFile({ path, mtimeMs, restartedBecause }: UploadRecord, known: Location | null): boolean {
  if (restartedBecause === 'file-changed') return true;
  // Not every file system keeps more than the millisecond. One that was taken in again elsewhere tells nothing of this.
  return known?.path === path && mtimeMs !== null && Math.abs(known.mtimeMs - mtimeMs) > 1;
}

/**
 * Whether these are other bytes than those of the version. Where a hash is missing nothing proves that they are the
 * same, so those of a file that changed count as others: what is noted of a version is what was sent.
 */
function isOther(
  media: Pick<MediaTable, 'getLocation'>,
  version: VersionRow,
  upload: UploadRecord,
  bytes: number,
): boolean {
  if (version.bytes !== bytes) return true;
  if (version.sha1 !== null && upload.sha1 !== null) return version.sha1 !== upload.sha1;
  return isChangedFile(upload, media.getLocation(version.versionId));
}

/**
 * Keeps the queue in step with the courses: what is here, in use and not stored is queued in playing order, and stays in it when
 * the outline changes; what is in use no longer is taken off; what became ready is written down as stored. Idempotent: it may run at any time.
 */
export function createUploadDesk(deps: UploadDeskDeps) {
  const { uploads, media, mutator } = deps;

  function toItem({ versionId, mediaId, fileName, sha1 }: VersionRow): UploadItem[] {
    const location = media.getLocation(versionId);
    if (!location) return [];
    const { path, bytes: sizeBytes, mtimeMs, inode } = location;
    const name = mediaName(mediaId, versionId, fileName);
    return [{ versionId, path, sizeBytes, mtimeMs, inode, name, contentType: deps.contentTypeOf(fileName), sha1 }];
  }

  /** Ready, and deleted since, here or elsewhere: off the list, or it would not be sent again when it is wanted back. */
  function dropEmptied(): void {
    uploads.clear(deps.noted.listEmptied());
  }

  /**
   * What is in use no longer ends, and so does an upload whose file was gone and was taken in again where it is now: that
   * one begins anew from there. So does one whose lesson came back while it was being ended: it was in the queue until then.
   */
  function endLeft(): void {
    const left = [...deps.uses.listUnused(), ...deps.uses.listMoved()];
    if (left.length > 0) void uploads.cancel(left).then((isDone) => isDone && enqueueWanted());
  }

  function enqueueWanted(): void {
    if (!deps.isConfigured()) return;
    const items = media.listToSend().flatMap(toItem);
    if (items.length === 0) return;
    deps.onEnqueue?.(items.map(({ sizeBytes, sha1 }) => ({ bytes: sizeBytes, sha1, isBegun: false })));
    uploads.enqueue(items);
  }

  function followOutline(): void {
    const { total, ready } = uploads.summary();
    if (total > ready) void uploads.followOutline(deps.uses.listRanks());
  }

  /** Several in one step: each is a write that waits for the disk, and small files become ready by the dozen. */
  function note(
    code: 'media.store' | 'media.inspect',
    drafts: readonly Draft[],
    alongside: (() => void) | null = null,
  ): void {
    const [first] = drafts;
    if (!first) return;
    const name = media.getVersion(first.id)?.fileName ?? '';
    const label = { code, count: drafts.length, name };
    mutator.mutate({ label, drafts, undoable: false, ...(alongside && { alongside }) });
  }

  function discardReplaced(replacedBy: VersionId, { fileId, objectName, bucketName }: UploadReceipt): void {
    const payload = { fileId, objectName, bucketName, replacedBy };
    deps.jobs.add({ kind: 'delete-version', key: fileId, payload, dueAtMs: deps.nowMs() }, deps.nowMs());
  }
  const setVersion = (id: VersionId, groups: Readonly<Record<string, GroupValues>>): Draft =>
    set('media_versions', id, groups);

  /**
   * The file was edited while it was sent, so other bytes are stored than were imported. The bytes of a version never
   * change: what is stored becomes the new current version of its media.
   */
  function addVersion(old: VersionRow, receipt: UploadReceipt, { path, mtimeMs, inode }: UploadRecord): void {
    const { mediaId, fileName, kind } = old;
    const versionId = deps.newId() as VersionId;
    const { bytes, sha1 } = sentFile(receipt);
    const origin = { media_id: mediaId, file_name: fileName, bytes, created_at_ms: deps.nowMs() };
    const groups = { origin, stored: storedOf(receipt), ...(sha1 ? { hash: { sha1 } } : {}) };
    mutator.mutate({
      label: { code: 'media.store', count: 1, name: fileName },
      drafts: [
        put('media_versions', versionId, groups),
        set('media_files', mediaId, { current: { current_version_id: versionId } }),
      ],
      undoable: false,
      alongside: () => media.saveLocation({ versionId, path, bytes, mtimeMs: mtimeMs ?? 0, inode: inode ?? '' }),
    });
    void deps.probe({ path, kind }).then((probe) => probe && note('media.inspect', [setVersion(versionId, { probe })]));
  }

  /** What is to be noted of an upload that is ready: null when it is already, or has become a version of its own. */
  function settle(record: UploadRecord): Draft | null {
    const { versionId, state, receipt } = record;
    const version = media.getVersion(versionId);
    if (state !== 'ready' || !receipt || !version || version.b2FileId === receipt.fileId) return null;
    if (deps.noted.isOver(record.uploadId, versionId)) return null;
    const { sha1, bytes } = sentFile(receipt);
    if (isOther(media, version, { ...record, sha1 }, bytes)) {
      if (version.isCurrent) addVersion(version, receipt, record);
      return null;
    }
    const hash = sha1 && version.sha1 !== sha1 ? { hash: { sha1 } } : {};
    return setVersion(versionId, { ...hash, stored: storedOf(receipt) });
  }

  function hash(record: UploadRecord): Draft | null {
    const { versionId, sizeBytes, sha1 } = record;
    const version = media.getVersion(versionId);
    if (!sha1 || !version || version.sha1 === sha1 || isOther(media, version, record, sizeBytes)) return null;
    return setVersion(versionId, { hash: { sha1 } });
  }

  return {
    /** What every upload is of. */
    listUses: deps.uses.list,
    reconcile(): void {
      dropEmptied();
      endLeft();
      enqueueWanted();
      followOutline();
    },
    /** Told again after a restart, since the app may have died between *ready* and this. */
    noteSettled(records: readonly UploadRecord[]): void {
      const ready = records.flatMap((record) => {
        const draft = settle(record);
        return draft ? [{ draft, uploadId: record.uploadId }] : [];
      });
      note(
        'media.store',
        ready.map(({ draft }) => draft),
        () => {
          for (const { uploadId } of ready) deps.noted.add(uploadId);
        },
      );
    },
    noteHashed: (records: readonly UploadRecord[]): void =>
      note(
        'media.inspect',
        records.flatMap((record) => hash(record) ?? []),
      ),
    /**
     * What was noted as stored is not there any more, or is other bytes: the file is to be sent again, like one that never was.
     * What is there in its place goes once the file is stored again; what is `gone` is not to be played from the CDN either.
     */
    sendAgain(versionId: VersionId, receipt: UploadReceipt, verdict: StoredFault): void {
      const fileId = media.getVersion(versionId)?.b2FileId ?? null;
      // All that share it: what still says that it is stored there is linked to, on other computers too.
      const sharers = fileId === null ? [versionId] : media.listOfObject(fileId);
      const told = fileId === null ? [] : uploadsOfObjects(uploads, new Set([fileId]));
      note(
        'media.store',
        sharers.map((id) => setVersion(id, { stored: storedNowhere })),
        () => {
          for (const uploadId of told) deps.noted.add(uploadId);
          if (verdict === 'altered') discardReplaced(versionId, receipt);
          else deps.forgetInCdn(receipt.objectName);
        },
      );
      media.setWanted(versionId, true);
      dropEmptied();
      enqueueWanted();
    },
  };
}
export type UploadDesk = ReturnType<typeof createUploadDesk>;
