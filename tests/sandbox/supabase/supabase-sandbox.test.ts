import { createClient } from '@supabase/supabase-js';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import postgres from 'postgres';
import { migratePostgres } from './backend.ts';
import { findPostgres, startCluster, type Cluster } from './pg-cluster.ts';
import { instructors } from './seed.ts';
import { startSupabaseSandbox, type SandboxOptions, type SupabaseSandbox } from './supabase-sandbox.ts';

const migrationsDir = join(import.meta.dirname, '../../../supabase/migrations');
const bin = findPostgres();
const drivers = bin ? (['postgres', 'pglite'] as const) : (['pglite'] as const);
const start = (options: Partial<SandboxOptions>): Promise<SupabaseSandbox> =>
  startSupabaseSandbox({ driver: 'auto', migrationsDir, seed: false, ...options });

const FAILURES = [
  ['serialization', '40001'],
  ['own', 'P0001'],
  ['canceled', '57014'],
];

/** The names by which hosted projects know pg_cron and Realtime; enough of them to see how they are called. */
const HOSTED_PARTS = `
  create schema cron authorization app_owner; create schema realtime authorization app_owner;
  insert into pg_catalog.pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    values (999999, 'pg_cron', 10, 'cron'::regnamespace, false, '1.6');
  set role app_owner;
  create table cron.job (name text, schedule text, command text);
  create function cron.schedule(name text, schedule text, command text) returns bigint language sql as
    $$ insert into cron.job values (name, schedule, command) returning 1::bigint $$;
  create table realtime.messages (topic text);
  create table realtime.sent (payload jsonb, event text, topic text, private boolean);
  create function realtime.send(payload jsonb, event text, topic text, private boolean) returns void language sql as
    $$ insert into realtime.sent values (payload, event, topic, private) $$;
  create function realtime.topic() returns text language sql as $$ select 'ws:' $$;
  reset role;`;

const clientOf = (sandbox: SupabaseSandbox) =>
  createClient(sandbox.url, sandbox.publishableKey, { auth: { persistSession: false, autoRefreshToken: false } });

describe.each(drivers)('a Supabase project on this computer, on %s', (driver) => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await start({ driver, seed: true });
    await sandbox.sql(
      'create table public.things (id int primary key, price numeric check (price > 0), at timestamptz)',
    );
    await sandbox.sql('grant all on public.things to authenticated, anon');
    for (const [name, state] of FAILURES)
      await sandbox.sql(
        `create function public.fail_${name}() returns void language plpgsql as
         $$ begin raise exception 'x' using errcode = '${state}'; end $$`,
      );
    await sandbox.sql('create function public.echo(value jsonb) returns jsonb language sql as $$ select value $$');
  });
  afterEach(async () => {
    await sandbox.inject({ kind: 'clear' });
    await sandbox.setOffline(false);
  });
  afterAll(() => sandbox.stop());

  test('both instructors can sign in, each with a workspace and a name', async () => {
    expect(sandbox.instructors).toEqual(instructors);
    for (const { email, password, displayName } of sandbox.instructors) {
      const client = clientOf(sandbox);
      const { data, error } = await client.auth.signInWithPassword({ email, password });
      expect(error).toBeNull();
      const hello = await client.rpc('sync_hello', { p_client: randomUUID() });
      expect(hello.data).toMatchObject({ user: data.user?.id, workspaces: [{ role: 'owner' }] });
      const { data: profiles } = await client.from('profiles').select('display_name');
      expect(profiles).toEqual([{ display_name: displayName }]);
    }
  });

  test('repaired: errors of the database keep their code and get PostgREST’s status', async () => {
    const client = clientOf(sandbox);
    const refused = await client.from('things').insert({ id: 1, price: -1 });
    expect([refused.status, refused.error?.code]).toEqual([400, '23514']);
    const codes = await Promise.all(
      ['fail_serialization', 'fail_own', 'fail_canceled'].map(async (name) => {
        const { status, error } = await client.rpc(name);
        return [status, error?.code];
      }),
    );
    expect(codes).toEqual([
      [500, '40001'],
      [400, 'P0001'],
      [500, '57014'],
    ]);
  });

  test('repaired: json arguments arrive as they were sent, time stamps are ISO, revokes stay', async () => {
    const client = clientOf(sandbox);
    const value = { list: [1, { deep: 'é"\\' }], text: 'x', none: null };
    expect((await client.rpc('echo', { value })).data).toEqual(value);
    await client.from('things').insert({ id: 2, price: 1, at: '2025-01-02T03:04:05Z' });
    const { data } = await client.from('things').select('at').eq('id', 2);
    expect(data).toEqual([{ at: '2025-01-02T03:04:05+00:00' }]);
    expect((await client.from('courses').select()).error?.code).toBe('42501');
  });

  test('offline: connections are refused, then taken again on the same port', async () => {
    await sandbox.setOffline(true);
    await expect(fetch(`${sandbox.url}/auth/v1/health`)).rejects.toThrow('fetch failed');
    await sandbox.setOffline(false);
    expect((await fetch(`${sandbox.url}/auth/v1/health`)).status).toBeLessThan(500);
  });

  test('there is no control door unless it is asked for', () => expect(sandbox.controlUrl).toBeUndefined());

  test('faults happen as often as asked, and can be cleared', async () => {
    const health = async (): Promise<number | string> =>
      fetch(`${sandbox.url}/rest/v1/things`, { headers: { apikey: sandbox.publishableKey } }).then(
        ({ status }) => status,
        () => 'cut',
      );
    await sandbox.inject({ kind: 'fail', path: '/things', status: 503, times: 2 });
    await sandbox.inject({ kind: 'lose-request', path: '/things', nth: 2 });
    expect([await health(), await health(), await health(), await health()]).toEqual([503, 503, 'cut', 200]);
    await sandbox.inject({ kind: 'fail', path: '/other', status: 500, times: 1 });
    expect(await health()).toBe(200);
    await sandbox.inject({ kind: 'captive', on: true });
    const page = await fetch(`${sandbox.url}/rest/v1/things`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html']);
    await sandbox.inject({ kind: 'clear' });
    expect(await health()).toBe(200);
    await sandbox.inject({ kind: 'latency', ms: 120 });
    const startMs = performance.now();
    await health();
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(119);
  });

  test('a lost answer was carried out', async () => {
    const client = clientOf(sandbox);
    await sandbox.inject({ kind: 'lose-answer', path: '/things', nth: 1 });
    const { error } = await client.from('things').insert({ id: 3, price: 1 });
    expect(error?.message).toContain('fetch failed');
    expect(await sandbox.sql('select id from public.things where id = $1', [3])).toEqual([{ id: 3 }]);
  });

  test('tokens can be made to expire', async () => {
    const client = clientOf(sandbox);
    const [ada] = instructors;
    await client.auth.signInWithPassword({ email: ada?.email ?? '', password: ada?.password ?? '' });
    await sandbox.inject({ kind: 'expire-tokens' });
    const { status, error } = await client.from('profiles').select();
    expect([status, error?.code]).toEqual([401, 'PGRST303']);
  });

  test('a statement that fails says why', async () => {
    await expect(sandbox.sql('select 1 / 0')).rejects.toThrow('division by zero');
  });
});

describe('where the data is', () => {
  test('in the folder given, over a restart, on the port given', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lectern-pglite-'));
    const first = await start({ dataDir, seed: true });
    const port = Number(new URL(first.url).port);
    const owners = await first.sql('select owner_id from sync.workspace order by owner_id');
    await first.stop();
    const second = await start({ dataDir, seed: true, port });
    expect([first.driver, second.driver, second.url]).toEqual(['pglite', 'pglite', first.url]);
    expect(await second.sql('select owner_id from sync.workspace order by owner_id')).toEqual(owners);
    expect(owners).toHaveLength(2);
    await second.stop();
  }, 180_000);

  test.each(drivers)('a migration that fails is an error, and leaves nothing running (%s)', async (driver) => {
    const migrationsDir = mkdtempSync(join(tmpdir(), 'lectern-broken-'));
    writeFileSync(join(migrationsDir, '20260101000000_broken.sql'), 'create table public.t (id int); select 1 / 0;');
    await expect(start({ driver, migrationsDir })).rejects.toThrow(
      /ended with code|division by zero|Failed to execute/,
    );
  });

  test('PostgreSQL cannot be had with a folder, nor without its binaries', async () => {
    await expect(start({ driver: 'postgres', dataDir: '/nowhere' })).rejects.toThrow('no PostgreSQL');
  });
});

// Without PostgreSQL this is not there at all: a skipped test counts as a failure (scripts/test.ts).
describe.each(bin ? [bin] : [])('a throw-away PostgreSQL cluster (%s)', (bin) => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster(bin);
  });
  afterAll(() => cluster.stop());

  test('sandboxes in one cluster are clones of one migrated template and do not see each other', async () => {
    const [a, b] = await Promise.all([
      start({ driver: 'postgres', cluster, seed: true }),
      start({ driver: 'postgres', cluster }),
    ]);
    expect(await a.sql('select count(*)::int as n from sync.workspace')).toEqual([{ n: 2 }]);
    expect(await b.sql('select count(*)::int as n from sync.workspace')).toEqual([{ n: 0 }]);
    await Promise.all([a.stop(), b.stop()]);
  });

  async function withDatabase<T>(work: (sql: postgres.Sql, url: string) => Promise<T>): Promise<T> {
    const name = await cluster.create();
    const sql = postgres(cluster.adminUrl(name), { max: 1, onnotice: () => undefined });
    return work(sql, cluster.url(name)).finally(() => sql.end());
  }

  test('the migrations run as a role that is no superuser, and the doors belong to one that row security binds', () =>
    withDatabase(async (sql, url) => {
      await migratePostgres(url, migrationsDir);
      expect([...(await sql`select rolsuper from pg_roles where rolname = 'app_owner'`)]).toEqual([
        { rolsuper: false },
      ]);
      const owners = await sql`select p.proname, pg_get_userbyid(p.proowner) as owner from pg_proc p
        where p.pronamespace = 'public'::regnamespace order by 1`;
      expect(owners.map(({ proname, owner }) => [proname, owner])).toEqual(
        ['course_publish', 'sync_digest', 'sync_hello', 'sync_pull', 'sync_push'].map((door) => [door, 'sync_writer']),
      );
      const [writer] = await sql`select rolsuper, rolbypassrls, rolcanlogin,
        has_schema_privilege('sync_writer', 'public', 'create') as creates from pg_roles where rolname = 'sync_writer'`;
      expect(writer).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false, creates: false });
    }));

  test('what only a hosted project has is used where it is: cron for upkeep, Realtime for hints', () =>
    withDatabase(async (sql, url) => {
      await sql.unsafe(HOSTED_PARTS);
      await migratePostgres(url, migrationsDir);
      expect([...(await sql`select name, command from cron.job`)]).toEqual([
        { name: 'lectern-sync-prune', command: 'select sync.prune()' },
      ]);
      await sql.unsafe("insert into auth.users (id, email) values (gen_random_uuid(), 'a@lectern.test')");
      const [workspace] = await sql`update sync.workspace set rev = rev + 1 returning id`;
      const hints = await sql`select payload, event, topic, private from realtime.sent`;
      expect([...hints]).toEqual([
        { payload: { rev: 1 }, event: 'rev', topic: `ws:${String(workspace?.['id'])}`, private: true },
      ]);
      const policies = await sql`select policyname from pg_policies where schemaname = 'realtime'`;
      expect(policies.map(({ policyname }) => policyname as string)).toEqual(['lectern_hints']);
      await sql`select sync.prune()`;
    }));
});
