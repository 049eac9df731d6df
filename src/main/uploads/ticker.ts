import { tune } from './connections.ts';
import type { EngineState, ProgressReport } from './engine-state.ts';
import type { Entry } from './entry.ts';
import { etaMs, updateRate } from './rate.ts';

/** Twice as often as main tells the windows, so that what it tells is never old when its time comes. */
const tickMs = 55;

/** Runs while something moves or is untold, with one message a tick for all uploads. */
export function keepTicking(state: EngineState): void {
  if (state.isTicking || state.life.signal.aborted) return;
  state.isTicking = true;
  void tickWhileBusy(state);
}

async function tickWhileBusy(state: EngineState): Promise<void> {
  let seen = '';
  while (!state.life.signal.aborted && (state.moved.size > 0 || isMoving(state))) {
    await state.deps.clock.delay(tickMs, state.life.signal);
    tick(state);
    // A pump looks at the whole queue. Whatever changes an upload pumps by itself; what is left is room for another one.
    const room = roomOf(state);
    if (room !== seen) state.pump();
    seen = room;
  }
  state.isTicking = false;
}

/** Equal while no more runs, and no other ones, may start than a tick before. */
const roomOf = ({ runs, slots, tuning }: EngineState): string => {
  const all = [...runs.values()];
  const counts = [all.filter((run) => run.isStuck()).length, all.filter((run) => run.willTakeAll()).length];
  return [tuning.limit, slots.used(), runs.size, preparing(runs), ...counts].join(' ');
};

const preparing = (runs: EngineState['runs']): number => [...runs.values()].filter((run) => run.isPreparing()).length;

/** A queue whose every run waits for the network must not keep a laptop awake. */
const isMoving = ({ runs, entries }: EngineState): boolean =>
  [...runs.keys()].some((id) => {
    const entry = entries.get(id);
    return entry && (entry.record().state !== 'waiting' || entry.rate.bytesPerSecond > 0);
  });

/** Also called by itself at the end, so that the last word is always said. */
export function tick(state: EngineState): void {
  const nowMs = state.deps.clock.nowMs();
  for (const [uploadId, run] of state.runs) {
    const entry = state.entries.get(uploadId);
    if (!entry) continue;
    entry.dispatch({ type: 'progress', inFlightBytes: run.inFlightBytes() });
    const before = entry.rate.bytesPerSecond;
    entry.rate = updateRate(entry.rate, nowMs, entry.sentBytes);
    if (entry.rate.bytesPerSecond !== before) state.moved.add(entry);
  }
  adapt(state, nowMs);
  const reports = [...state.moved].map(reportOf);
  state.moved.clear();
  if (reports.length > 0) state.deps.onProgress(reports);
}

function adapt(state: EngineState, nowMs: number): void {
  const { slots, totalBytes, runs } = state;
  state.totalRate = updateRate(state.totalRate, nowMs, totalBytes);
  state.tuning = tune(state.tuning, { nowMs, totalBytes, isSaturated: preparing(runs) >= slots.free() });
  slots.setLimit(state.tuning.limit);
}

function reportOf(entry: Entry): ProgressReport {
  const { record, confirmedBytes, inFlightBytes } = entry.session();
  const bytesPerSecond = Math.round(entry.rate.bytesPerSecond);
  const bytesLeft = Math.max(0, record.sizeBytes - confirmedBytes - inFlightBytes);
  return {
    uploadId: entry.uploadId,
    bytesDone: record.bytesDone,
    sentBytes: entry.sentInAll(),
    bytesPerSecond,
    etaMs: etaMs(bytesLeft, bytesPerSecond),
  };
}
