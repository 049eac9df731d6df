import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { createSessionService } from '../../src/main/auth/session.ts';
import { migrate } from '../../src/main/db/migrate.ts';
import { createMutator } from '../../src/main/db/mutate.ts';
import { openDatabase } from '../../src/main/db/open.ts';
import { createSyncState } from '../../src/main/db/sync-state.ts';
import { createSyncStore } from '../../src/main/db/sync-store.ts';
import { createSupabaseServer } from '../../src/main/sync/adapters/supabase.ts';
import { runCycle, type CycleError } from '../../src/main/sync/cycle.ts';
import type { SyncDeps } from '../../src/main/sync/ports.ts';
import { createBatchSize } from '../../src/main/sync/push.ts';
import type { Draft, GroupValues, SyncedRow } from '../../src/shared/domain/merge.ts';
import { tableNames, type TableName } from '../../src/shared/domain/registry.ts';
import type { ChangedRow } from '../../src/shared/domain/sync-types.ts';
import type { Result } from '../../src/shared/ipc/result.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { findPostgres } from '../sandbox/supabase/pg-cluster.ts';
import type { Credentials } from '../sandbox/supabase/seed.ts';
import {
  startSupabaseSandbox,
  type SandboxOptions,
  type SupabaseSandbox,
} from '../sandbox/supabase/supabase-sandbox.ts';

export const migrationsDir = join(import.meta.dirname, '../../supabase/migrations');

/** Both databases where PostgreSQL's server is installed, else the one that needs nothing. */
export const drivers: readonly ('postgres' | 'pglite')[] = findPostgres() ? ['postgres', 'pglite'] : ['pglite'];
export const anyDriver = drivers[0] ?? 'pglite';

export const startSandbox = (driver: 'postgres' | 'pglite', options: Partial<SandboxOptions> = {}) =>
  startSupabaseSandbox({ driver, migrationsDir, seed: false, ...options });

/** A new person with an empty workspace: tests that share a sandbox do not see each other. */
export async function newInstructor(sandbox: SupabaseSandbox): Promise<Credentials> {
  const credentials = { email: `${randomUUID()}@lectern.test`, password: 'correct-horse-battery-9' };
  await sandbox.signUp(credentials);
  return credentials;
}

export const put = (t: TableName, id: string, v: Record<string, GroupValues>): Draft => ({ t, id, k: 'put', v });
export const set = (t: TableName, id: string, v: Record<string, GroupValues>): Draft => ({ t, id, k: 'set', v });

export function memoryVault() {
  const values = new Map<string, string>();
  return {
    values,
    read: async (name: string) => values.get(name) ?? null,
    write: async (name: string, value: string) => void values.set(name, value),
    remove: async (name: string) => void values.delete(name),
  };
}
export type MemoryVault = ReturnType<typeof memoryVault>;

export interface DeviceOptions {
  /** Opens an existing file: another run of the app on the same computer. */
  readonly path?: string;
  readonly vault?: MemoryVault;
  /** What it is called; may change. */
  readonly deviceName?: () => string;
  /** How far this computer's clock is ahead of the real one; may change. */
  readonly skewMs?: () => number;
  /** Stamps edits without what was learned about the server's clock. */
  readonly isStubborn?: boolean;
  readonly fetch?: typeof globalThis.fetch;
}

/** A real file with the production migrations; `openTestDatabase` has a clock of its own, these have the computer's. */
function openFile(path: string) {
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  const migrated = migrate(opened.data);
  if (!migrated.success) throw new Error(migrated.error.message);
  return opened.data;
}

/** Real mutator, real session, real client, wired as the app does it. */
function wire(sandbox: SupabaseSandbox, db: ReturnType<typeof openFile>, options: DeviceOptions) {
  const state = createSyncState(db);
  const nowMs = (): number => Date.now() + (options.skewMs?.() ?? 0);
  const clock = { nowMs, delay: () => new Promise<void>(() => undefined) };
  const fetch: typeof globalThis.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const vault = options.vault ?? memoryVault();
  const config = () => ({ url: sandbox.url, publishableKey: sandbox.publishableKey });
  const session = createSessionService({ vault, clock, connect: config, fetch });
  const mutator = createMutator({
    db,
    // The mutator adds what was learned about the server's clock; a stubborn computer takes it off again.
    nowMs: () => nowMs() - (options.isStubborn ? state.getNumber('clock_offset_ms') : 0),
    newId: uuidv7,
    node: randomUUID().slice(0, 8),
    onCommit: () => undefined,
  });
  const deps: SyncDeps = {
    store: createSyncStore(db),
    server: createSupabaseServer({ config, session, fetch, newId: uuidv7 }),
    identity: session.identity,
    clock,
    random: Math.random,
    newId: uuidv7,
    deviceName: () => options.deviceName?.() ?? '',
    md5: (text) => createHash('md5').update(text).digest('hex'),
    breathe: () => nextTurn(),
    log: () => undefined,
  };
  return { state, vault, session, mutator, deps, store: deps.store };
}

/** The sync half of one computer. */
export function createDevice(sandbox: SupabaseSandbox, options: DeviceOptions = {}) {
  const path = options.path ?? join(temporaryFolder(), 'lectern.db');
  const db = openFile(path);
  const { state, vault, session, mutator, deps, store } = wire(sandbox, db, options);
  const memory = { isGreeted: false, batchSize: createBatchSize() };
  const applied: ChangedRow[] = [];

  const mutate = (...drafts: Draft[]): string => {
    const mid = mutator.mutate({ label: { code: 'course.edit', count: 1, name: '' }, drafts });
    if (mid === null) throw new Error('nothing was changed');
    return mid;
  };
  return {
    path,
    db,
    vault,
    state,
    store,
    deps,
    mutator,
    session,
    applied,
    greetAgain: (): void => void (memory.isGreeted = false),
    mutate,
    async signIn(credentials: Credentials): Promise<void> {
      const signedIn = await session.signIn(credentials.email, credentials.password);
      if (!signedIn.success) throw new Error(signedIn.error.code);
    },
    /** One round; answers 'ok' or why it ended early. */
    async sync(): Promise<CycleError | 'ok'> {
      const onApplied = (rows: readonly ChangedRow[]): void => void applied.push(...rows);
      const signal = new AbortController().signal;
      const result: Result<null, CycleError> = await runCycle(deps, { memory, signal, onApplied });
      return result.success ? 'ok' : result.error.code;
    },
    row: (table: TableName, id: string): SyncedRow | null => mutator.rows.read(table, id)?.row ?? null,
    waiting: (): number => store.counts().waiting,
    outbox: () => db.prepare('SELECT * FROM outbox ORDER BY n').all() as { mid: string; state: string; seq: number }[],
    deadLetters: () => db.prepare('SELECT * FROM dead_letters').all() as { mid: string; code: string; base: string }[],
    conflicts: () => db.prepare('SELECT * FROM conflicts ORDER BY id').all() as { grp: string; loser: string }[],
    newCourse(title: string): string {
      const id = uuidv7();
      mutate(put('courses', id, { origin: { created_at_ms: 1 }, title: { title } }));
      return id;
    },
    rename: (id: string, title: string): string => mutate(set('courses', id, { title: { title } })),
    titleOf(id: string): unknown {
      return mutator.rows.read('courses', id)?.row['title'];
    },
    /** Everything synced, comparable with the server's and with another device's. */
    dump: () => Object.fromEntries(tableNames.map((table) => [table, dumpTable(table)])),
    close: () => db.close(),
  };

  function dumpTable(table: TableName): Record<string, unknown> {
    const ids = db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[];
    return Object.fromEntries(ids.map((id) => [id, comparable({ ...mutator.rows.read(table, id)?.row })]));
  }
}
export type Device = ReturnType<typeof createDevice>;

/** So many computers of one new person. */
export async function signedIn(sandbox: SupabaseSandbox, count: number): Promise<Device[]> {
  const person = await newInstructor(sandbox);
  const devices = Array.from({ length: count }, () => createDevice(sandbox));
  for (const device of devices) await device.signIn(person);
  return devices;
}

/** The same value whatever the order of its keys. */
export function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, comparable(item)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the server has of a person's workspace, in the shape of `dump`. */
export async function serverDump(sandbox: SupabaseSandbox, workspaceId: string): Promise<Record<string, unknown>> {
  const entries = tableNames.map(async (table): Promise<[string, unknown]> => {
    const rows = await sandbox.sql(
      `select (to_jsonb(x) - 'ws' - 'rev')::text as row from public.${table} x where ws = $1 order by id`,
      [workspaceId],
    );
    const parsed = rows.map(({ row }) => JSON.parse(String(row)) as { id: string });
    return [table, Object.fromEntries(parsed.map((row) => [row.id, comparable(row)]))];
  });
  return Object.fromEntries(await Promise.all(entries));
}
