import { ok } from '../../shared/ipc/result.ts';
import type { JobTable } from '../db/tables/jobs.ts';
import type { Handlers } from '../ipc/router.ts';
import { notFound } from './context.ts';

type JobHandlers = Pick<Handlers, Extract<keyof Handlers, `job.${string}`>>;

export interface JobActionDeps {
  readonly jobs: JobTable;
  readonly nowMs: () => number;
  /** The rows changed: something may be due. */
  readonly onChange: () => void;
}

/** What waits in the background, and what somebody has to look at. */
export function createJobActions({ jobs, nowMs, onChange }: JobActionDeps): JobHandlers {
  const changed = (isFound: boolean) => {
    if (!isFound) return notFound('job');
    onChange();
    return ok({});
  };
  return {
    'job.list': () => ok({ open: jobs.countOpen(), dead: [...jobs.listDead()] }),
    'job.retry': ({ jobId }) => changed(jobs.tryAgain(jobId, nowMs())),
    'job.discard': ({ jobId }) => changed(jobs.discard(jobId)),
  };
}
