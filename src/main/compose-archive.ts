import { join } from 'node:path';
import { createArchiveActions } from './actions/archive.ts';
import type { EditContext } from './actions/context.ts';
import { createArchiveSessions } from './archive/archive-sessions.ts';
import { createTemporaries } from './archive/temporaries.ts';
import { createArchiveRunner } from './archive/worker-client.ts';
import type { AppServices } from './compose-services.ts';
import type { CoursePartsTable } from './db/tables/course-parts.ts';
import type { MediaTable } from './db/tables/media.ts';
import { createTwins } from './media/twins.ts';

export interface ArchiveParts {
  readonly services: AppServices;
  /** Of the profile. */
  readonly folder: string;
  readonly media: MediaTable;
  readonly parts: CoursePartsTable;
  readonly edit: EditContext;
  readonly ownerId: () => string | null;
}

/** Course archives of a profile: its courses as files, and files as courses. */
export function composeArchive({ services, folder, media, parts, edit, ownerId }: ArchiveParts) {
  const { push, newId, pickFolder, studioId } = services;
  const logger = services.logger.child('archive');
  const sessions = createArchiveSessions({
    run: createArchiveRunner({
      startWorker: services.startArchiveWorker,
      onWorkerError: (error) => logger.log('error', 'the archive thread failed', { error }),
    }),
    temporaries: createTemporaries(join(folder, 'archive-temporaries.json')),
    newId,
    onProgress: (jobId, bytesDone, bytesTotal) => push('archive.progressed', { jobId, bytesDone, bytesTotal }),
  });
  const twins = createTwins({ ...edit, media, hash: services.media.hash });
  const stopped = new AbortController();
  const handlers = createArchiveActions({
    ...edit,
    sessions,
    media,
    parts,
    appVersion: services.appVersion,
    origin: () => ({ workspaceId: ownerId(), studioId: studioId() }),
    prepareTwins: (bytes) => twins.prepare(bytes, stopped.signal),
    pickTarget: services.pickArchiveTarget,
    pickArchive: services.pickArchiveFile,
    pickFolder,
  });
  return {
    handlers,
    start: sessions.sweep,
    async stop(): Promise<void> {
      stopped.abort();
      await sessions.stop();
    },
  };
}
