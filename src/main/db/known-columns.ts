import { registry } from '../../shared/domain/registry.ts';
import type { Database } from './open.ts';
import type { SyncState } from './sync-state.ts';

/** What this app knows. */
const known = JSON.stringify(registry);

/**
 * An app that did not know a column has pulled rows without it, and its cursor is past them: the first run of one that
 * does pulls everything again. What waits to be sent stays as it is.
 */
export function pullAgainIfMoreIsKnown(db: Database, state: SyncState, pullAgain: () => void): void {
  db.transaction(() => {
    if (state.get('registry') === known) return;
    if (state.getNumber('cursor') > 0) pullAgain();
    state.set('registry', known);
  }).immediate();
}
