import { join } from 'node:path';
import postgres from 'postgres';
import { migratePostgres, openBackend } from '../../sandbox/supabase/backend.ts';
import { findPostgres, startCluster, type Cluster } from '../../sandbox/supabase/pg-cluster.ts';
import { simulatorSql } from './database-sql.ts';

const migrationsDir = join(import.meta.dirname, '../../../supabase/migrations');

export type Driver = 'postgres' | 'pglite';
/** PostgreSQL where its server is installed: it is three times as fast, and several can commit at once. */
export const bestDriver: Driver = findPostgres() ? 'postgres' : 'pglite';

export type Rows = Record<string, unknown>[];
export type Params = readonly (string | number | boolean | null | readonly string[])[];
/** The server of the simulation: our migrations in a database of its own, asked without HTTP in between. */
export interface SimDatabase {
  readonly driver: Driver;
  /** One statement past all row security, in a transaction of its own. */
  sql(text: string, params?: Params): Promise<Rows>;
  /** The same in a transaction that commits only after `before`; null where there is one connection only (PGlite). */
  readonly held: ((text: string, params: Params, before: (rows: Rows) => Promise<void>) => Promise<void>) | null;
  close(): Promise<void>;
}

/** Numbers as numbers: nothing here is beyond 2^53. */
const bigint = { to: 20, from: [20], parse: Number, serialize: String };

async function openPostgres(cluster: Cluster): Promise<SimDatabase> {
  const name = await cluster.clone('simulator', async (url) => {
    await migratePostgres(url, migrationsDir);
    const admin = postgres(cluster.adminUrl(new URL(url).pathname.slice(1)), { max: 1, onnotice: () => undefined });
    for (const statement of simulatorSql) await admin.unsafe(statement);
    await admin.end();
  });
  const client = postgres(cluster.adminUrl(name), { max: 12, onnotice: () => undefined, types: { bigint } });
  // Prepared once per connection: one way to the server and back instead of two.
  const ask = async (
    on: Pick<postgres.Sql<{ bigint: number }>, 'unsafe'>,
    text: string,
    params: Params,
  ): Promise<Rows> => [
    ...(await on.unsafe(text, params as postgres.ParameterOrJSON<never>[], { prepare: params.length > 0 })),
  ];
  return {
    driver: 'postgres',
    sql: (text, params = []) => ask(client, text, params),
    held: async (text, params, before) => {
      await client.begin(async (transaction) => before(await ask(transaction, text, params)));
    },
    close: () => client.end(),
  };
}

async function openPglite(): Promise<SimDatabase> {
  const database = { kind: 'pglite', dataDir: null } as const;
  const backend = await openBackend({ database, migrationsDir, jwtExpirySeconds: 3600, hasRealtime: false });
  for (const statement of simulatorSql) await backend.sql(statement);
  return {
    driver: 'pglite',
    held: null,
    sql: (text, params = []) => backend.sql(text, params),
    close: () => backend.close(),
  };
}

/** One cluster for as many databases as are wanted (40 ms each); PGlite makes each anew (2 s). */
export async function openServers(driver: Driver) {
  const bin = driver === 'postgres' ? findPostgres() : null;
  if (driver === 'postgres' && !bin) throw new Error('no PostgreSQL server binaries here');
  const cluster = bin ? await startCluster(bin) : null;
  return {
    open: (): Promise<SimDatabase> => (cluster ? openPostgres(cluster) : openPglite()),
    stop: async (): Promise<void> => cluster?.stop(),
  };
}
export type Servers = Awaited<ReturnType<typeof openServers>>;
