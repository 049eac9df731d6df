import type { Clock, EngineWrite, Journal } from './ports.ts';

export interface JournalWriterDeps {
  readonly journal: Journal;
  readonly clock: Clock;
  /** The journal refused: nothing more may be sent until `onHealed`. */
  readonly onStuck: (why: 'disk-full' | 'failed') => void;
  readonly onHealed: () => void;
  /** How long rows that nobody waits for may be collected. */
  readonly lingerMs?: number;
  readonly retryMs?: number;
}
interface State {
  queue: EngineWrite[];
  waiters: ((isSaved: boolean) => void)[];
  /** Fires when somebody waits: lingering is over. */
  hurry: AbortController;
  isRunning: boolean;
  isStuck: boolean;
  isClosed: boolean;
}

/**
 * Puts writes of all uploads in one stream of transactions, in order. Writes that failed stay at the head of the
 * stream and are tried again, so memory and journal agree in the end, whatever happened in between.
 */
export function createJournalWriter(deps: JournalWriterDeps) {
  const state: State = {
    queue: [],
    waiters: [],
    hurry: new AbortController(),
    isRunning: false,
    isStuck: false,
    isClosed: false,
  };
  const start = (): void => {
    if (!state.isRunning) void drain(state, deps);
  };
  const wait = (): Promise<boolean> =>
    new Promise((resolve) => {
      state.waiters.push(resolve);
      // Without a reason of ours an exception with its stack is made, several times for every file.
      state.hurry.abort(null);
      start();
    });
  return {
    /** Writes soon; nobody waits for it. */
    add(write: EngineWrite): void {
      state.queue.push(write);
      start();
    },
    /** Resolves true when this write, and all before it, are durable. */
    save(write: EngineWrite): Promise<boolean> {
      state.queue.push(write);
      return wait();
    },
    /** Resolves when everything added so far is durable (false: it could not be written). */
    flush: (): Promise<boolean> => (state.queue.length === 0 && !state.isRunning ? Promise.resolve(true) : wait()),
    /** Ends the retries of a journal that stays stuck. */
    close(): void {
      state.isClosed = true;
      state.hurry.abort();
    },
  };
}
export type JournalWriter = ReturnType<typeof createJournalWriter>;

async function drain(state: State, deps: JournalWriterDeps): Promise<void> {
  const { clock, lingerMs = 200, retryMs = 5_000 } = deps;
  state.isRunning = true;
  while ((state.queue.length > 0 || state.waiters.length > 0) && !state.isClosed) {
    if (state.waiters.length === 0) await clock.delay(lingerMs, state.hurry.signal);
    const isSaved = await writeBatch(state, deps);
    if (!isSaved) await clock.delay(retryMs, state.hurry.signal);
  }
  state.isRunning = false;
  for (const answer of state.waiters.splice(0)) answer(state.queue.length === 0);
}

async function writeBatch(state: State, { journal, onStuck, onHealed }: JournalWriterDeps): Promise<boolean> {
  const { queue: batch, waiters } = state;
  Object.assign(state, { queue: [], waiters: [], hurry: new AbortController() });
  const result = batch.length === 0 ? 'saved' : await journal.write(batch);
  const wasStuck = state.isStuck;
  state.isStuck = result !== 'saved';
  if (result !== 'saved') {
    state.queue = [...batch, ...state.queue];
    onStuck(result);
  } else if (wasStuck) onHealed();
  for (const answer of waiters) answer(result === 'saved');
  return result === 'saved';
}
