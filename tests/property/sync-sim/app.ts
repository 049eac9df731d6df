import { createHash } from 'node:crypto';
import type { Database } from '../../../src/main/db/open.ts';
import type { CycleError } from '../../../src/main/sync/cycle.ts';
import type { Clock, Identity, SyncDeps } from '../../../src/main/sync/ports.ts';
import { ok } from '../../../src/shared/ipc/result.ts';
import type { AppCode } from './app-code.ts';
import type { PlantedBug } from './bugs.ts';
import { createNetwork, type Line } from './network.ts';
import type { Random, Tally } from './random.ts';
import type { Server } from './server.ts';
import type { ComputerPlan } from './steps.ts';
import { keep, rethrow } from './violation.ts';

const project = { url: 'http://simulated.invalid', publishableKey: 'sb_publishable_simulated' };

/** What an opening of the app needs of its computer and of the world. */
export interface AppWorld {
  readonly plan: ComputerPlan;
  readonly server: Server;
  readonly tally: Tally;
  readonly zombies: (() => Promise<unknown>)[];
  readonly bug: PlantedBug | null;
  readonly random: Random;
  readonly line: Line;
  readonly identity: () => Identity;
  /** This computer's own clock, right or wrong. */
  readonly nowMs: () => number;
  /** Called between the slices and pages of a round, when what the user sees has changed. */
  readonly onApplied: () => void;
}

function createPorts(code: AppCode, world: AppWorld, db: Database): SyncDeps {
  const { bug, plan, server, tally, zombies, random, line } = world;
  const { fetch } = createNetwork({ server, line, random, tally, pageRows: plan.pageRows, zombies });
  const token = async () => ok(String(world.identity().userId));
  const adapter = code.createSupabaseServer({
    config: () => project,
    session: { accessToken: token, renew: token },
    fetch,
    newId: random.uuid,
  });
  bug?.opening?.(db, code);
  const store = code.createSyncStore(db);
  const clock: Clock = { nowMs: world.nowMs, delay: () => new Promise(() => undefined) };
  return {
    store: bug?.store?.(store, db) ?? store,
    server: bug?.server?.(adapter) ?? adapter,
    identity: world.identity,
    clock,
    random: random.next,
    newId: random.uuid,
    deviceName: () => 'Studio',
    md5: (text) => createHash('md5').update(text).digest('hex'),
    breathe: async () => undefined,
    log(message, fields) {
      if (message === 'sync.failed') keep(fields['error']); // the engine goes on; a check may have thrown it
      tally.bump(`${message} ${String(fields['kind'] ?? '')}`.trim());
    },
  };
}

/** One opening of a version of the app over a database: production code, with the ports of the simulator. */
export function openApp(code: AppCode, world: AppWorld, db: Database) {
  const migrated = code.migrate(db);
  if (!migrated.success) throw new Error(migrated.error.message);
  const state = code.createSyncState(db);
  const { random, plan } = world;
  const mutator = code.createMutator({
    db,
    // The mutator adds what was learned about the server's clock; a stubborn computer takes it off again.
    nowMs: () => world.nowMs() - (plan.isStubborn ? state.getNumber('clock_offset_ms') : 0),
    newId: random.uuid,
    node: random.hex8(),
    onCommit: () => undefined,
  });
  const sync = createPorts(code, world, db);
  const undo = code.createUndo({ db, mutator, onCommit: () => undefined });
  const memory = { isGreeted: false, batchSize: code.createBatchSize() };
  return {
    db,
    state,
    mutator,
    undo,
    sync,
    /** The engine with all its timers, on a clock of its own making. */
    engine: (clock: Clock) => code.createSyncEngine({ ...sync, clock }),
    async round(): Promise<CycleError | 'ok'> {
      const { signal } = new AbortController();
      const result = await code.runCycle(sync, { memory, signal, onApplied: world.onApplied });
      rethrow();
      if (!result.success) memory.isGreeted = false;
      return result.success ? 'ok' : result.error.code;
    },
  };
}
export type App = ReturnType<typeof openApp>;
