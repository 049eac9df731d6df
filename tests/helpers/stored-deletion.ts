import { createStoredDeletion } from '../../src/main/actions/stored-deletion.ts';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createStoredUses } from '../../src/main/db/tables/stored-uses.ts';
import type { TestDatabase } from './database.ts';

/** The deletion of stored bytes over a test database, with no uploads and no CDN. */
export const openDeletion = ({ db, edit }: TestDatabase) =>
  createStoredDeletion({
    ...edit,
    uses: createStoredUses(db),
    media: createMediaTable(db),
    jobs: createJobTable(db, edit.newId),
    uploads: { snapshots: () => [], get: () => null, clear: () => true },
    publishedUrlOf: () => null,
    onQueued: () => {},
  });
