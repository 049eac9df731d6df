import { versionInName } from '../shared/domain/media-name.ts';
import { reachNow } from '../shared/domain/trash.ts';
import type { AppServices } from './compose-services.ts';
import type { Database } from './db/open.ts';
import { createStoredObjects } from './db/tables/stored-objects.ts';
import { createStoredUses } from './db/tables/stored-uses.ts';
import type { WriteHealth } from './lib/write-health.ts';
import { type Catalogue, createCatalogue } from './uploads/catalogue.ts';

export interface CatalogueParts {
  readonly services: AppServices;
  readonly db: Database;
  readonly health: WriteHealth;
}

/** What lies in the bucket besides what the library knows, and what of all that is kept there by somebody here. */
export function composeCatalogue({ services, db, health }: CatalogueParts): {
  readonly catalogue: Catalogue;
  readonly isKept: (fileId: string) => boolean;
} {
  const { storageClient, clock, logger } = services;
  const uses = createStoredUses(db);
  const isKept = (fileId: string): boolean => uses.isKept(fileId, reachNow(null));
  /** A data file that was restored knows the version, and not yet that it is stored. */
  function isOurs(objectName: string): boolean {
    const versionId = versionInName(objectName);
    return versionId !== null && uses.isAwaited(versionId, reachNow(null));
  }
  const catalogue = createCatalogue({
    store: createStoredObjects(db),
    listStored: storageClient.listStored,
    place: storageClient.place,
    isKept: ({ fileId, objectName }) => isKept(fileId) || isOurs(objectName),
    clock,
    onError: (error) =>
      void (health.noticed(error) || logger.log('error', 'the bucket could not be listed', { error })),
  });
  return { catalogue, isKept };
}
