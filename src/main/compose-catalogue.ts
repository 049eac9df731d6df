import { reachNow } from '../shared/domain/trash.ts';
import type { AppServices } from './compose-services.ts';
import type { Database } from './db/open.ts';
import type { MediaTable } from './db/tables/media.ts';
import { createStoredClaims } from './db/tables/stored-claims.ts';
import { createStoredObjects } from './db/tables/stored-objects.ts';
import { createStoredUses } from './db/tables/stored-uses.ts';
import type { WriteHealth } from './lib/write-health.ts';
import { type Catalogue, createCatalogue } from './uploads/catalogue.ts';
import type { StoredObject } from './uploads/ports.ts';
import { createMissingCheck, type MissingDeps } from './uploads/missing.ts';

export interface CatalogueParts {
  readonly services: AppServices;
  readonly db: Database;
  readonly health: WriteHealth;
}
interface OnMissing extends Pick<MissingDeps, 'noteGone'> {
  /** After all of it was noted. */
  readonly onGone: () => void;
}

/** What the library says is stored with these bytes; `sha1` null: of this length, with a hash that is known. */
export const storedInLibrary =
  (media: Pick<MediaTable, 'listOfSize' | 'findStored'>) =>
  (sha1: string | null, bytes: number): Pick<StoredObject, 'fileId' | 'objectName'> | null => {
    const stored =
      sha1 === null
        ? media.listOfSize(bytes).find((one) => one.b2FileId !== null && one.sha1 !== null)
        : media.findStored(sha1, bytes);
    return stored?.b2FileId && stored.objectName ? { fileId: stored.b2FileId, objectName: stored.objectName } : null;
  };

/** What lies in the bucket besides what the library knows, and what of all that is kept there by somebody here. */
export function composeCatalogue(
  { services, db, health }: CatalogueParts,
  onMissing: OnMissing,
): {
  readonly catalogue: Catalogue;
  readonly isKept: (fileId: string) => boolean;
} {
  const { storageClient, clock, logger } = services;
  const uses = createStoredUses(db);
  const isKept = (fileId: string): boolean => uses.isKept(fileId, reachNow(null));
  const { listUnder } = createStoredClaims(db);
  function listClaims(beforeMs: number) {
    const [bucketName, prefix] = [storageClient.bucket(), storageClient.prefix()];
    return bucketName === null || prefix === null ? [] : listUnder({ bucketName, prefix, beforeMs });
  }
  const check = createMissingCheck({
    listClaims,
    getFile: storageClient.getFile,
    noteGone: onMissing.noteGone,
    onGone(count) {
      logger.log('warn', 'what was said to be stored was not in the bucket', { count });
      onMissing.onGone();
    },
  });
  const catalogue = createCatalogue({
    store: createStoredObjects(db),
    listStored: storageClient.listStored,
    place: storageClient.place,
    // By its id: the name of a version may be that of an object which it was let go from, since it was altered.
    isKept: ({ fileId }) => isKept(fileId),
    onListed: check,
    clock,
    onError: (error) =>
      void (health.noticed(error) || logger.log('error', 'the bucket could not be listed', { error })),
  });
  return { catalogue, isKept };
}
