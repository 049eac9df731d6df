import type { UploadId } from '../../shared/domain/ids.ts';
import type { QueueSummary, UploadReason, UploadState } from '../../shared/domain/upload.ts';
import { etaMs } from './rate.ts';
import { isSettled, isWorking, snapshotOf, stopsQueue, type UploadView } from './views.ts';

/** Sums over the whole queue. Cancelled uploads are in none of them. */
export interface QueueTotals {
  readonly states: Readonly<Record<UploadState, number>>;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** What is left of those that go on by themselves. */
  readonly bytesToSend: number;
  readonly bytesPerSecond: number;
  /** Why nothing at all is sent. */
  readonly stoppedBy: UploadReason | null;
}

/** The views of the queue, as a map whose totals are kept with each change: a queue is told of ten times a second. */
export interface Views {
  readonly get: (id: UploadId) => UploadView | undefined;
  readonly set: (id: UploadId, view: UploadView) => void;
  readonly delete: (id: UploadId) => void;
  readonly keys: () => Iterable<UploadId>;
  readonly values: () => Iterable<UploadView>;
  /** Costs the same however many there are. */
  readonly totals: () => QueueTotals;
}

const noStates = (): Record<UploadState, number> => ({
  queued: 0,
  hashing: 0,
  starting: 0,
  uploading: 0,
  paused: 0,
  waiting: 0,
  finishing: 0,
  verifying: 0,
  ready: 0,
  failed: 0,
  cancelled: 0,
});

export function createViews(): Views {
  const views = new Map<UploadId, UploadView>();
  const states = noStates();
  const sums = { bytesDone: 0, bytesTotal: 0, bytesToSend: 0, bytesPerSecond: 0 };
  /** In the order in which they came to be so. */
  const stops = new Map<UploadId, UploadReason>();

  function count(view: UploadView, by: 1 | -1): void {
    const { uploadId, state, reason, bytesDone, sizeBytes } = view.record;
    states[state] += by;
    if (state === 'cancelled') return;
    sums.bytesDone += by * bytesDone;
    sums.bytesTotal += by * sizeBytes;
    sums.bytesPerSecond += by * snapshotOf(view).bytesPerSecond;
    if (!isSettled(state) && state !== 'paused') sums.bytesToSend += by * (sizeBytes - bytesDone);
    if (by === -1) stops.delete(uploadId);
    else if (reason && stopsQueue(view.record)) stops.set(uploadId, reason);
  }
  function take(id: UploadId): void {
    const before = views.get(id);
    if (before) count(before, -1);
  }
  return {
    get: (id) => views.get(id),
    set(id, view) {
      take(id);
      views.set(id, view);
      count(view, 1);
    },
    delete(id) {
      take(id);
      views.delete(id);
    },
    keys: () => views.keys(),
    values: () => views.values(),
    totals: () => ({ ...sums, states, stoppedBy: stops.values().next().value ?? null }),
  };
}

/** The totals as they are while the journal is stuck: whatever would go on waits for space on the disk. */
export function stuckTotals({ states, ...totals }: QueueTotals): QueueTotals {
  const { paused, ready, failed, cancelled } = states;
  const all = Object.values(states).reduce((sum, count) => sum + count, 0);
  const waiting = all - paused - ready - failed - cancelled;
  const stoppedBy = waiting > 0 ? ({ code: 'disk-full', detail: null } as const) : null;
  const held = { ...noStates(), paused, ready, failed, cancelled, waiting };
  return { ...totals, states: held, bytesPerSecond: 0, stoppedBy };
}

/** The dock's line. */
export function summarise({ states, ...totals }: QueueTotals): Omit<QueueSummary, 'limit' | 'hold'> {
  const { bytesDone, bytesTotal, bytesPerSecond, bytesToSend, stoppedBy } = totals;
  const counts = Object.entries(states) as [UploadState, number][];
  const sumOf = (is: (state: UploadState) => boolean): number =>
    counts.reduce((sum, [state, count]) => (is(state) ? sum + count : sum), 0);
  return {
    total: sumOf((state) => state !== 'cancelled'),
    ready: states.ready,
    active: sumOf(isWorking),
    queued: states.queued,
    waiting: states.waiting,
    paused: states.paused,
    failed: states.failed,
    bytesDone,
    bytesTotal,
    bytesPerSecond,
    etaMs: etaMs(bytesToSend, bytesPerSecond),
    stoppedBy,
  };
}
