import type { UploadId, VersionId } from '../../shared/domain/ids.ts';
import { restartCause, type RestartCause, type UploadRecord } from '../../shared/domain/upload.ts';
import { show, tellQueueChanged, type ServiceState } from './service-state.ts';
import { heldBy, newestOf, viewOf } from './views.ts';

/** A file to be stored. Its identity is what was seen when it was chosen; a different file is never sent for it. */
export interface UploadItem {
  readonly versionId: VersionId;
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** As decimal digits (`stat` with `bigint: true`); null when it is not known. */
  readonly inode: string | null;
  /** Below the prefix of the settings, e.g. `<media id>/<version id>/intro.mp4`. */
  readonly name: string;
  readonly contentType: string;
  readonly sha1: string | null;
}

const blank = {
  bucketId: null,
  objectName: null,
  fileId: null,
  plan: null,
  receipt: null,
  state: 'queued',
  reason: null,
  attempts: 0,
  retryAtMs: null,
  bytesDone: 0,
  restartedBecause: null,
  needsCleanup: false,
  asIs: false,
  placedByHand: false,
  sentBytes: 0,
} as const;

/** A row that is new in the queue: it waits with all others while that is paused. */
const beginning = ({ hold }: ServiceState) => (hold ? { ...blank, state: 'paused' as const, ...heldBy(hold) } : blank);

/** Rows for the items that have no upload yet (one that failed waits for a retry), at the end of the queue. */
export function newRecords(state: ServiceState, items: readonly UploadItem[]): UploadRecord[] {
  const nowMs = state.deps.clock.nowMs();
  const records = [...state.views.values()].map(({ record }) => record);
  const taken = new Set(
    records.filter(({ state }) => state !== 'ready' && state !== 'cancelled').map((record) => record.versionId),
  );
  const last = records.reduce((max, record) => Math.max(max, record.position), 0);
  const fresh = items.filter(({ versionId }) => !taken.has(versionId) && taken.add(versionId));
  return fresh.map((item, index) => ({
    ...beginning(state),
    ...item,
    uploadId: state.deps.newUploadId(),
    position: last + 1 + index,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  }));
}

/** Durable, then shown; the worker is the caller's to tell. */
export function insertRecords(state: ServiceState, records: readonly UploadRecord[]): void {
  if (records.length === 0) return;
  state.deps.journal.insert(records);
  for (const record of records) show(state, viewOf(record));
  tellQueueChanged(state);
}

/**
 * Cancels a failed upload, so that what is left of it on the server is removed, and puts a new one in its place: both or,
 * throwing, neither. Answers the new one; null when the version has a newer upload already, which is left to go on.
 */
export function replaceRecord(state: ServiceState, old: UploadRecord): UploadRecord | null {
  const ended = { state: 'cancelled', reason: null, retryAtMs: null, needsCleanup: old.objectName !== null } as const;
  const isReplaced = newestOf(state.views.values(), old.versionId)?.record.uploadId !== old.uploadId;
  const record = isReplaced ? null : replacementOf(state, old, restartCauseOf(old));
  if (record) state.deps.journal.replace(old.uploadId, ended, record);
  else state.deps.journal.write([{ type: 'change', uploadId: old.uploadId, change: ended }]);
  show(state, viewOf({ ...old, ...ended }));
  if (record) show(state, viewOf(record));
  tellQueueChanged(state);
  return record;
}

/** Drops rows for good; false when the journal cannot write. */
export function removeRows(state: ServiceState, ids: readonly UploadId[]): boolean {
  if (ids.length === 0) return true;
  if (state.deps.journal.remove(ids) !== 'saved') return false;
  for (const id of ids) state.views.delete(id);
  tellQueueChanged(state);
  return true;
}

/** The cause for which an ended upload is to be replaced by a new one without a click, or null. */
export function restartCauseOf(record: UploadRecord): RestartCause | null {
  const cause = restartCause.safeParse(record.reason?.code);
  if (record.state !== 'failed' || !cause.success) return null;
  // The server may forget or alter an object once. When it does so again, somebody has to look.
  const isRepeated = record.restartedBecause === cause.data;
  const mayRepeat = cause.data === 'file-changed' || cause.data === 'storage-changed';
  return isRepeated && !mayRepeat ? null : cause.data;
}

/** A new upload of the same file in the same place of the queue. The file's own identity is taken when it is new. */
function replacementOf(state: ServiceState, old: UploadRecord, cause: RestartCause | null): UploadRecord {
  const nowMs = state.deps.clock.nowMs();
  const isSameFile = cause !== null && cause !== 'file-changed';
  return {
    ...old,
    ...beginning(state),
    ...(isSameFile ? { asIs: old.asIs } : { mtimeMs: null, inode: null, sha1: null }),
    uploadId: state.deps.newUploadId(),
    restartedBecause: cause,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}
