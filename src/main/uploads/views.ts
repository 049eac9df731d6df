import type { VersionId } from '../../shared/domain/ids.ts';
import {
  settledStates,
  workingStates,
  type QueueHold,
  type UploadRecord,
  type UploadSnapshot,
  type UploadState,
  type WaitCode,
} from '../../shared/domain/upload.ts';

/** An upload as main knows it: the durable record and what is only worth showing. */
export interface UploadView {
  readonly record: UploadRecord;
  readonly bytesPerSecond: number;
  readonly etaMs: number | null;
}

export const viewOf = (record: UploadRecord): UploadView => ({ record, bytesPerSecond: 0, etaMs: null });

export const isWorking = (state: UploadState): boolean => (workingStates as readonly string[]).includes(state);
export const isSettled = (state: UploadState): boolean => (settledStates as readonly string[]).includes(state);

/** What an upload says that is paused: with the whole queue, until when, or (null) by itself. */
export const heldBy = (hold: QueueHold | null): Pick<UploadRecord, 'reason' | 'retryAtMs'> =>
  hold
    ? { reason: { code: 'queue-paused', detail: null }, retryAtMs: hold.untilMs }
    : { reason: null, retryAtMs: null };
export const isHeld = ({ state, reason }: Pick<UploadRecord, 'state' | 'reason'>): boolean =>
  state === 'paused' && reason?.code === 'queue-paused';

export function snapshotOf({ record, bytesPerSecond, etaMs: eta }: UploadView): UploadSnapshot {
  const isMoving = isWorking(record.state);
  return {
    uploadId: record.uploadId,
    versionId: record.versionId,
    state: record.state,
    reason: record.reason,
    bytesDone: record.bytesDone,
    bytesTotal: record.sizeBytes,
    bytesPerSecond: isMoving ? bytesPerSecond : 0,
    etaMs: isMoving ? eta : null,
    retryAtMs: record.retryAtMs === null ? null : Math.round(record.retryAtMs),
    restartedBecause: record.restartedBecause,
  };
}

/** Waiting for one of these means that nothing at all is sent. */
const queueWide: ReadonlySet<string> = new Set<WaitCode>([
  ...(['cap-exceeded', 'key-revoked', 'access-denied', 'bucket-missing', 'over-quota'] as const),
  ...(['not-configured', 'signed-out', 'disk-full', 'on-battery', 'metered-network'] as const),
]);
export const stopsQueue = ({ state, reason }: UploadRecord): boolean =>
  state === 'waiting' && queueWide.has(reason?.code ?? '');

/** The newest upload of a version; the one that replaced another is newer. */
export function newestOf(views: Iterable<UploadView>, versionId: VersionId): UploadView | null {
  const own = [...views].filter(({ record }) => record.versionId === versionId && record.state !== 'cancelled');
  return own.toSorted((a, b) => b.record.createdAtMs - a.record.createdAtMs)[0] ?? null;
}

/** Queue order: what is still to be sent first, what ended last. */
export const inQueueOrder = (views: Iterable<UploadView>): UploadView[] =>
  [...views].toSorted(
    (a, b) =>
      Number(isSettled(a.record.state)) - Number(isSettled(b.record.state)) || a.record.position - b.record.position,
  );
