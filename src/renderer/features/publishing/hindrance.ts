import type { Finding } from '../../../shared/domain/publish-check.ts';
import { isPublishable } from '../../../shared/domain/publish-check.ts';
import type { SyncState } from '../../../shared/domain/sync-status.ts';

export type Hindrance = 'blockers' | 'account' | 'offline' | 'server';

/**
 * Why *Publish…* cannot be pressed now; null: it can. What waits to be sent is no reason, publishing sends it. The network
 * comes first: nobody mends a checklist to learn of that.
 */
export function hindranceOf(findings: readonly Finding[], sync: SyncState): Hindrance | null {
  if (sync === 'local-only' || sync === 'signed-out' || sync === 'needs-auth') return 'account';
  if (sync === 'offline' || sync === 'captive') return 'offline';
  if (sync === 'blocked') return 'server';
  return isPublishable(findings) ? null : 'blockers';
}
