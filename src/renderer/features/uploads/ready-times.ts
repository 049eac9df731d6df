import type { CourseId, UploadId } from '../../../shared/domain/ids.ts';
import type { QueueSummary, UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';

/** How often it is looked at while nothing is promised otherwise (`promiseOf`). */
export const READY_LOOK_EVERY_MS = 5_000;

const minuteMs = 60_000;

/** Equal while the states of the queue are, and the whole of it is promised for the same minute. */
export function promiseOf(summary: Omit<QueueSummary, 'bytesDone' | 'limit'>, nowMs: number): string {
  const { ready, active, queued, waiting, paused, failed, etaMs } = summary;
  const minute = etaMs === null ? '' : Math.round((nowMs + etaMs) / minuteMs);
  return [ready, active, queued, waiting, paused, failed, minute].join(' ');
}

type Look = (row: UploadRow) => Pick<UploadSnapshot, 'state' | 'bytesDone' | 'bytesTotal'>;

/** How long until each upload that goes on by itself is stored, in sending order; nothing while the queue has no speed. */
export function readyTimes(
  rows: readonly UploadRow[],
  look: Look,
  { etaMs }: Pick<QueueSummary, 'etaMs'>,
): ReadonlyMap<UploadId, number> {
  const times = new Map<UploadId, number>();
  if (etaMs === null) return times;
  const left = rows.map((row) => {
    const { state, bytesDone, bytesTotal } = look(row);
    const goesOn = !['ready', 'failed', 'cancelled', 'paused'].includes(state);
    return goesOn ? bytesTotal - bytesDone : null;
  });
  const total = left.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
  let before = 0;
  for (const [index, bytes] of left.entries()) {
    const row = rows[index];
    if (bytes === null || !row) continue;
    before += bytes;
    times.set(row.snapshot.uploadId, total > 0 ? Math.ceil((etaMs * before) / total) : 0);
  }
  return times;
}

/**
 * How long until everything of a course is stored. Null: it is already, it cannot be told, or it needs somebody first (one
 * failed or is paused).
 */
export function courseReadyIn(
  rows: readonly UploadRow[],
  look: Look,
  summary: Pick<QueueSummary, 'etaMs'>,
  courseId: CourseId,
): number | null {
  const own = rows.filter((row) => row.courseId === courseId && !['ready', 'cancelled'].includes(look(row).state));
  if (own.length === 0) return null;
  const times = readyTimes(rows, look, summary);
  const each = own.map(({ snapshot }) => times.get(snapshot.uploadId));
  const known = each.filter((one) => one !== undefined);
  return known.length === each.length ? Math.max(...known) : null;
}
