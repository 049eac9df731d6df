import type { JobId } from '../../../shared/domain/ids.ts';
import type { Job, JobFailure, JobKind, JobPayload, JobReason } from '../../../shared/domain/job.ts';
import type { Clock, Randomness } from '../../uploads/ports.ts';
import { diskErrorOf } from '../../db/errors.ts';
import { nextTry } from './retry.ts';

/** `again`: done for now; the same job waits for its next time. */
export type JobOutcome =
  | { readonly type: 'done' }
  | { readonly type: 'again'; readonly afterMs: number }
  | { readonly type: 'failed'; readonly failure: JobFailure };
/** Does one kind. It may be done twice, after a kill: it has to be idempotent. Ends soon after the signal fires. */
export type JobHandler<Kind extends JobKind> = (payload: JobPayload<Kind>, signal: AbortSignal) => Promise<JobOutcome>;
export type JobHandlers = { readonly [Kind in JobKind]: JobHandler<Kind> };

/** The rows, as the runner needs them; it throws when it cannot write. */
export interface JobStore {
  claim(nowMs: number): Job | null;
  finish(jobId: JobId): void;
  putOff(jobId: JobId, dueAtMs: number, failingSinceMs: number | null, reason: JobReason | null): void;
  bury(jobId: JobId, reason: JobReason): void;
  nextDueAtMs(): number | null;
  recover(nowMs: number): void;
}
export interface JobRunnerDeps {
  readonly store: JobStore;
  readonly handlers: JobHandlers;
  readonly clock: Clock;
  readonly random: Randomness;
  /** A job was done, put off or laid aside. */
  readonly onChange: () => void;
  /** A handler threw, or the store cannot write now. */
  readonly onError: (error: unknown) => void;
}

const longestSleepMs = 60 * 60_000;
/** The disk does not take it: looked at again then. */
const stuckMs = 30_000;

/**
 * Does the jobs one after the other, each when it is due. A job counts as done when its row is gone, so one that a kill
 * hit is begun again: at least once, never lost. Nothing here ends the process or the other jobs.
 */
export function createJobRunner(deps: JobRunnerDeps) {
  const { store, clock } = deps;
  const life = new AbortController();
  let wake = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const poke = (): void => {
    const before = wake;
    wake = new AbortController();
    before.abort();
  };
  const sleep = (ms: number, woken: AbortSignal): Promise<void> =>
    clock.delay(Math.max(0, Math.min(ms, longestSleepMs)), AbortSignal.any([life.signal, woken]));

  async function run(): Promise<void> {
    while (!life.signal.aborted) {
      const woken = wake.signal;
      try {
        const job = store.claim(clock.nowMs());
        if (job) await workOn(job);
        else await sleep((store.nextDueAtMs() ?? Infinity) - clock.nowMs(), woken);
      } catch (error) {
        deps.onError(error);
        await sleep(stuckMs, woken);
        if (!life.signal.aborted) recover();
      }
    }
  }
  function recover(): void {
    try {
      store.recover(clock.nowMs());
    } catch (error) {
      deps.onError(error);
    }
  }
  async function workOn(job: Job): Promise<void> {
    const outcome = await handle(deps, job, life.signal);
    const nowMs = clock.nowMs();
    // It ends with the studio, not by itself: the next start begins it again.
    if (life.signal.aborted && outcome.type === 'failed') return;
    if (outcome.type === 'done') store.finish(job.jobId);
    else if (outcome.type === 'again') store.putOff(job.jobId, nowMs + outcome.afterMs, null, null);
    else noteFailure(deps, job, outcome.failure, nowMs);
    deps.onChange();
  }
  return {
    start(): void {
      recover();
      running = run();
    },
    /** There may be something due now. */
    poke,
    /** Resolves when nothing is under way any more. */
    async stop(): Promise<void> {
      life.abort();
      await running;
    },
  };
}

async function handle({ handlers, onError }: JobRunnerDeps, job: Job, signal: AbortSignal): Promise<JobOutcome> {
  try {
    const handler = handlers[job.kind] as JobHandler<JobKind>;
    return await handler(job.payload, signal);
  } catch (error) {
    // No slip of the handler's: the job is done again once the disk takes writes.
    if (diskErrorOf(error)) throw error;
    onError(error);
    return { type: 'failed', failure: { kind: 'bug', retry: 'never', code: 'bug' } };
  }
}

function noteFailure({ store, random }: JobRunnerDeps, job: Job, failure: JobFailure, nowMs: number): void {
  const { kind, retry, code } = failure;
  const next = nextTry(job, failure, nowMs, random.unit());
  if (next.type === 'dead') store.bury(job.jobId, { kind, retry, code });
  else store.putOff(job.jobId, next.dueAtMs, next.failingSinceMs, { kind, retry, code });
}
