import { createHash } from 'node:crypto';
import { createMutator } from '../../../src/main/db/mutate.ts';
import type { Database } from '../../../src/main/db/open.ts';
import { createSyncState } from '../../../src/main/db/sync-state.ts';
import { createSyncStore } from '../../../src/main/db/sync-store.ts';
import { createUndo } from '../../../src/main/db/undo.ts';
import { createSupabaseServer } from '../../../src/main/sync/adapters/supabase.ts';
import { runCycle, type CycleError } from '../../../src/main/sync/cycle.ts';
import type { Clock, Identity, SyncDeps } from '../../../src/main/sync/ports.ts';
import { createBatchSize } from '../../../src/main/sync/push.ts';
import type { Draft, Op } from '../../../src/shared/domain/merge.ts';
import { ok } from '../../../src/shared/ipc/result.ts';
import type { PlantedBug } from './bugs.ts';
import { armCrash, Crash } from './crash.ts';
import { emptyProfile, type Disk, type Image } from './disk.ts';
import { createNetwork, type Line } from './network.ts';
import { createRandom, type Random, type Tally } from './random.ts';
import type { Server } from './server.ts';
import type { ComputerPlan } from './steps.ts';
import { answerSeenByOld, oldAppKnows, OLDER_REGISTRY } from './versions.ts';

export interface ComputerDeps {
  readonly name: string;
  readonly plan: ComputerPlan;
  readonly server: Server;
  readonly disk: Disk;
  readonly nowMs: () => number;
  readonly tally: Tally;
  readonly zombies: (() => Promise<unknown>)[];
  readonly bug: PlantedBug | null;
  /** Called between the slices and pages of a round, when what the user sees has changed. */
  readonly onApplied: () => void;
}
const label = { code: 'course.edit', count: 1, name: '' } as const;
const project = { url: 'http://simulated.invalid', publishableKey: 'sb_publishable_simulated' };

/** One opening of the app over a database: production code, with the ports of the simulator. */
function openApp(
  deps: ComputerDeps,
  db: Database,
  random: Random,
  line: Line,
  who: () => Identity,
  isOld: () => boolean,
  skewMs: () => number,
) {
  const { bug, plan, server, tally, zombies } = deps;
  const state = createSyncState(db);
  const nowMs = (): number => deps.nowMs() + skewMs();
  const { fetch } = createNetwork({
    server,
    line,
    random,
    tally,
    pageRows: plan.pageRows,
    see: (door, answer) => (isOld() ? answerSeenByOld(door, answer) : answer),
    zombies,
  });
  const token = async () => ok(String(who().userId));
  const adapter = createSupabaseServer({
    config: () => project,
    session: { accessToken: token, renew: token },
    fetch,
    newId: random.uuid,
  });
  const mutator = createMutator({
    db,
    // The mutator adds what was learned about the server's clock; a stubborn computer takes it off again.
    nowMs: () => nowMs() - (plan.isStubborn ? state.getNumber('clock_offset_ms') : 0),
    newId: random.uuid,
    node: random.hex8(),
    onCommit: () => undefined,
  });
  const store = createSyncStore(db);
  const clock: Clock = { nowMs, delay: () => new Promise(() => undefined) };
  const sync: SyncDeps = {
    store: bug?.store?.(store, db) ?? store,
    server: bug?.server?.(adapter) ?? adapter,
    identity: who,
    clock,
    random: random.next,
    newId: random.uuid,
    md5: (text) => createHash('md5').update(text).digest('hex'),
    breathe: async () => undefined,
    log: (message, fields) => tally.bump(`${message} ${String(fields['kind'] ?? '')}`.trim()),
  };
  const undo = createUndo({ db, mutator, onCommit: () => undefined });
  return { db, state, mutator, undo, sync, memory: { isGreeted: false, batchSize: createBatchSize() } };
}

interface Entry {
  readonly n: number;
  readonly mid: string;
  readonly ops: string;
}

/** One computer through all that happens to it. `written` and `forgotten` are what the checks at the end go by. */
export function createComputer(deps: ComputerDeps, image: Image = emptyProfile()) {
  const { plan, server, disk, bug } = deps;
  const random = createRandom(deps.name);
  const user = server.people[plan.person]?.user ?? '';
  const line: Line = { fate: 'ok', left: 0, gate: null };
  const written = new Map<string, string>();
  const forgotten = new Set<string>();
  /** The latest stamp that was ever on show, per field group. */
  const seen = new Map<string, string>();
  let skewMs = 0;
  let isOld = plan.isOld;
  let identity: Identity = { state: 'signed-in', userId: user };
  const open = (db: Database) =>
    openApp(
      deps,
      db,
      random,
      line,
      () => identity,
      () => isOld,
      () => skewMs,
    );
  let app = open(disk.open(image));
  if (plan.person > 0 && app.state.get('owner_id') === null) app.sync.store.adopt(user, server.ws);

  const entries = (): Entry[] => app.db.prepare('SELECT n, mid, ops FROM outbox').all() as Entry[];
  const letters = (): { mid: string; ops: string }[] =>
    app.db.prepare('SELECT mid, ops FROM dead_letters').all() as { mid: string; ops: string }[];
  const mids = (): string[] => [
    ...[...entries(), ...letters()].map(({ mid }) => mid),
    ...(app.db.prepare('SELECT mid FROM journal').pluck().all() as string[]),
  ];

  /** Runs a local write and writes down what it put into the outbox, and which entry it coalesced into. */
  function record<T>(write: () => T): T {
    const before = new Map(entries().map(({ n, mid }) => [n, mid]));
    const result = write();
    for (const { n, mid, ops } of entries()) {
      const former = before.get(n);
      if (former === mid) continue;
      if (former !== undefined) {
        forgotten.add(former);
        deps.tally.bump('coalesced');
      }
      written.set(mid, ops);
      for (const { t } of JSON.parse(ops) as Op[]) deps.tally.bump(`wrote ${t}`);
      deps.tally.bump('mutations');
    }
    return result;
  }
  function mutate(...drafts: Draft[]): boolean {
    const write = (): string | null => (bug?.mutate ? bug.mutate(app, drafts) : app.mutator.mutate({ label, drafts }));
    return record(write) !== null;
  }

  async function round(): Promise<CycleError | 'ok'> {
    const { signal } = new AbortController();
    const result = await runCycle(app.sync, { memory: app.memory, signal, onApplied: deps.onApplied });
    if (!result.success) app.memory.isGreeted = false;
    return result.success ? 'ok' : result.error.code;
  }
  const reopen = (db: Database): void => void (app = open(db));
  const restart = (): void => rollBackTo(disk.image(app.db));
  function rollBackTo(left: Image): void {
    app.db.close();
    reopen(disk.open(left));
  }

  return {
    name: deps.name,
    plan,
    user,
    line,
    written,
    forgotten,
    seen,
    app: () => app,
    isOld: () => isOld,
    startsOver: (): boolean => app.sync.store.isResyncing() || app.state.getNumber('cursor') === 0,
    knows: (table: string, group?: string): boolean => !isOld || oldAppKnows(table, group),
    setSkew: (ms: number): void => void (skewMs = ms),
    entries,
    letters,
    mutate,
    record,
    idsOf: (table: string): string[] => app.db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[],
    round,
    restart,
    /** Runs something that is cut off in its `after`-th write; answers whether that came. */
    async untilCrash(after: number, run: () => unknown): Promise<boolean> {
      armCrash(app.db, after);
      try {
        await run();
        return false;
      } catch (error) {
        if (error instanceof Crash) return true;
        throw error;
      } finally {
        reopen(disk.crash(app.db));
      }
    },
    image: (): Image => disk.image(app.db),
    /** The disk is put back: what was written since, and was not sent, is gone with it. */
    rollBack(former: Image): void {
      const before = mids();
      rollBackTo(former);
      const left = new Set(mids());
      for (const mid of before) if (!left.has(mid)) forgotten.add(mid);
      seen.clear();
    },
    upgrade(): void {
      if (!isOld) return;
      isOld = false;
      app.state.set('registry', OLDER_REGISTRY);
      restart();
      deps.tally.bump('upgraded');
    },
    /** Somebody else signs in to this file; afterwards it is its owner again. */
    async as(other: string, run: () => Promise<unknown>): Promise<void> {
      identity = { state: 'signed-in', userId: other };
      await run();
      identity = { state: 'signed-in', userId: user };
    },
    close: (): void => void app.db.close(),
  };
}
export type Computer = ReturnType<typeof createComputer>;
export type App = ReturnType<typeof openApp>;
