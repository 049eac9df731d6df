import { dailyJobKinds } from '../shared/domain/job.ts';
import { reachNow } from '../shared/domain/trash.ts';
import type { Cdn } from './actions/cdn.ts';
import type { EditContext } from './actions/context.ts';
import { createStoredDeletion, type StoredDeletion } from './actions/stored-deletion.ts';
import type { AppServices } from './compose-services.ts';
import { deviceOf } from './compose-storage.ts';
import type { Database } from './db/open.ts';
import { learnStorageTime } from './db/clock-offset.ts';
import { createHearing, createSyncState } from './db/sync-state.ts';
import { createJobTable } from './db/tables/jobs.ts';
import type { MediaTable } from './db/tables/media.ts';
import { createStoredUses, type StoredUses } from './db/tables/stored-uses.ts';
import { createDeleteVersion } from './lib/jobs/delete-version.ts';
import type { WriteHealth } from './lib/write-health.ts';
import { createPurgeCdn } from './lib/jobs/purge-cdn.ts';
import { createSweep } from './lib/jobs/sweep-orphans.ts';
import { createSweepUnused } from './lib/jobs/sweep-unused.ts';
import { createJobRunner, type JobHandlers } from './lib/jobs/runner.ts';
import { publishedUrl } from './uploads/published-url.ts';
import type { StorageClient } from './uploads/adapters/storage-client.ts';
import type { UploadService } from './uploads/upload-service.ts';

const SWEEP_AFTER_MS = 60_000;

export interface JobParts {
  readonly services: AppServices;
  readonly db: Database;
  readonly media: MediaTable;
  readonly edit: EditContext;
  readonly uploads: UploadService;
  readonly cdn: Cdn;
  readonly keyName: string;
  readonly health: WriteHealth;
  /** Once a day, with what is looked for in the storage. */
  readonly onDaily: () => void;
  /** Asks for what other computers did; true once all of it is here. */
  readonly pull: () => Promise<boolean>;
  /** What is in use turned out to be gone from the storage: it is to be sent again. */
  readonly onMissed: () => void;
}

/** Where the public finds an object; null while there is no cache of Cloudflare's before it. */
const publishedUrlOf =
  (cdn: Cdn) =>
  (objectName: string): string | null => {
    const baseUrl = cdn.baseUrl();
    return baseUrl === null || cdn.saved().zoneId === '' ? null : publishedUrl(baseUrl, objectName);
  };

/** What a profile does in the background, however often it is ended meanwhile. */
export function composeJobs(parts: JobParts) {
  const { services, db, health } = parts;
  const { noticed } = health;
  const { clock, random, nowMs, newId, push, logger } = services;
  const jobs = createJobTable(db, newId);
  const uses = createStoredUses(db);
  const deletion = createStoredDeletion({
    ...parts.edit,
    uses,
    media: parts.media,
    uploads: parts.uploads,
    jobs,
    publishedUrlOf: publishedUrlOf(parts.cdn),
    onQueued: changed,
  });
  const life = new AbortController();
  const serverNowMs = hearTime(parts, life.signal);
  const runner = createJobRunner({
    store: jobs,
    clock,
    random: { unit: random },
    handlers: createHandlers(parts, uses, deletion, serverNowMs),
    onChange: () => push('job.changed', {}),
    onError: (error) => void (noticed(error) || logger.log('error', 'a job failed', { error })),
  });
  function changed(): void {
    push('job.changed', {});
    runner.poke();
  }
  return {
    deps: { jobs, nowMs, onChange: changed },
    deletion,
    ofDesk: { jobs, forgetInCdn: deletion.forgetInCdn },
    start: runner.start,
    /** There is a network again: what waits for one need not wait. */
    poke: runner.poke,
    /** Told at the start, and when there is another key or bucket: what had to wait for that is tried again. */
    storageChanged(): void {
      try {
        jobs.reviveAfterUser(nowMs());
        // After the queue has found what it goes on with.
        const daily = { key: 'daily', payload: {}, dueAtMs: nowMs() + SWEEP_AFTER_MS };
        for (const kind of dailyJobKinds) jobs.add({ kind, ...daily }, nowMs());
        changed();
        // Before anything is thrown away.
        void serverNowMs(life.signal);
      } catch (error) {
        if (!noticed(error)) throw error;
      }
    },
    stop(): Promise<void> {
      life.abort();
      return runner.stop();
    },
  };
}

/** The service's time; whoever asks for it, it is learnt from by how much the clock here is behind. */
function hearTime({ services, db, health }: JobParts, life: AbortSignal): StorageClient['serverNowMs'] {
  const state = createSyncState(db);
  return async (signal) => {
    const heard = await services.storageClient.serverNowMs(signal);
    if (!heard.ok || heard.value === null || life.aborted) return heard;
    try {
      learnStorageTime(state, heard.value, services.nowMs());
    } catch (error) {
      // Learnt the next time.
      if (!health.noticed(error)) throw error;
    }
    return heard;
  };
}

function createHandlers(
  { services, db, cdn, keyName, onDaily, pull, onMissed }: JobParts,
  uses: StoredUses,
  deletion: StoredDeletion,
  serverNowMs: StorageClient['serverNowMs'],
): JobHandlers {
  const { storageClient, logger } = services;
  return {
    'delete-version': createDeleteVersion({
      standing: uses.standing,
      isAwaited: (versionId) => uses.isAwaited(versionId, reachNow(null)),
      hear: createHearing(db, pull, () => performance.now()),
      bucket: storageClient.bucket,
      serverNowMs,
      getFile: storageClient.getFile,
      deleteFileVersion: storageClient.deleteFileVersion,
      onDeleted: (version) => deletion.noteDeleted([version]),
      onReplaced: ({ objectName }) => deletion.forgetInCdn(objectName),
      onMissed,
    }),
    'purge-cdn': createPurgeCdn({ access: cdn.access, purge: services.purgeCache }),
    'sweep-orphans': createSweep({
      listUnfinished: storageClient.listUnfinished,
      lastPartAtMs: storageClient.lastPartAtMs,
      cancel: storageClient.cancelUnfinished,
      journalState: uses.journalState,
      device: deviceOf(services, keyName),
      onRemoved: (count) => logger.log('info', 'unfinished uploads that nobody went on with were removed', { count }),
    }),
    'sweep-unused': createSweepUnused({
      serverNowMs,
      queueForgotten(serverMs) {
        onDaily();
        return deletion.queueForgotten(serverMs);
      },
    }),
  };
}
