import { createHash } from 'node:crypto';
import type { AppServices } from './compose-services.ts';
import type { Database } from './db/open.ts';
import { createSyncStore } from './db/sync-store.ts';
import { createSupabaseHints } from './sync/adapters/supabase-hints.ts';
import { createSupabaseServer } from './sync/adapters/supabase.ts';
import { createSyncEngine, type SyncEngine } from './sync/engine.ts';
import { createHintListener, type HintListener } from './sync/hints.ts';
import type { PublishServer } from './sync/publish-door.ts';
import type { SyncPosition } from '../shared/domain/sync-types.ts';

/** The engine, and what else asks the same server: under the same identity, from the same position. */
export interface ComposedSync extends SyncEngine {
  readonly publish: PublishServer['publish'];
  readonly position: () => SyncPosition;
}

/** Sync of a profile's database with whatever server is configured, as whoever is signed in. `noticed` hears of its errors. */
export function composeSync(services: AppServices, db: Database, noticed: (error: unknown) => void): ComposedSync {
  const { session, clock, random, newId, fetch } = services;
  const logger = services.logger.child('sync');
  const store = createSyncStore(db, { onNotice: () => services.push('app.noticesChanged', {}) });
  const log = (message: string, fields: Readonly<Record<string, unknown>>): void => {
    if (fields['error'] !== undefined) noticed(fields['error']);
    logger.log('info', message, fields);
  };
  const server = createSupabaseServer({ config: services.server.read, session, fetch, newId });
  const position = () => store.position(newId);
  const engine = createSyncEngine({
    store,
    server,
    identity: session.identity,
    clock,
    random,
    newId,
    deviceName: services.device.current,
    md5: (text) => createHash('md5').update(text).digest('hex'),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    log,
  });
  const listener = createHintListener({
    hints: createSupabaseHints({ config: services.server.read, session }),
    identity: session.identity,
    position,
    isSyncing: () => engine.status().state === 'syncing',
    pull: () => engine.poke('hint'),
    clock,
    random,
    log,
  });
  engine.onStatus((status) => {
    services.push('sync.statusChanged', status);
    listener.look();
  });
  return { ...withPublishing(withHints(engine, listener), server), position };
}

/** The engine, with what it is told passed on to the ear for hints. */
function withHints(engine: SyncEngine, listener: HintListener): SyncEngine {
  return {
    ...engine,
    start() {
      engine.start();
      listener.start();
    },
    async stop() {
      listener.stop();
      await engine.stop();
    },
    poke(reason) {
      engine.poke(reason);
      if (reason === 'resume' || reason === 'online') listener.wake();
      else if (reason === 'session') listener.look();
    },
  };
}

/** The engine, with the publishing door: a request ends when the engine does. */
function withPublishing(engine: SyncEngine, server: PublishServer): Omit<ComposedSync, 'position'> {
  let stopped = new AbortController();
  return {
    ...engine,
    start() {
      stopped = new AbortController();
      engine.start();
    },
    stop() {
      stopped.abort();
      return engine.stop();
    },
    publish: (request, signal) => server.publish(request, AbortSignal.any([signal, stopped.signal])),
  };
}
