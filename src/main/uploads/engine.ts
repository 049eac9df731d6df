import type { UploadId } from '../../shared/domain/ids.ts';
import type { Hindrance, LoadedUpload, QueueHold, WaitCode } from '../../shared/domain/upload.ts';
import { createEngineState, wakeAll, type EngineDeps, type EngineState } from './engine-state.ts';
import { createEntry, type Entry } from './entry.ts';
import { leaveFile } from './hash-ahead.ts';
import { isUnhashed } from './marks.ts';
import type { Place } from './messages.ts';
import type { StorageSettings } from './ports.ts';
import { lateMs } from './run.ts';
import { abortRuns, pump, releaseQueue, stopQueue } from './scheduler.ts';
import type { SessionEvent } from './session.ts';
import { keepTicking, tick } from './ticker.ts';
import { heldBy } from './views.ts';

/** Who still runs so long after the computer was to sleep is awake. */
const untoldWakeMs = 60_000;

/** Everything one can ask of the engine; `'all'` means every upload that the verb applies to. */
export type Which = readonly UploadId[] | 'all';

/**
 * Sends the uploads it is given, several at a time under one connection budget, until each is ready, failed or
 * cancelled. It owns nothing but memory: all state is in the journal, and a new engine goes on where this one ended.
 */
export function createEngine(deps: EngineDeps) {
  const state: EngineState = createEngineState(deps, {
    pump: () => pump(state),
    onStuck: (detail) => onJournalStuck(state, detail),
    onHealed: () => onJournalHealed(state),
  });
  return {
    configure: (settings: StorageSettings | null, why: WaitCode): void => configure(state, settings, why),
    add: (uploads: readonly LoadedUpload[]): void => add(state, uploads),
    pause: (which: Which, hold: QueueHold | null = null): Promise<boolean> =>
      halt(state, which, { type: 'paused', ...heldBy(hold) }),
    cancel: (which: Which): Promise<boolean> => halt(state, which, { type: 'cancelled' }),
    resume: (which: Which): Promise<boolean> => resume(state, which),
    retry: (which: Which, hold: QueueHold | null = null): Promise<boolean> =>
      takeUp(state, which, { type: 'retried' }, hold),
    sendAsIs: (which: Which, hold: QueueHold | null = null): Promise<boolean> =>
      takeUp(state, which, { type: 'accepted' }, hold),
    move: (places: readonly Place[]): Promise<boolean> => move(state, places),
    /** Rows that ended and are not to be shown any more. */
    forget(ids: readonly UploadId[]): void {
      for (const id of ids) forget(state, id);
    },
    /** Bytes per second for all uploads together, from the next write on; null: no limit. */
    setLimit: (bytesPerSecond: number | null): void => state.pacer.setLimit(bytesPerSecond),
    /** The computer is in something that all uploads are to wait for; null: no more. */
    hinder: (code: Hindrance | null): void => hinder(state, code),
    /** The network is said to be back: nobody waits any longer. Never believed when it says the contrary. */
    networkIsBack: (): void => awake(state),
    suspend: (): void => suspend(state),
    wakeUp: (): void => awake(state),
    stop: (): Promise<void> => stop(state),
  };
}
export type Engine = ReturnType<typeof createEngine>;

const choose = (state: EngineState, which: Which): readonly Entry[] =>
  which === 'all'
    ? [...state.entries.values()]
    : which.map((id) => state.entries.get(id)).filter((entry) => entry !== undefined);

/** What had failed is queued again, or held with the rest of a queue that is paused. */
async function takeUp(state: EngineState, which: Which, event: SessionEvent, hold: QueueHold | null): Promise<boolean> {
  for (const entry of choose(state, which)) {
    const hadFailed = entry.record().state === 'failed';
    entry.dispatch(event);
    if (hold && hadFailed) entry.dispatch({ type: 'paused', ...heldBy(hold) });
  }
  pump(state);
  return state.writer.flush();
}

async function halt(state: EngineState, which: Which, event: SessionEvent): Promise<boolean> {
  for (const entry of choose(state, which)) {
    entry.dispatch(event);
    state.runs.get(entry.uploadId)?.abort.abort();
    leaveFile(state, entry);
  }
  pump(state);
  return state.writer.flush();
}

/** Also tries again at once whatever waits, the whole queue included: that is what the click means. */
async function resume(state: EngineState, which: Which): Promise<boolean> {
  releaseQueue(state, 'service', 'journal');
  for (const entry of choose(state, which)) {
    if (!state.runs.has(entry.uploadId) || entry.record().state === 'paused') entry.dispatch({ type: 'resumed' });
  }
  wakeUp(state);
  return state.writer.flush();
}

async function move(state: EngineState, places: readonly Place[]): Promise<boolean> {
  for (const { uploadId, position, byHand } of places) {
    state.entries.get(uploadId)?.dispatch({ type: 'moved', position, byHand });
  }
  pump(state);
  return state.writer.flush();
}

function add(state: EngineState, uploads: readonly LoadedUpload[]): void {
  for (const loaded of uploads) {
    if (state.entries.has(loaded.record.uploadId)) continue;
    const entry = createEntry(loaded, state.writer, (changed) => {
      state.moved.add(changed);
      state.hashQueue.note(changed);
      keepTicking(state);
    });
    state.entries.set(entry.uploadId, entry);
    state.hashQueue.note(entry);
    // A request of the last engine whose answer nobody got may be with the server still.
    const { objectName, fileId } = loaded.record;
    if (objectName !== null && fileId === null) entry.mayArriveUntilMs = state.deps.clock.nowMs() + lateMs;
    // Whatever it was doing when the last engine ended: it goes on from the queue.
    entry.dispatch({ type: 'requeued' });
  }
  pump(state);
}

function forget({ entries, hashQueue }: EngineState, id: UploadId): void {
  const entry = entries.get(id);
  // Off the list, it is hashed all the same when there is time.
  if (entry && !isUnhashed(entry.record())) hashQueue.forget(entry);
  entries.delete(id);
}

const isSame = (a: StorageSettings | null, b: StorageSettings | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function configure(state: EngineState, settings: StorageSettings | null, why: WaitCode): void {
  if (settings && isSame(settings, state.settings)) return state.stops.size > 0 ? unstop(state) : undefined;
  abortRuns(state);
  state.transport?.disconnect();
  state.settings = settings;
  state.transport = settings ? state.deps.createTransport(settings) : null;
  if (!settings) stopQueue(state, 'nowhere', { reason: { code: why, detail: null }, retryAtMs: null });
  unstop(state);
}

/** What the service said to the old key is no news of the new one. Whether the journal can write is not its matter. */
function unstop(state: EngineState): void {
  releaseQueue(state, 'service');
  if (state.transport) releaseQueue(state, 'nowhere');
  wakeUp(state);
}

function hinder(state: EngineState, code: Hindrance | null): void {
  releaseQueue(state, 'computer');
  if (code) stopQueue(state, 'computer', { reason: { code, detail: null }, retryAtMs: null });
  pump(state);
}

function wakeUp(state: EngineState): void {
  wakeAll(state);
  pump(state);
}

function awake(state: EngineState): void {
  state.isSuspended = false;
  wakeUp(state);
}

/**
 * The machine goes to sleep: sockets will be dead when it wakes, so they are dropped now. Where nobody tells that it woke (or
 * it did not sleep after all), that this thread runs does.
 */
function suspend(state: EngineState): void {
  state.isSuspended = true;
  abortRuns(state);
  state.transport?.disconnect();
  const { clock } = state.deps;
  void clock.delay(untoldWakeMs, state.life.signal).then(() => state.isSuspended && awake(state));
}

function onJournalStuck(state: EngineState, detail: string): void {
  stopQueue(state, 'journal', { reason: { code: 'disk-full', detail }, retryAtMs: null });
}

function onJournalHealed(state: EngineState): void {
  releaseQueue(state, 'journal');
  pump(state);
}

async function stop(state: EngineState): Promise<void> {
  // A run that ends makes room for the next.
  state.isEnding = true;
  abortRuns(state);
  await Promise.all([...state.runs.values()].map((run) => run.ended));
  tick(state);
  await state.writer.flush();
  state.life.abort();
  state.writer.close();
  state.transport?.disconnect();
}
