import type { QueryClient } from '@tanstack/react-query';
import { accountKeys } from '../features/account/queries.ts';
import { archiveKeys } from '../features/archives/queries.ts';
import { courseKeys } from '../features/course/queries.ts';
import { courseListKey } from '../features/courses/queries.ts';
import { importKeys } from '../features/imports/queries.ts';
import { createRefresher } from './refresher.ts';
import { phaseKey } from '../features/publishing/queries.ts';
import { withoutPosterKey } from '../features/media/queries.ts';
import { cdnQuery, jobsKey, storageKey } from '../features/storage/queries.ts';
import { studioKeys } from '../features/studio/queries.ts';
import { changesKey, deviceQuery, syncStatusKey } from '../features/sync/queries.ts';
import { trashQuery } from '../features/trash/queries.ts';
import { showSnapshot, storedLast, uploadKeys, uploadListQuery } from '../features/uploads/queries.ts';
import { watchKeys } from '../features/watch/queries.ts';
import { posterRevisionKey } from '../lib/poster.ts';
import { setClosing } from '../hooks/close-ui.ts';
import { dropPassedToast } from '../lib/step-toast.ts';
import { tagsKey } from '../lib/tags.ts';
import { usageKey } from '../lib/storage-usage.ts';
import type { Listeners, Payload } from '../lib/ipc-client.ts';
import type { AppCommand } from '../../shared/domain/app-command.ts';

interface BridgeDeps {
  readonly queryClient: QueryClient;
  readonly onCommand: (command: AppCommand) => void;
}

/**
 * What each event of main means for the cache. The only writer of the cache besides a mutation's own optimistic
 * update. Ids and counters come in; entities are read again.
 */
export function createEventBridge({ queryClient, onCommand }: BridgeDeps): Listeners {
  const stale = createRefresher(queryClient);
  return {
    'settings.changed': () => {
      stale(studioKeys.settings);
      // The locale that main tells of.
      stale(studioKeys.info);
      stale(deviceQuery.queryKey);
      stale(uploadKeys.settings);
    },
    'history.changed': () => {
      stale(studioKeys.history);
      void dropPassedToast();
      stale(tagsKey);
    },
    'app.noticesChanged': () => stale(studioKeys.info),
    'app.closeRequested': () => setClosing(true),
    'app.commandInvoked': ({ command }) => onCommand(command),
    'course.changed': ({ courseIds }) => {
      stale(courseListKey);
      stale(tagsKey);
      stale(trashQuery.queryKey);
      stale(courseKeys.chapters);
      // Which steps can be undone as they are: another computer's edit changes that without a step.
      stale(studioKeys.history);
      for (const courseId of courseIds) stale(courseKeys.one(courseId));
      stale(courseKeys.lessons);
      stale(withoutPosterKey);
      // What is off the list is told of by its version alone.
      stale(uploadKeys.receipts);
    },
    'media.posterSaved': ({ versionId }) =>
      void queryClient.setQueryData<number>(posterRevisionKey(versionId), (revision = 0) => revision + 1),
    'archive.progressed': (progress) => void queryClient.setQueryData(archiveKeys.progress(progress.jobId), progress),
    'receipt.progressed': (progress) => void queryClient.setQueryData(uploadKeys.check(progress.uploadId), progress),
    'import.probed': ({ planId }) => stale(importKeys.plan(planId)),
    'upload.progressed': (payload) => {
      writeProgress(queryClient, payload);
      // What is stored stands at the end of the queue. Not read again for it: in a queue of many small files that would be
      // the whole list ten times a second.
      const stored = payload.snapshots.filter(({ state }) => state === 'ready');
      if (stored.length === 0) return;
      queryClient.setQueryData(uploadListQuery.queryKey, (rows) => rows && storedLast(rows, stored));
      stale(usageKey);
      // The hash of a whole file may come after it is stored.
      stale(uploadKeys.receipts);
    },
    'upload.queueChanged': () => {
      stale(uploadKeys.list);
      stale(uploadKeys.summary);
      stale(usageKey);
    },
    'watch.changed': ({ courseIds }) => {
      for (const courseId of courseIds) stale(watchKeys.course(courseId));
    },
    'storage.changed': () => {
      stale(storageKey);
      stale(usageKey);
      stale(cdnQuery.queryKey);
    },
    'job.changed': () => stale(jobsKey),
    'publish.progressed': ({ courseId, phase }) => void queryClient.setQueryData(phaseKey(courseId), phase),
    // Another person's data may be on screen: nothing read before counts any more.
    'session.changed': ({ profileChanged }) =>
      profileChanged ? void queryClient.resetQueries() : stale(accountKeys.session),
    'sync.statusChanged': (status) => {
      queryClient.setQueryData(syncStatusKey, status);
      stale(changesKey);
    },
  };
}

function writeProgress(queryClient: QueryClient, { snapshots, summary }: Payload<'upload.progressed'>): void {
  for (const snapshot of snapshots) showSnapshot(queryClient, snapshot);
  queryClient.setQueryData(uploadKeys.summary, summary);
}
