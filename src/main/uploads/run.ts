import type { UploadReason, WaitCode } from '../../shared/domain/upload.ts';
import type { Entry } from './entry.ts';
import type { Lane, Lanes } from './lanes.ts';
import type {
  Clock,
  FileSource,
  GetHints,
  FindStored,
  HashFile,
  Outcome,
  PortError,
  Randomness,
  SendSource,
  StorageInfo,
  UploadTransport,
} from './ports.ts';
import type { PlanRules } from './plan.ts';
import { decideRetry, extendStreak, type FailureStreak, type RunEnd } from './retry.ts';
import type { Slots, Wish } from './slots.ts';

/** What an upload's run is given. */
export interface RunDeps {
  readonly transport: UploadTransport;
  readonly source: FileSource;
  readonly hashFile: HashFile;
  readonly findStored: FindStored;
  readonly getHints: GetHints;
  /** Another upload of the same length is in the queue: it may be of the same bytes. */
  readonly hasSizeTwin: () => boolean;
  readonly clock: Clock;
  readonly random: Randomness;
  /** Fires when waiting is pointless from now on: the network is back, the machine woke up. */
  readonly wakeSignal: () => AbortSignal;
  /** Told of every failed try, for the connection budget. */
  readonly onFailure: (error: PortError) => void;
  readonly outage: Outage;
  readonly bytesPerSecondPerConnection: () => number | null;
  readonly planRules: PlanRules;
  /** See `SendSource`. */
  readonly pace: SendSource['pace'];
}
export type Phase = 'starting' | 'hashing' | 'sending' | 'finishing' | 'verifying';

/** The run's view of the connection budget: its wishes have the rank of its place in the queue. */
export interface Connections extends Pick<Slots, 'serve' | 'release' | 'limit'> {
  join(wish: Omit<Wish, 'rank'>): () => void;
}

/** One go at one upload, from looking at the file to *ready* or to a reason why not. */
export interface Run extends RunDeps {
  readonly entry: Entry;
  readonly lanes: Lanes;
  readonly signal: AbortSignal;
  readonly storage: StorageInfo;
  readonly connections: Connections;
  enter(phase: Phase): void;
}

export type Step<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly end: RunEnd };
export type Tried<T> = Step<T> | { readonly ok: false; readonly end: RunEnd; readonly error: PortError };

export const done = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const end = (runEnd: RunEnd): { readonly ok: false; readonly end: RunEnd } => ({ ok: false, end: runEnd });
export const stopped: RunEnd = { type: 'stopped' };

export const waitFor = (code: WaitCode, detail: string | null, retryAtMs: number | null): RunEnd => ({
  type: 'waiting',
  reason: { code, detail },
  retryAtMs,
});
export const failWith = (code: UploadReason['code'], detail: string | null, discard: boolean): RunEnd => ({
  type: 'failed',
  reason: { code, detail },
  discard,
});
export const diskFull = (nowMs: number): RunEnd => ({
  type: 'stop-queue',
  reason: { code: 'disk-full', detail: null },
  retryAtMs: nowMs + 30_000,
});

/** The error of a failed try that ended the run, when it was an answer and not a decision of ours. */
export const errorOf = (tried: Tried<unknown>): PortError | null =>
  !tried.ok && 'error' in tried ? tried.error : null;

/** While nothing gets through, one lane of all asks whether it does again; when it is done with that, all are woken. */
export interface Outage {
  mayProbe(lane: Lane): boolean;
  leave(lane: Lane): void;
}
const outageWaitMs = 60_000;
/** A server that has a whole request is done with it by then, whether we still listen or not. */
export const lateMs = 120_000;

/** A request was given up that the server may have whole: whoever cleans up behind the upload has to look again later. */
export function noteGivenUp({ entry, clock, signal }: Pick<Run, 'entry' | 'clock' | 'signal'>): void {
  if (signal.aborted) entry.mayArriveUntilMs = clock.nowMs() + lateMs;
}

export interface Try {
  readonly signal: AbortSignal;
  /** How often it failed so far; 0 at the first try. */
  readonly failures: number;
  readonly lane: Lane;
}
/** How a lane passes the time until its next try: what it does not need meanwhile is its owner's to lend. */
export type Rest = (wait: () => Promise<void>) => Promise<void>;
const sitOut: Rest = (wait) => wait();
type Attempting = Pick<Run, 'clock' | 'random' | 'signal' | 'lanes' | 'wakeSignal' | 'onFailure' | 'outage'>;

/**
 * Calls until it works or a decision ends the run, sleeping in between. `call` may also end the run itself. A wait
 * shows on the upload once it is long enough to be news and no other lane gets on.
 */
export async function attempt<T>(
  run: Attempting,
  call: (one: Try) => Promise<Outcome<T> | Step<T>>,
  signal: AbortSignal = run.signal,
  rest: Rest = sitOut,
): Promise<Tried<T>> {
  const lane = run.lanes.open();
  try {
    return await attemptOn(run, lane, call, { signal, rest });
  } finally {
    run.outage.leave(lane);
    lane.end();
  }
}

async function attemptOn<T>(
  run: Attempting,
  lane: Lane,
  call: (one: Try) => Promise<Outcome<T> | Step<T>>,
  { signal, rest }: { readonly signal: AbortSignal; readonly rest: Rest },
): Promise<Tried<T>> {
  let streak: FailureStreak | null = null;
  for (;;) {
    if (signal.aborted) return end(stopped);
    const outcome = await call({ signal, failures: streak?.count ?? 0, lane });
    if (outcome.ok || 'end' in outcome) return outcome;
    const nowMs = run.clock.nowMs();
    streak = extendStreak(streak, outcome.error, nowMs);
    const decision = decideRetry(outcome.error, streak, nowMs, run.random.unit());
    if (decision.type === 'end') return { ok: false, end: decision.end, error: outcome.error };
    run.onFailure(outcome.error);
    const isOut = decision.code === 'offline' && streak.count > 2;
    const delayMs = isOut && !run.outage.mayProbe(lane) ? outageWaitMs : decision.delayMs;
    const isNews = delayMs >= 1_000 || streak.count > 2;
    if (isNews) lane.trouble({ code: decision.code, detail: outcome.error.code, retryAtMs: nowMs + delayMs });
    else lane.reset();
    const wait = (): Promise<void> => run.clock.delay(delayMs, AbortSignal.any([signal, run.wakeSignal()]));
    // While nothing gets through, another lane would only fail beside this one.
    await (delayMs === 0 || decision.code === 'offline' ? wait() : rest(wait));
  }
}
