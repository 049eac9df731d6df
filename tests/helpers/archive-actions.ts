import { join } from 'node:path';
import { type ArchiveDeps, createArchiveActions } from '../../src/main/actions/archive.ts';
import { createArchiveSessions } from '../../src/main/archive/archive-sessions.ts';
import { runJob, type ArchiveJob } from '../../src/main/archive/jobs.ts';
import { createTemporaries } from '../../src/main/archive/temporaries.ts';
import type { RunArchiveJob } from '../../src/main/archive/worker-client.ts';
import { createCoursePartsTable } from '../../src/main/db/tables/course-parts.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { fingerprint } from '../../src/main/media/fingerprint.ts';
import { createTwins } from '../../src/main/media/twins.ts';
import { err, ok } from '../../src/shared/ipc/result.ts';
import type { TestDatabase } from './database.ts';
import { temporaryFolder } from './temporary.ts';

/** The jobs in this very thread: what a thread of their own adds is tested in the built app. */
const runHere = (async (name, input, { signal, onProgress = () => {} }) =>
  runJob({ name, input } as ArchiveJob, { signal, onProgress })) as RunArchiveJob;

/** The archive actions over a test database. The dialogs answer what `answers` holds. */
export function openArchiveActions(
  { db, edit }: TestDatabase,
  origin: ReturnType<ArchiveDeps['origin']>,
  list = join(temporaryFolder(), 'archive-temporaries.json'),
) {
  const media = createMediaTable(db);
  const answers = { target: null as string | null, archive: null as string | null, folder: null as string | null };
  const twins = createTwins({
    ...edit,
    media,
    hash: async (path) => {
      const found = await fingerprint(path);
      return found.ok ? ok(found) : err('CHANGED', 'cannot be read');
    },
  });
  const sessions = createArchiveSessions({
    run: runHere,
    temporaries: createTemporaries(list),
    newId: edit.newId,
    onProgress: () => {},
  });
  const actions = createArchiveActions({
    ...edit,
    sessions,
    media,
    parts: createCoursePartsTable(db),
    appVersion: '0.0.0',
    origin: () => origin,
    prepareTwins: (bytes) => twins.prepare(bytes, new AbortController().signal),
    pickTarget: async () => answers.target,
    pickArchive: async () => answers.archive,
    pickFolder: async () => answers.folder,
  });
  return { actions, answers, sessions };
}
