import type { Cdn } from './actions/cdn.ts';
import type { AppServices } from './compose-services.ts';
import { deviceOf } from './compose-storage.ts';
import type { Database } from './db/open.ts';
import { createJobTable } from './db/tables/jobs.ts';
import { createStoredUses } from './db/tables/stored-uses.ts';
import { createDeleteVersion } from './lib/jobs/delete-version.ts';
import type { WriteHealth } from './lib/write-health.ts';
import { createPurgeCdn } from './lib/jobs/purge-cdn.ts';
import { createSweep } from './lib/jobs/sweep-orphans.ts';
import { createJobRunner } from './lib/jobs/runner.ts';
import { purgeCache } from './uploads/adapters/cdn.ts';
import { publishedUrl } from './uploads/published-url.ts';

const SWEEP_AFTER_MS = 60_000;

export interface JobParts {
  readonly services: AppServices;
  readonly db: Database;
  readonly cdn: Cdn;
  readonly keyName: string;
  readonly health: WriteHealth;
}

/** What a profile does in the background, however often it is ended meanwhile. */
export function composeJobs({ services, db, cdn, keyName, health }: JobParts) {
  const { noticed } = health;
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
        onDeleted(objectName) {
          const baseUrl = cdn.baseUrl();
          // Without a zone there is no cache of Cloudflare's before it.
          if (baseUrl === null || cdn.saved().zoneId === '') return;
          const url = publishedUrl(baseUrl, objectName);
          jobs.add({ kind: 'purge-cdn', key: url, payload: { urls: [url] }, dueAtMs: nowMs() }, nowMs());
        },
      }),
      'purge-cdn': createPurgeCdn({ access: cdn.access, purge: purgeCache }),
      'sweep-orphans': createSweep({
        listUnfinished: storageClient.listUnfinished,
        lastPartAtMs: storageClient.lastPartAtMs,
        cancel: storageClient.cancelUnfinished,
        journalState: uses.journalState,
        device: deviceOf(services, keyName),
        onRemoved: (count) => logger.log('info', 'unfinished uploads that nobody went on with were removed', { count }),
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
    /** Told at the start, and when there is another key or bucket: what had to wait for that is tried again. */
    storageChanged(): void {
      try {
        jobs.reviveAfterUser(nowMs());
        // After the queue has found what it goes on with.
        const dueAtMs = nowMs() + SWEEP_AFTER_MS;
        jobs.add({ kind: 'sweep-orphans', key: 'daily', payload: {}, dueAtMs }, nowMs());
        changed();
      } catch (error) {
        if (!noticed(error)) throw error;
      }
    },
    stop: runner.stop,
  };
}
