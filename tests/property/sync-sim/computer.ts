import type { Database } from '../../../src/main/db/open.ts';
import type { Identity } from '../../../src/main/sync/ports.ts';
import type { SyncedTable, TableName } from '../../../src/shared/domain/registry.ts';
import { appCode, type AppCode } from './app-code.ts';
import { openApp, type AppWorld } from './app.ts';
import { armCrash, Crash } from './crash.ts';
import { createDiary } from './diary.ts';
import { emptyProfile, type Disk, type Image } from './disk.ts';
import type { Line } from './network.ts';
import { newerApp } from './newer-app.ts';
import { createRandom } from './random.ts';
import { readColumn, readRows } from './read.ts';

export interface ComputerDeps extends Omit<AppWorld, 'random' | 'line' | 'identity'> {
  readonly name: string;
  readonly disk: Disk;
}

/** Whose computer it is, what it believes the time to be, and the line to the server. */
function createCircumstances({ name, plan, server, nowMs }: ComputerDeps) {
  const user = server.people[plan.person]?.user ?? '';
  let skewMs = 0;
  let identity: Identity = { state: 'signed-in', userId: user };
  const line: Line = { fate: 'ok', left: 0, gate: null, hold: null };
  return {
    user,
    line,
    random: createRandom(name),
    identity: () => identity,
    nowMs: () => nowMs() + skewMs,
    setSkew: (ms: number): void => void (skewMs = ms),
    /** Somebody else signs in to this file; afterwards it is its owner again. */
    async as(other: string, run: () => Promise<unknown>): Promise<void> {
      identity = { state: 'signed-in', userId: other };
      await run();
      identity = { state: 'signed-in', userId: user };
    },
  };
}

/** One computer through all that happens to it. */
export function createComputer(deps: ComputerDeps, image: Image = emptyProfile()) {
  const { plan, server, disk, bug, tally } = deps;
  const circumstances = createCircumstances(deps);
  const world: AppWorld = { ...deps, ...circumstances };
  /** The stamps that are on show, by `table id`, since the last look. */
  const seen = new Map<string, Readonly<Record<string, string>>>();
  let code: AppCode = plan.isNewer ? newerApp : appCode;
  let openings = 0;
  let app = openApp(code, world, disk.open(image));
  if (plan.person > 0 && app.state.get('owner_id') === null) app.sync.store.adopt(circumstances.user, server.ws);
  const diary = createDiary({ app: () => app, bug, tally });

  function reopen(db: Database): void {
    app = openApp(code, world, db);
    openings += 1;
  }
  function putBack(left: Image): void {
    app.db.close();
    reopen(disk.open(left));
  }
  const restart = (): void => putBack(disk.image(app.db));
  const tableOf = (table: string): SyncedTable | undefined =>
    Object.hasOwn(code.registry, table) ? code.registry[table as TableName] : undefined;

  return {
    ...circumstances,
    ...diary,
    name: deps.name,
    plan,
    seen,
    app: () => app,
    isNewer: () => code === newerApp,
    /** What this version of the app knows. */
    tables: (): readonly TableName[] => code.tableNames,
    tableOf,
    /** Another text whenever anything was written here since. */
    state: (): string => `${openings} ${readColumn(app.db, 'SELECT total_changes()')[0]}`,
    waiting: (): unknown[] => readRows(app.db, 'SELECT mid, seq, state, ack_rev FROM outbox'),
    startsOver: (): boolean => app.sync.store.isResyncing() || app.state.getNumber('cursor') === 0,
    idsOf: (table: string): string[] => readColumn(app.db, `SELECT id FROM ${table} ORDER BY id`),
    round: () => app.round(),
    restart,
    /** Runs something that is cut off in its `after`-th write; answers whether that came. */
    async untilCrash(after: number, run: () => unknown): Promise<boolean> {
      armCrash(app.db, after, code.tableNames);
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
    rollBack(former: Image): void {
      diary.rollingBack(() => putBack(former));
      seen.clear();
    },
    /** The next version of the app is installed and started on the same file. */
    upgrade(): void {
      if (code === newerApp) return;
      code = newerApp;
      restart();
      tally.bump('upgraded');
    },
    close: (): void => void app.db.close(),
  };
}
export type Computer = ReturnType<typeof createComputer>;
