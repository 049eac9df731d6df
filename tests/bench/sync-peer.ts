import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createClient } from '@supabase/supabase-js';
import { temporaryFolder } from '../helpers/temporary.ts';

/*
 * RxDB with its Supabase replication, as its documentation sets it up. Fetched on demand into .cache: it is for the
 * comparison only, and `npm ci` stays small.
 */
export const PEER = 'rxdb@17.6.0';
const HOME = join(import.meta.dirname, '../../.cache/bench-sync');

export interface Lesson {
  readonly id: string;
  readonly chapter_id: string;
  readonly pos: string;
  readonly title: string;
  readonly kind: string;
  readonly body: string;
  readonly free_preview: boolean;
}
interface RxDocument extends Lesson {
  patch(change: Partial<Lesson>): Promise<RxDocument>;
}
interface RxCollection {
  bulkInsert(docs: readonly Lesson[]): Promise<unknown>;
  findOne(id: string): { exec(): Promise<RxDocument | null> };
  find(query: object): { exec(): Promise<RxDocument[]> };
}
interface RxDatabase {
  addCollections(collections: object): Promise<{ lessons: RxCollection }>;
  remove(): Promise<unknown>;
}
interface RxReplication {
  awaitInitialReplication(): Promise<unknown>;
  awaitInSync(): Promise<unknown>;
  reSync(): void;
  cancel(): Promise<unknown>;
}
export interface Kit {
  createRxDatabase(options: object): Promise<RxDatabase>;
  replicateSupabase(options: object): RxReplication;
  getRxStorageMemory(): object;
  getRxStorageSQLiteTrial(settings: object): object;
  getSQLiteBasicsNodeNative(constructor: unknown): object;
}

/** Null where it cannot be fetched: then ours is measured alone. */
export function loadPeer(): Kit | null {
  if (!existsSync(join(HOME, 'node_modules/rxdb'))) {
    mkdirSync(HOME, { recursive: true });
    writeFileSync(join(HOME, 'package.json'), '{"private": true}\n');
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
    const { status } = spawnSync('npm', ['install', ...flags, PEER, 'rxjs@7.8.2'], { cwd: HOME, stdio: 'ignore' });
    if (status !== 0) return null;
  }
  const load = createRequire(join(HOME, 'package.json'));
  const parts = [
    'rxdb',
    ...['replication-supabase', 'storage-memory', 'storage-sqlite'].map((n) => `rxdb/plugins/${n}`),
  ];
  const kit: object = Object.assign({}, ...parts.map((name): unknown => load(name)));
  return kit as Kit;
}

const text = { type: 'string' };
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 },
    chapter_id: text,
    pos: text,
    title: text,
    kind: text,
    body: text,
    free_preview: { type: 'boolean' },
  },
  required: ['id', 'chapter_id', 'pos', 'title', 'kind', 'body', 'free_preview'],
};

export interface PeerOptions {
  readonly url: string;
  readonly publishableKey: string;
  readonly token: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly pushBatch: number;
}
let count = 0;

async function openLessons(kit: Kit, storage: object) {
  const name = `bench${(count += 1)}`;
  const db = await kit.createRxDatabase({ name, storage, multiInstance: false });
  const { lessons } = await db.addCollections({ lessons: { schema } });
  return { name, db, lessons };
}

/** The sandbox reads no quoted column names in `or=(…)`, as PostgREST does; these two need none. */
const unquoted = (input: string | URL | Request): string => String(input).replaceAll(/%22(_modified|id)%22/g, '$1');

/**
 * The sandbox has no Realtime: the channel is one that never says anything, and changes are looked for with
 * `reSync()`, as RxDB does itself whenever a channel comes back.
 */
function clientOf({ url, publishableKey, token, fetch = globalThis.fetch }: PeerOptions) {
  const client = createClient(url, publishableKey, {
    accessToken: () => Promise.resolve(token),
    global: { fetch: (input, init) => fetch(unquoted(input), init) },
  });
  const silent = { on: () => silent, subscribe: () => silent };
  Reflect.set(client, 'channel', () => silent);
  Reflect.set(client, 'removeChannel', () => Promise.resolve());
  return client;
}

/** One device on the memory storage: the fastest that RxDB has, and the only free one that takes this much in Node. */
export async function openPeer(kit: Kit, options: PeerOptions) {
  const { name, db, lessons } = await openLessons(kit, kit.getRxStorageMemory());
  const client = clientOf(options);
  const replicate = (): RxReplication =>
    kit.replicateSupabase({
      replicationIdentifier: name,
      collection: lessons,
      client,
      tableName: 'bench_lessons',
      live: true,
      retryTime: 20,
      waitForLeadership: false,
      pull: { batchSize: 1_000 },
      push: { batchSize: options.pushBatch },
    });
  return { lessons, replicate, close: () => db.remove() };
}
export type Peer = Awaited<ReturnType<typeof openPeer>>;

/**
 * The persistent storage that RxDB recommends for Electron, SQLite, in its free trial: that takes 500 operations and
 * reads its whole table for each, so the table is kept at ten rows here, where this costs nothing.
 */
export async function openPersistent(kit: Kit) {
  const quiet = console.warn;
  console.warn = () => undefined; // a page of advertising per write
  const sqliteBasics = kit.getSQLiteBasicsNodeNative(DatabaseSync);
  const storage = kit.getRxStorageSQLiteTrial({ sqliteBasics, databaseNamePrefix: `${temporaryFolder()}/` });
  const { db, lessons } = await openLessons(kit, storage);
  return {
    lessons,
    close: async () => {
      await db.remove();
      console.warn = quiet;
    },
  };
}
