import type { QueueSummary, UploadReason, UploadSnapshot } from '../../../shared/domain/upload.ts';

/**
 * What the dock's line says, chosen from the counts: what goes on, else what it waits for, else what came of it.
 * `number` is the place of what is sent now. `damaged` of those that are stored were found to be gone or altered there.
 */
export type DockLine =
  | { readonly kind: 'uploading' | 'preparing'; readonly number: number; readonly total: number }
  | { readonly kind: 'waiting' | 'paused' | 'queued' | 'failed' | 'damaged' | 'done'; readonly count: number };

export function dockLineOf(summary: QueueSummary, damaged: number): DockLine {
  const { total, ready, active, queued, waiting, paused, failed } = summary;
  if (active > 0) {
    // The one that is sent now comes after those that are stored; what failed or waits is told of apart
    const number = Math.min(total, ready + 1);
    return { kind: summary.bytesPerSecond > 0 ? 'uploading' : 'preparing', number, total };
  }
  if (waiting > 0) return { kind: 'waiting', count: waiting };
  if (paused > 0) return { kind: 'paused', count: paused };
  if (queued > 0) return { kind: 'queued', count: queued };
  if (failed > 0) return { kind: 'failed', count: failed };
  return damaged > 0 ? { kind: 'damaged', count: damaged } : { kind: 'done', count: ready };
}

/** Whether there is anything that *Pause all* or *Resume all* would change; null: neither. */
export function pauseAllVerb({ active, queued, waiting, paused, hold }: QueueSummary): 'pauseAll' | 'resumeAll' | null {
  if (hold) return 'resumeAll';
  if (active + queued + waiting > 0) return 'pauseAll';
  return paused > 0 ? 'resumeAll' : null;
}

export type QueueVerb = 'retryFailed' | 'clearDone' | 'pauseAll' | 'pauseHour' | 'resumeAll';

/** What would change something in the queue as a whole. */
export function queueVerbsOf(summary: QueueSummary): readonly QueueVerb[] {
  const all = pauseAllVerb(summary);
  return [
    ...(summary.failed > 0 ? (['retryFailed'] as const) : []),
    ...(summary.ready > 0 ? (['clearDone'] as const) : []),
    ...(all === 'pauseAll' ? (['pauseAll', 'pauseHour'] as const) : []),
    ...(all === 'resumeAll' ? (['resumeAll'] as const) : []),
  ];
}

/** The reason that all waiting uploads share; null when there are several, or none waits. */
export function commonReason(uploads: readonly Pick<UploadSnapshot, 'state' | 'reason'>[]): UploadReason | null {
  const reasons = uploads.filter(({ state }) => state === 'waiting').map(({ reason }) => reason);
  const [first = null] = reasons;
  return reasons.every((reason) => reason?.code === first?.code) ? first : null;
}
