import { createHash } from 'node:crypto';
import type { AppServices } from './compose-services.ts';
import type { Database } from './db/open.ts';
import { createSyncStore } from './db/sync-store.ts';
import type { WriteHealth } from './lib/write-health.ts';
import { createSupabaseServer } from './sync/adapters/supabase.ts';
import { createSyncEngine, type SyncEngine } from './sync/engine.ts';

/** Sync of a profile's database with whatever server is configured, as whoever is signed in. */
export function composeSync(services: AppServices, db: Database, health: WriteHealth): SyncEngine {
  const { session, clock, random, newId, fetch } = services;
  const logger = services.logger.child('sync');
  const sync = createSyncEngine({
    store: createSyncStore(db),
    server: createSupabaseServer({ config: services.server.read, session, fetch, newId }),
    identity: session.identity,
    clock,
    random,
    newId,
    md5: (text) => createHash('md5').update(text).digest('hex'),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    log(message, fields) {
      health.noticed(fields['error']);
      logger.log('info', message, fields);
    },
  });
  sync.onStatus((status) => services.push('sync.statusChanged', status));
  return sync;
}
