import { slowDown } from './connections.ts';
import { wakeAll, type EngineState } from './engine-state.ts';
import type { Entry } from './entry.ts';
import { createLanes } from './lanes.ts';
import { planRules } from './plan.ts';
import type { PortError, UploadTransport } from './ports.ts';
import type { RunEnd } from './retry.ts';
import { attempt, failWith, stopped, type Connections, type Outage, type Phase, type Run, type Step } from './run.ts';
import { runUpload } from './upload-run.ts';

export type OnEnd = (entry: Entry, end: RunEnd) => void;

/** So long a large file is taken to be about to want all connections; after that it is slow, and others begin. */
const momentMs = 2_000;

/** Starts one go at an upload. It asks for connections once it is ready to send. */
export function startRun(state: EngineState, entry: Entry, transport: UploadTransport, onEnd: OnEnd): void {
  const abort = new AbortController();
  const phase: { now: Phase } = { now: 'starting' };
  const connections = joinSlots(state, () => entry.record().position);
  const run = createRun(state, entry, { transport, signal: abort.signal, connections, phase });
  const ended = goThrough(state, run).then((end) => {
    state.runs.delete(entry.uploadId);
    // Of a run that was aborted only its end is news: what it found out may be of another key or bucket.
    onEnd(entry, abort.signal.aborted ? stopped : end);
  });
  const isStuck = (): boolean => run.lanes.commonTrouble() !== null;
  const isPreparing = (): boolean => !connections.hasJoined() && isBeforeSending(phase.now) && !isStuck();
  // One that goes on may read its stored parts again for an hour.
  const isNewAndLarge = (): boolean =>
    entry.record().sizeBytes > run.planRules.hashFirstMaxBytes && entry.record().fileId === null;
  const startedAtMs = state.deps.clock.nowMs();
  const isYoung = (): boolean => Math.abs(state.deps.clock.nowMs() - startedAtMs) < momentMs;
  const willTakeAll = (): boolean => isPreparing() && isNewAndLarge() && isYoung();
  const { inFlightBytes } = run.lanes;
  state.runs.set(entry.uploadId, { abort, ended, isPreparing, willTakeAll, isStuck, inFlightBytes });
}

const isBeforeSending = (phase: Phase): boolean => phase === 'starting' || phase === 'hashing';

async function goThrough(state: EngineState, run: Omit<Run, 'storage'>): Promise<RunEnd> {
  try {
    run.enter('starting');
    const connected = await attempt(run, ({ signal }) => run.transport.connect(signal));
    return connected.ok ? await runUpload({ ...run, storage: connected.value }) : connected.end;
  } catch (error) {
    state.deps.onBug(error);
    return failWith('internal', null, false);
  }
}

interface RunParts extends Pick<Run, 'transport' | 'signal' | 'connections'> {
  readonly phase: { now: Phase };
}

function createRun(state: EngineState, entry: Entry, parts: RunParts): Omit<Run, 'storage'> {
  const { phase, ...given } = parts;
  const lanes = createLanes(
    () => showTrouble(run, phase.now),
    (delta) => {
      entry.sentBytes += delta;
      state.totalBytes += delta;
    },
  );
  const { source, hashFile, findStored, getHints, clock, random } = state.deps;
  const run: Omit<Run, 'storage'> = {
    ...given,
    entry,
    lanes,
    source,
    hashFile,
    findStored,
    getHints,
    hasSizeTwin: () => hasSizeTwin(state, entry),
    clock,
    random,
    wakeSignal: () => state.wake.signal,
    onFailure: (error) => easeOff(state, error),
    outage: watchOutage(state),
    planRules: state.deps.planRules ?? planRules,
    pace: state.pacer.pace,
    bytesPerSecondPerConnection: () => ratePerConnection(state),
    enter(next) {
      phase.now = next;
      if (!run.signal.aborted) entry.dispatch({ type: next });
    },
  };
  return run;
}

function hasSizeTwin({ entries }: EngineState, { uploadId, record }: Entry): boolean {
  const { sizeBytes } = record();
  for (const other of entries.values()) {
    if (other.uploadId !== uploadId && other.record().sizeBytes === sizeBytes) return true;
  }
  return false;
}

/** A run whose every lane waits is shown as waiting; as soon as one gets on, it is back in its phase. */
function showTrouble({ entry, lanes, signal }: Pick<Run, 'entry' | 'lanes' | 'signal'>, phase: Phase): void {
  if (signal.aborted) return;
  const trouble = lanes.commonTrouble();
  const { state, retryAtMs, reason } = entry.record();
  if (!trouble) {
    if (state === 'waiting') entry.dispatch({ type: phase });
    return;
  }
  const { code, detail } = trouble;
  if (state === 'waiting' && reason?.code === code && retryAtMs === trouble.retryAtMs) return;
  entry.dispatch({ type: 'waiting', reason: { code, detail }, retryAtMs: trouble.retryAtMs });
}

interface JoinedConnections extends Connections {
  /** It can send, or could as soon as it is its turn. */
  hasJoined(): boolean;
}

function joinSlots({ slots, pump }: EngineState, rank: () => number): JoinedConnections {
  let isJoined = false;
  return {
    hasJoined: () => isJoined,
    join(wish) {
      isJoined = true;
      const leave = slots.join({ ...wish, rank });
      if (!wish.isOpen() || wish.isEnding()) pump();
      return leave;
    },
    serve: slots.serve,
    limit: slots.limit,
    release() {
      slots.release();
      pump();
    },
  };
}

/** A busy server that names a time is no less busy: its part waits that long, on a connection that others use meanwhile. */
function easeOff(state: EngineState, error: PortError): void {
  if (error.kind !== 'rate-limited' && error.kind !== 'io') return;
  const kind = error.kind === 'rate-limited' ? 'rate-limited' : 'busy';
  state.tuning = slowDown(state.tuning, kind, { nowMs: state.deps.clock.nowMs(), totalBytes: state.totalBytes });
  state.slots.setLimit(state.tuning.limit);
}

function watchOutage(state: EngineState): Outage {
  return {
    mayProbe(lane) {
      state.prober ??= lane;
      return state.prober === lane;
    },
    leave(lane) {
      if (state.prober !== lane) return;
      state.prober = null;
      wakeAll(state);
    },
  };
}

function ratePerConnection({ totalRate, slots }: EngineState): number | null {
  if (totalRate.bytesPerSecond === 0) return null;
  return totalRate.bytesPerSecond / Math.max(1, slots.used());
}

/** The same view for work that no slot and no state of an upload goes with: removing what is left of it. */
export async function runAside<T>(
  state: EngineState,
  entry: Entry,
  transport: UploadTransport,
  work: (run: Run) => Promise<Step<T>>,
): Promise<Step<T>> {
  const connections: Connections = { join: () => () => {}, release: () => {}, serve: () => {}, limit: () => 1 };
  const run = createRun(state, entry, {
    transport,
    connections,
    signal: state.life.signal,
    phase: { now: 'starting' },
  });
  const connected = await attempt(run, ({ signal }) => transport.connect(signal));
  return connected.ok ? work({ ...run, storage: connected.value }) : connected;
}
