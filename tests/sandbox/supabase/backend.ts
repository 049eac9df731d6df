import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { App, appliedVersions, recordVersion, splitSqlStatements } from '@supabase/lite';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import postgres from 'postgres';
import { isoTimestamp, postgresTypes, repairConnection } from './lite-repairs.ts';

export const PUBLISHABLE_KEY = 'sb_publishable_lectern_sandbox_00000000000';
const SECRET_KEY = 'sb_secret_lectern_sandbox_0000000000000000';
/** Fixed, so that sessions live on over a restart of the sandbox. Loopback only, fake data only. */
export const JWT_SECRET = 'lectern-sandbox-jwt-secret-of-over-32-characters';

export interface BackendOptions {
  /** PGlite: a folder to keep the data in; null for memory. PostgreSQL: the database's URLs. */
  readonly database:
    | { readonly kind: 'pglite'; readonly dataDir: string | null }
    | { readonly kind: 'postgres'; readonly url: string; readonly adminUrl: string };
  readonly migrationsDir: string;
  readonly jwtExpirySeconds: number;
  /** Whether the project has Realtime; decided before the first migration. */
  readonly hasRealtime: boolean;
}
export interface Backend {
  fetch(request: Request): Promise<Response>;
  /** Runs one statement past all row security; answers its rows. */
  sql(text: string, params?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Calls back with every notification of a channel, until the end. */
  listen(channel: string, hear: (payload: string) => void): Promise<void>;
  close(): Promise<void>;
}

async function openPglite(dataDir: string | null) {
  const connection = await createPgliteConnection({
    ...(dataDir === null ? {} : { url: dataDir }),
    pgliteOptions: { parsers: { 1184: isoTimestamp } },
  });
  repairConnection(connection);
  return connection;
}

function openPostgres(url: string, poolSize: number) {
  const connection = createPostgresConnection({
    url,
    postgresOptions: { max: poolSize, onnotice: () => undefined, types: postgresTypes },
  });
  repairConnection(connection);
  return connection;
}
type LiteConnection = Awaited<ReturnType<typeof openPglite>> | ReturnType<typeof openPostgres>;

const createApp = (connection: LiteConnection, jwtExpirySeconds: number) =>
  new App({
    connection,
    api: { max_rows: 1000 },
    auth: {
      enabled: true,
      enable_signup: true,
      jwt_secret: JWT_SECRET,
      jwt_expiry: jwtExpirySeconds,
      publishable_key: PUBLISHABLE_KEY,
      secret_key: SECRET_KEY,
      email: { enable_confirmations: false },
    },
    options: { server: { admin: false, disableStudio: true } },
  });

/** Applies the folder's `<14 digits>_name.sql` files that the database has not seen, each in one transaction. */
async function migrate(connection: LiteConnection, dir: string, hasRealtime: boolean): Promise<void> {
  await createApp(connection, 3600).ensureSystemSchema();
  const own = async (file: string) => splitSqlStatements(await readFile(join(import.meta.dirname, file), 'utf8'));
  await connection.transaction(await own('platform.sql'));
  const done = new Set(await appliedVersions(connection));
  if (hasRealtime && done.size === 0) await connection.transaction(await own('realtime.sql'));
  const files = (await readdir(dir)).filter((name) => /^\d{14}_.*\.sql$/.test(name)).sort();
  for (const file of files) {
    const version = file.slice(0, 14);
    if (done.has(version)) continue;
    const statements = splitSqlStatements(await readFile(join(dir, file), 'utf8'));
    await connection.transaction(statements, { intent: 'migration' });
    await recordVersion(connection, { version, name: file.slice(15, -4), statements });
  }
}

/** lite's transactions hold together only on a pool of one, so migrations get their own connection. */
export async function migratePostgres(url: string, migrationsDir: string, hasRealtime = false): Promise<void> {
  const connection = openPostgres(url, 1);
  try {
    await migrate(connection, migrationsDir, hasRealtime);
  } finally {
    await connection.close();
  }
}

function adminOf(url: string) {
  const bigint = { to: 20, from: [20], parse: Number, serialize: String };
  const client = postgres(url, { max: 2, onnotice: () => undefined, types: { bigint } });
  return {
    sql: async (text: string, params: readonly unknown[] = []) =>
      (await client.unsafe(text, params as postgres.ParameterOrJSON<never>[])).map((row) => ({ ...row })),
    listen: async (channel: string, hear: (payload: string) => void) => void (await client.listen(channel, hear)),
    close: () => client.end(),
  };
}

async function openDatabase(options: BackendOptions) {
  if (options.database.kind === 'postgres') {
    await migratePostgres(options.database.url, options.migrationsDir, options.hasRealtime);
    return { connection: openPostgres(options.database.url, 10), ...adminOf(options.database.adminUrl) };
  }
  const connection = await openPglite(options.database.dataDir);
  await migrate(connection, options.migrationsDir, options.hasRealtime);
  const sql = async (text: string, params: readonly unknown[] = []) =>
    (await connection.driver.query<Record<string, unknown>>(text, [...params])).rows;
  const listen = async (channel: string, hear: (payload: string) => void) =>
    void (await connection.driver.listen(channel, hear));
  return { connection, sql, listen, close: async () => undefined };
}

/** The Supabase API over a database of ours, with our migrations applied. */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  const { connection, sql, listen, close } = await openDatabase(options);
  const app = createApp(connection, options.jwtExpirySeconds);
  await app.init();
  const underWay = new Set<Promise<Response>>();
  return {
    async fetch(request) {
      const answer = Promise.resolve(app.fetch(request, { peerAddress: '127.0.0.1' }));
      underWay.add(answer);
      return answer.finally(() => underWay.delete(answer));
    },
    sql,
    listen,
    async close() {
      // Whoever asked may be gone; the pool would wait for ever for a transaction that ends while it closes.
      await Promise.allSettled(underWay);
      await close();
      await connection.close();
    },
  };
}
