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
  seq: number;
  crashes: number;
  onStopped: () => void;
}
const stopDeadlineMs = 5_000;
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
    seq: 0,
    crashes: 0,
    onStopped: () => {},
  };
  return {
    start: (): void => start(state),
    isStarted: (): boolean => state.isStarted,
    /** Lost when there is no worker: a new one gets the same from `onStart`. */
    post: (message: ToWorker): void => state.worker?.post(message),
    /** Resolves when the command is carried out and durable; false when the journal could not write it. */
    command(command: Command): Promise<boolean> {
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

async function stop(state: State): Promise<void> {
  const { worker, life, deps, pending } = state;
  life.abort();
  if (worker) {
    const deadline = new AbortController();
    const stopped = new Promise<void>((resolve) => (state.onStopped = resolve));
    worker.post({ type: 'stop' });
    await Promise.race([stopped, deps.clock.delay(stopDeadlineMs, deadline.signal)]);
    deadline.abort();
    await worker.terminate();
  }
  for (const { resolve } of pending.values()) resolve(false);
  pending.clear();
}
