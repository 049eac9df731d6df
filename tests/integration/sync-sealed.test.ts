import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableNames } from '../../src/shared/domain/registry.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { http, withLife } from './sync-http.ts';
import { gather } from './sync-matrix-cells.ts';
import { drivers, startSandbox } from './sync-rig.ts';

/* What the access matrix does not walk through: the schema sync, the greeting, and what the catalog itself says. */
const doors = ['sync_hello', 'sync_push', 'sync_pull', 'sync_digest', 'course_publish'];
const verbs = ['GET', 'POST', 'PATCH', 'DELETE'] as const;

describe.each(drivers)('what is out of reach on %s', (driver) => {
  let sandbox: SupabaseSandbox;
  let people: Awaited<ReturnType<typeof gather>>['people'];
  let callers: readonly (readonly [string, ReturnType<typeof http>])[];

  beforeAll(async () => {
    sandbox = await startSandbox(driver);
    ({ people } = await gather(sandbox));
    const expired = http(sandbox, withLife(people.owner.token, -10));
    callers = Object.entries({ ...people, expired, anon: http(sandbox, null) });
  });
  afterAll(() => sandbox.stop());

  test('the expired token of the matrix is good but for its age', async () => {
    const fresh = http(sandbox, withLife(people.owner.token, 600));
    expect((await fresh.request('GET', '/rest/v1/courses')).status).toBe(200);
    const late = http(sandbox, withLife(people.owner.token, -10));
    expect((await late.request('GET', '/rest/v1/courses')).body.code).toBe('PGRST303');
  });

  /** By caller: the statuses of something asked of the schema public, and of the schema sync. */
  async function statuses(method: string, path: string, body?: object) {
    const asked = callers.map(async ([who, { request }]) => {
      const as = { 'accept-profile': 'sync', 'content-profile': 'sync' };
      const [here, there] = [await request(method, path, body), await request(method, path, body, as)];
      return [who, here.status, there.status];
    });
    return Promise.all(asked);
  }
  const nowhere = () => callers.map(([who]) => [who, who === 'expired' ? 401 : 404, 406]);

  test('no table of the schema sync is there for anybody, by its name or by its schema', async () => {
    const tables = await sandbox.sql("select tablename as name from pg_tables where schemaname = 'sync'");
    expect(tables.length).toBeGreaterThanOrEqual(9);
    for (const { name } of tables)
      for (const verb of verbs) {
        const body = verb === 'GET' ? undefined : { ws: people.owner.ws };
        const answers = await statuses(verb, `/rest/v1/${String(name)}?ws=eq.${people.owner.ws}`, body);
        expect([name, verb, answers]).toEqual([name, verb, nowhere()]);
      }
  });

  test('no function of the schema sync can be called by anybody', async () => {
    const functions = await sandbox.sql(
      "select distinct proname as name from pg_proc where pronamespace = 'sync'::regnamespace",
    );
    expect(functions.length).toBeGreaterThan(40);
    for (const { name } of functions) {
      const answers = await statuses('POST', `/rest/v1/rpc/${String(name)}`, {});
      expect([name, answers]).toEqual([name, nowhere()]);
    }
  });

  test('by the catalog, nobody but the doors has a right on anything but what is named here', async () => {
    const rights = await sandbox.sql(
      `with who as (select unnest(array['anon', 'authenticated']) as r),
         spaces as (select unnest(array['public', 'sync']::regnamespace[]) as n)
       select r || ' calls ' || p.proname as right from who, spaces, pg_proc p
         where p.pronamespace = n and has_function_privilege(r, p.oid, 'execute')
       union all
       select r || ' ' || v || ' ' || c.relname from who, spaces, pg_class c,
         unnest(array['select', 'insert', 'update', 'references']) v
         where c.relnamespace = n and c.relkind in ('r', 'v', 'm', 'p', 'f') and has_any_column_privilege(r, c.oid, v)
       union all
       select r || ' ' || v || ' ' || c.relname from who, spaces, pg_class c, unnest(array['delete', 'truncate', 'trigger']) v
         where c.relnamespace = n and c.relkind in ('r', 'v', 'm', 'p', 'f') and has_table_privilege(r, c.oid, v)`,
    );
    expect(rights.map(({ right }) => right).toSorted()).toEqual(
      [
        ...[...doors, 'my_workspaces'].map((name) => `authenticated calls ${name}`),
        ...[...tableNames, 'audit', 'media_audit', 'profiles'].map((name) => `authenticated select ${name}`),
        'authenticated update profiles', // of its display_name alone: sync-access.test.ts
      ].toSorted(),
    );
    const unguarded = await sandbox.sql(
      `select relname from pg_class where relkind = 'r' and not relrowsecurity
       and relnamespace in ('public'::regnamespace, 'sync'::regnamespace)`,
    );
    expect(unguarded).toEqual([]);
  });

  test('the greeting names nobody’s workspaces but the caller’s, and is for nobody without a session', async () => {
    const greet = async (who: ReturnType<typeof http>, client: string = randomUUID()) => {
      const { status, body } = await who.rpc('sync_hello', { p_client: client });
      const workspaces = (body['workspaces'] ?? []) as { id: string; role: string }[];
      return {
        status,
        fork: body['fork'],
        lastSeq: body['last_seq'],
        of: workspaces.map(({ id, role }) => [id, role]),
      };
    };
    expect((await greet(people.stranger)).of).toEqual([[people.stranger.ws, 'owner']]);
    const asViewer = await greet(people.viewer);
    expect(asViewer.of).toHaveLength(2);
    expect(asViewer.of).toEqual(
      expect.arrayContaining([
        [people.viewer.ws, 'owner'],
        [people.owner.ws, 'viewer'],
      ]),
    );
    // Somebody else's client is a fork, whose numbers are not told.
    await people.owner.push([{ seq: 1, mid: randomUUID(), ops: [] }]);
    expect(await greet(people.owner, people.owner.clientId)).toMatchObject({ fork: false, lastSeq: 1 });
    expect(await greet(people.viewer, people.owner.clientId)).toMatchObject({ fork: true, lastSeq: 0 });
    for (const who of [http(sandbox, null), http(sandbox, withLife(people.owner.token, -10))])
      expect(await greet(who)).toMatchObject({ status: 401, of: [] });
  });
});
