import type { UploadRecord } from '../../shared/domain/upload.ts';
import type { EngineState, QueueStop, StopCause } from './engine-state.ts';
import type { Entry } from './entry.ts';
import { hashAhead } from './hash-ahead.ts';
import { cleanNext } from './janitor.ts';
import type { RunEnd } from './retry.ts';
import { startRun } from './run-starter.ts';
import { keepTicking } from './ticker.ts';

/** A clock that was set back must not hold an upload for days. */
const maxWaitMs = 2 * 3_600_000;
/** A server that refuses so many files is not asked for the rest of the queue. */
const maxStuck = 4;
const workingStates: ReadonlySet<string> = new Set(['hashing', 'starting', 'uploading', 'finishing', 'verifying']);

/** Starts every run that the connection budget allows, in queue order, and the jobs beside them. */
export function pump(state: EngineState): void {
  if (state.life.signal.aborted) return;
  wakeDue(state);
  hold(state);
  if (state.transport && state.stops.size === 0 && !state.isSuspended && !state.isEnding) {
    startRuns(state, state.transport);
    cleanNext(state);
    hashAhead(state);
  }
  if (state.runs.size > 0 || state.moved.size > 0) keepTicking(state);
  void waitForDue(state);
}

function startRuns(state: EngineState, transport: NonNullable<EngineState['transport']>): void {
  // The queue may be long, and is asked for its first at every part that goes: only where there is room for it.
  while (hasRoom(state)) {
    const entry = firstStartable(state);
    if (!entry || state.slots.firstInLine() < entry.record().position) return;
    startRun(state, entry, transport, (ended, end) => onRunEnd(state, ended, end));
  }
}

/**
 * An upload begins when nobody before it waits for more than a last round of connections. As many prepare at once as
 * connections are free, and one more: none is idle while a file is looked at, hashed or opened on the server.
 */
function hasRoom({ runs, slots }: EngineState): boolean {
  const all = [...runs.values()];
  if (all.some((run) => run.willTakeAll()) || all.filter((run) => run.isStuck()).length >= maxStuck) return false;
  return all.filter((run) => run.isPreparing()).length <= slots.free();
}

function firstStartable(state: EngineState): Entry | null {
  let first: Entry | null = null;
  for (const entry of state.entries.values()) {
    if (first && first.record().position <= entry.record().position) continue;
    if (isStartable(state, entry) && !hasRunningTwin(state, entry.record())) first = entry;
  }
  return first;
}

const isStartable = (state: EngineState, { uploadId, record }: Entry): boolean =>
  record().state === 'queued' && !state.runs.has(uploadId);

/** The same bytes are on their way already: once they are stored, this upload is a link to them. */
function hasRunningTwin({ runs, entries }: EngineState, { sha1, sizeBytes, uploadId, fileId }: UploadRecord): boolean {
  if (sha1 === null || fileId !== null) return false;
  for (const id of runs.keys()) {
    const other = id === uploadId ? undefined : entries.get(id)?.record();
    if (other?.sha1 === sha1 && other.sizeBytes === sizeBytes) return true;
  }
  return false;
}

function onRunEnd(state: EngineState, entry: Entry, end: RunEnd): void {
  if (end.type === 'waiting') entry.dispatch(end);
  else if (end.type === 'failed') entry.dispatch(end);
  else if (end.type === 'stop-queue') stopQueue(state, end.reason.code === 'disk-full' ? 'journal' : 'service', end);
  const { state: now } = entry.record();
  if (workingStates.has(now)) entry.dispatch({ type: 'requeued' });
  pump(state);
}

/** Nothing more is sent; every upload that would go on says why it does not. */
export function stopQueue(state: EngineState, cause: StopCause, { reason, retryAtMs }: QueueStop): void {
  // Put last again, so that what happened last is what is said.
  state.stops.delete(cause);
  state.stops.set(cause, { reason, retryAtMs });
  abortRuns(state);
  hold(state);
  void waitForDue(state);
}

/** While anything stops the queue, no upload is queued without saying so, whatever was asked of it meanwhile. */
function hold(state: EngineState): void {
  // What the computer is in ends by itself, and matters only where nothing else is in the way.
  const stops = [...state.stops];
  const stop = (stops.findLast(([cause]) => cause !== 'computer') ?? stops.at(-1))?.[1];
  if (!stop) return;
  for (const entry of state.entries.values()) {
    const { state: now, reason, retryAtMs } = entry.record();
    const isSaid = now === 'waiting' && reason?.code === stop.reason.code && retryAtMs === stop.retryAtMs;
    if (!isSaid) entry.dispatch({ type: 'waiting', ...stop });
  }
}

/** These reasons are gone: whoever waited for one is queued again, or waits for the one that is left (see `pump`). */
export function releaseQueue(state: EngineState, ...causes: readonly StopCause[]): void {
  for (const cause of causes) {
    const stop = state.stops.get(cause);
    state.stops.delete(cause);
    for (const entry of stop ? state.entries.values() : []) {
      if (entry.record().reason?.code === stop?.reason.code) entry.dispatch({ type: 'requeued' });
    }
  }
}

/** Aborted runs answer soon; what their sessions are to be is the caller's to say. */
export function abortRuns(state: EngineState): void {
  for (const run of state.runs.values()) run.abort.abort();
}

const isDue = (retryAtMs: number | null, nowMs: number): boolean =>
  retryAtMs !== null && (retryAtMs <= nowMs || retryAtMs - nowMs > maxWaitMs);

function wakeDue(state: EngineState): void {
  const nowMs = state.deps.clock.nowMs();
  for (const [cause, stop] of state.stops) if (isDue(stop.retryAtMs, nowMs)) releaseQueue(state, cause);
  for (const entry of state.entries.values()) {
    const { state: now, retryAtMs } = entry.record();
    if (now !== 'waiting' || state.runs.has(entry.uploadId)) continue;
    if (isDue(retryAtMs, nowMs)) entry.dispatch({ type: 'requeued' });
  }
}

/** One timer for the earliest of all due times. */
async function waitForDue(state: EngineState): Promise<void> {
  state.due.abort(null);
  const times = [...state.stops.values()].map((stop) => stop.retryAtMs);
  for (const { uploadId, record } of state.entries.values()) {
    const { state: now, retryAtMs } = record();
    if (now === 'waiting' && !state.runs.has(uploadId)) times.push(retryAtMs);
  }
  const known = times.filter((time) => time !== null);
  if (known.length === 0) return;
  const due = new AbortController();
  state.due = due;
  const delayMs = Math.max(0, Math.min(...known) - state.deps.clock.nowMs());
  await state.deps.clock.delay(delayMs, AbortSignal.any([due.signal, state.life.signal]));
  if (!due.signal.aborted) pump(state);
}
