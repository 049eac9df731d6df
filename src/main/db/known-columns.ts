import { createHash } from 'node:crypto';
import { registry } from '../../shared/domain/registry.ts';
import type { Database } from './open.ts';
import type { SyncState } from './sync-state.ts';

/** Changes whenever this app knows other tables or columns than the one before it. */
export function registryFingerprint(tables: object = registry): string {
  return createHash('sha1').update(JSON.stringify(tables)).digest('hex');
}

/**
 * An app that did not know a column has pulled rows without it, and its cursor is past them: the first run of one that
 * does pulls everything again. What waits to be sent stays as it is.
 */
export function pullAgainIfMoreIsKnown(db: Database, state: SyncState, fingerprint = registryFingerprint()): void {
  db.transaction(() => {
    if (state.get('registry') === fingerprint) return;
    state.set('cursor', 0);
    state.set('registry', fingerprint);
  }).immediate();
}
