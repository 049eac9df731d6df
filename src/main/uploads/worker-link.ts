import type { Command, FromWorker, ToWorker, WorkerPort } from './messages.ts';
import type { Clock } from './ports.ts';
import { backoffMs } from './retry.ts';

export interface WorkerLinkDeps {
  readonly startWorker: () => WorkerPort;
  readonly clock: Clock;
  /** What a new worker has to be told before anything else. */
  readonly onStart: (post: (message: ToWorker) => void) => void;
  readonly onMessage: (message: FromWorker) => void;
  readonly onCrash: () => void;
}
interface Pending {
  readonly message: ToWorker & { type: 'command' };
  readonly resolve: (isSaved: boolean) => void;
}
interface State {
  readonly deps: WorkerLinkDeps;
  readonly pending: Map<number, Pending>;
  readonly life: AbortController;
  worker: WorkerPort | null;
  isStarted: boolean;
  isStopped: boolean;
  seq: number;
  crashes: number;
  onStopped: () => void;
}
/** Under the three seconds that a profile gives its engines: whoever closes the database after us is not overtaken. */
const stopDeadlineMs = 1_500;
const terminateDeadlineMs = 500;
/** A worker that lived this long owes nothing to the crash before it. */
const healthyMs = 60_000;

/**
 * Keeps one worker running: a crashed one is replaced, told what the journal says, and asked again every command
 * that the old one had not carried out.
 */
export function createWorkerLink(deps: WorkerLinkDeps) {
  const life = new AbortController();
  const state: State = {
    deps,
    pending: new Map(),
    life,
    worker: null,
    isStarted: false,
    isStopped: false,
    seq: 0,
    crashes: 0,
    onStopped: () => {},
  };
  return {
    start: (): void => start(state),
    isStarted: (): boolean => state.isStarted,
    /** Lost when there is no worker: a new one gets the same from `onStart`. */
    post: (message: ToWorker): void => state.worker?.post(message),
    /** Resolves when the command is carried out and durable; false when the journal could not write it, or after `stop`. */
    command(command: Command): Promise<boolean> {
      if (state.isStopped) return Promise.resolve(false);
      state.seq += 1;
      const message = { type: 'command', seq: state.seq, command } as const;
      return new Promise((resolve) => {
        state.pending.set(message.seq, { message, resolve });
        state.worker?.post(message);
      });
    },
    stop: (): Promise<void> => stop(state),
  };
}

function start(state: State): void {
  const { deps, pending, life } = state;
  const worker = deps.startWorker();
  state.worker = worker;
  state.isStarted = true;
  const startedAtMs = deps.clock.nowMs();
  worker.onMessage((message) => {
    if (state.isStopped) return;
    if (message.type === 'done') settle(state, message.seq, message.isSaved);
    else if (message.type === 'stopped') state.onStopped();
    else deps.onMessage(message);
  });
  worker.onExit(() => {
    if (state.worker !== worker) return;
    state.worker = null;
    state.onStopped();
    if (life.signal.aborted) return;
    state.crashes = deps.clock.nowMs() - startedAtMs > healthyMs ? 1 : state.crashes + 1;
    deps.onCrash();
    void startAgain(state);
  });
  deps.onStart((message) => worker.post(message));
  for (const { message } of pending.values()) worker.post(message);
}

async function startAgain(state: State): Promise<void> {
  await state.deps.clock.delay(backoffMs(state.crashes - 1, 200, 30_000, 0.5), state.life.signal);
  if (!state.life.signal.aborted) start(state);
}

function settle({ pending }: State, seq: number, isSaved: boolean): void {
  pending.get(seq)?.resolve(isSaved);
  pending.delete(seq);
}

/** Waits for the work, but not longer. */
async function within(clock: Clock, deadlineMs: number, work: Promise<void>): Promise<void> {
  const deadline = new AbortController();
  await Promise.race([work, clock.delay(deadlineMs, deadline.signal)]);
  deadline.abort();
}

async function stop(state: State): Promise<void> {
  const { worker, life, deps, pending } = state;
  life.abort();
  if (worker) {
    const stopped = new Promise<void>((resolve) => (state.onStopped = resolve));
    worker.post({ type: 'stop' });
    await within(deps.clock, stopDeadlineMs, stopped);
    // From here on nobody listens: what the worker says now comes too late for the database.
    state.isStopped = true;
    await within(deps.clock, terminateDeadlineMs, worker.terminate());
  }
  state.isStopped = true;
  for (const { resolve } of pending.values()) resolve(false);
  pending.clear();
}
