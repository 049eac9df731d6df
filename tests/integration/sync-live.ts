import { systemClock } from '../../src/main/uploads/adapters/system.ts';
import { createSupabaseHints } from '../../src/main/sync/adapters/supabase-hints.ts';
import { createSyncEngine, type PokeReason } from '../../src/main/sync/engine.ts';
import { createHintListener } from '../../src/main/sync/hints.ts';
import type { HintEvents, Hints, SyncServer } from '../../src/main/sync/ports.ts';
import type { ChangedRow } from '../../src/shared/domain/sync-types.ts';
import type { Credentials } from '../sandbox/supabase/seed.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { createDevice, type DeviceOptions } from './sync-rig.ts';

/** Counts lines that are open, and says when a hint has come. */
function watched(hints: Hints, onRevision: () => void) {
  const open = new Set<HintEvents>();
  return {
    openLines: (): number => open.size,
    hints: {
      open(workspaceId: string, events: HintEvents): () => void {
        open.add(events);
        const hangUp = hints.open(workspaceId, {
          onOpen: events.onOpen,
          onRevision(rev) {
            onRevision();
            events.onRevision(rev);
          },
          onEnd(why) {
            open.delete(events);
            events.onEnd(why);
          },
        });
        return () => {
          open.delete(events);
          hangUp();
        };
      },
    },
  };
}

interface LiveOptions extends DeviceOptions {
  readonly heartbeat?: { readonly heartbeatMs: number };
}

/** A computer that syncs by itself and listens for hints, wired as the app does it (src/main/compose-sync.ts). */
export function createLiveDevice(sandbox: SupabaseSandbox, options: LiveOptions = {}) {
  const device = createDevice(sandbox, options);
  const { deps, session, store } = device;
  const hintLog: { state: string; why: string }[] = [];
  const heard: (() => void)[] = [];
  let who: Credentials | null = null;
  let pulls = 0;
  const server: SyncServer = {
    ...deps.server,
    pull(request, signal) {
      pulls += 1;
      return deps.server.pull(request, signal);
    },
  };
  const config = () => ({ url: sandbox.url, publishableKey: sandbox.publishableKey });
  const line = watched(createSupabaseHints({ config, session, ...options.heartbeat }), () => {
    for (const tell of heard) tell();
  });
  const engine = createSyncEngine({ ...deps, server, clock: systemClock });
  const listener = createHintListener({
    hints: line.hints,
    identity: session.identity,
    position: () => store.position(deps.newId),
    isSyncing: () => engine.status().state === 'syncing',
    pull: () => engine.poke('hint'),
    clock: systemClock,
    random: Math.random,
    log: (_message, fields) => void hintLog.push(fields as { state: string; why: string }),
  });
  engine.onStatus(listener.look);
  session.onChange(() => {
    engine.poke('session');
    listener.look();
  });
  const edited = <T>(made: T): T => {
    engine.poke('local-write');
    return made;
  };
  return {
    ...device,
    newCourse: (title: string) => edited(device.newCourse(title)),
    rename: (id: string, title: string) => edited(device.rename(id, title)),
    person: (): Credentials => who as Credentials,
    async begin(person: Credentials): Promise<void> {
      who = person;
      await device.signIn(person);
      engine.start();
      listener.start();
    },
    poke(reason: PokeReason): void {
      engine.poke(reason);
      if (reason === 'resume' || reason === 'online') listener.wake();
    },
    isQuiet: (): boolean => engine.status().state === 'idle',
    pulls: (): number => pulls,
    openLines: line.openLines,
    hintLog: () => hintLog,
    lastHintState: () => hintLog.at(-1)?.state,
    lastHintEnd: () => hintLog.at(-1)?.why,
    onHint: (tell: () => void): void => void heard.push(tell),
    onApplied: (tell: (rows: readonly ChangedRow[]) => void) => engine.onApplied(tell),
    async close(): Promise<void> {
      listener.stop();
      await engine.stop();
      session.stop();
      device.close();
    },
  };
}
export type LiveDevice = ReturnType<typeof createLiveDevice>;
