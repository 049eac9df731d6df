import type { AppServices } from './compose-services.ts';
import type { Database } from './db/open.ts';
import { createJobTable } from './db/tables/jobs.ts';
import { createStoredUses } from './db/tables/stored-uses.ts';
import { createDeleteVersion } from './lib/jobs/delete-version.ts';
import { createJobRunner } from './lib/jobs/runner.ts';

export interface JobParts {
  readonly services: AppServices;
  readonly db: Database;
  /** True when it was the disk's fault, which is told elsewhere. */
  readonly noticed: (error: unknown) => boolean;
}

/** What a profile does in the background, however often it is ended meanwhile. */
export function composeJobs({ services, db, noticed }: JobParts) {
  const { clock, random, nowMs, newId, push, storageClient, logger } = services;
  const jobs = createJobTable(db, newId);
  const uses = createStoredUses(db);
  const runner = createJobRunner({
    store: jobs,
    clock,
    random: { unit: random },
    handlers: {
      'delete-version': createDeleteVersion({
        countUses: uses.count,
        bucket: storageClient.bucket,
        deleteFileVersion: storageClient.deleteFileVersion,
      }),
    },
    onChange: () => push('job.changed', {}),
    onError: (error) => void (noticed(error) || logger.log('error', 'a job failed', { error })),
  });
  function changed(): void {
    push('job.changed', {});
    runner.poke();
  }
  return {
    deps: { jobs, nowMs, onChange: changed },
    start: runner.start,
    /** There is a network again: what waits for one need not wait. */
    poke: runner.poke,
    /** Another key, another bucket: what had to wait for that is tried again. */
    storageChanged(): void {
      if (jobs.reviveAfterUser(nowMs())) changed();
    },
    stop: runner.stop,
  };
}
