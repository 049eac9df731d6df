import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Op } from '../../src/shared/domain/merge.ts';
import { registry, tableNames, type SyncedTable, type TableName } from '../../src/shared/domain/registry.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { http, oneOfEach, pulledIds, signInByHttp, withLife, type Answer, type Caller } from './sync-http.ts';
import { drivers, newInstructor, startSandbox } from './sync-rig.ts';

/* Every caller × everything that can be called, over plain HTTP: generated over the registry and the schema. */
const callers = ['owner', 'editor', 'viewer', 'stranger', 'expired', 'anon'] as const;
type Who = (typeof callers)[number];
const members: ReadonlySet<Who> = new Set(['owner', 'editor', 'viewer']);
const writers: ReadonlySet<Who> = new Set(['owner', 'editor']);
const doors = ['sync_hello', 'sync_push', 'sync_pull', 'sync_digest'];

type Request = ReturnType<typeof http>['request'];
/** What one can try on a table; `profile` names its schema, as PostgREST takes it. */
const verbs = (table: string, id: string, ws: string, profile: string) => {
  const headers = { 'accept-profile': profile, 'content-profile': profile };
  const path = `/rest/v1/${table}`;
  const row = { id: randomUUID(), ws };
  return {
    select: (request: Request) => request('GET', `${path}?ws=eq.${ws}`, undefined, headers),
    insert: (request: Request) => request('POST', path, row, headers),
    upsert: (request: Request) =>
      request('POST', path, { ...row, id }, { ...headers, prefer: 'resolution=merge-duplicates' }),
    update: (request: Request) => request('PATCH', `${path}?id=eq.${id}`, { deleted_at_ms: 1 }, headers),
    delete: (request: Request) => request('DELETE', `${path}?id=eq.${id}`, undefined, headers),
  };
};
const writing = ['insert', 'upsert', 'update', 'delete'] as const;

describe.each(drivers)('everybody and everything on %s', (driver) => {
  let sandbox: SupabaseSandbox;
  let people: Readonly<Record<'owner' | 'editor' | 'viewer' | 'stranger', Caller>>;
  let as: Readonly<Record<Who, ReturnType<typeof http>>>;
  let rows: Record<TableName, Op>;

  beforeAll(async () => {
    sandbox = await startSandbox(driver);
    const join = async (): Promise<Caller> => signInByHttp(sandbox, await newInstructor(sandbox));
    people = { owner: await join(), editor: await join(), viewer: await join(), stranger: await join() };
    for (const role of ['editor', 'viewer'] as const) {
      const add = 'insert into sync.member (ws, user_id, role) values ($1, $2, $3)';
      await sandbox.sql(add, [people.owner.ws, people[role].userId, role]);
    }
    as = { ...people, expired: http(sandbox, withLife(people.owner.token, -10)), anon: http(sandbox, null) };
    rows = oneOfEach(people.owner);
    const batch = tableNames.map((table, index) => ({ seq: index + 1, mid: randomUUID(), ops: [rows[table]] }));
    const { results } = (await people.owner.push(batch)).body;
    expect(results?.map(({ status }) => status)).toEqual(tableNames.map(() => 'applied'));
  });
  afterAll(() => sandbox.stop());

  const everything = async (): Promise<unknown> => {
    const parts = tableNames.map(
      (table) => `select '${table}' as t, jsonb_agg(to_jsonb(x) order by id)::text as r from public.${table} x`,
    );
    return sandbox.sql(parts.join(' union all '));
  };
  /** By caller, what the answer comes to. */
  async function each(ask: (request: Request, who: Who) => Promise<Answer>, read: (answer: Answer) => unknown) {
    const entries = callers.map(async (who) => [who, read(await ask(as[who].request, who))] as const);
    return Object.fromEntries(await Promise.all(entries)) as Record<Who, unknown>;
  }
  const expected = (of: (who: Who) => unknown): Record<Who, unknown> =>
    Object.fromEntries(callers.map((who) => [who, of(who)])) as Record<Who, unknown>;
  const statusOf = ({ status }: Answer): number => status;

  test('the token of the one with the expired token is good but for its age', async () => {
    const fresh = http(sandbox, withLife(people.owner.token, 600));
    const { status, body } = await fresh.request('GET', `/rest/v1/courses?ws=eq.${people.owner.ws}`);
    expect([status, body]).toMatchObject([200, [{ id: rows.courses.id }]]);
    expect((await as.expired.request('GET', '/rest/v1/courses')).status).toBe(401);
  });

  test.each(tableNames)('%s: members read it, and nobody writes but through the doors', async (table) => {
    const before = await everything();
    const on = verbs(table, rows[table].id, people.owner.ws, 'public');
    const read = ({ status, body }: Answer): unknown => (status === 200 ? (body as unknown as []).length : status);
    expect(await each(on.select, read)).toEqual(
      expected((who) => (members.has(who) ? 1 : who === 'stranger' ? 0 : 401)),
    );
    for (const verb of writing) {
      const refused = ({ status, body }: Answer): unknown => [status, status === 401 ? '' : body.code];
      const answers = await each(on[verb], refused);
      const none = expected((who) => (who === 'anon' || who === 'expired' ? [401, ''] : [403, '42501']));
      expect([verb, answers]).toEqual([verb, none]);
    }
    expect(await everything()).toEqual(before);
  });

  test('no table of the schema sync is there for anybody, by its name or by its schema', async () => {
    const tables = await sandbox.sql("select tablename from pg_tables where schemaname = 'sync' order by 1");
    expect(tables.length).toBeGreaterThanOrEqual(9);
    for (const { tablename } of tables)
      for (const [profile, status] of [
        ['public', 404],
        ['sync', 406],
      ] as const) {
        const on = verbs(String(tablename), randomUUID(), people.owner.ws, profile);
        for (const verb of ['select', ...writing] as const) {
          const answers = await each(on[verb], statusOf);
          const all = expected((who) => (who === 'expired' && profile === 'public' ? 401 : status));
          expect([tablename, verb, answers]).toEqual([tablename, verb, all]);
        }
      }
  });

  test('no function of the schema sync can be called by anybody', async () => {
    const functions = await sandbox.sql(
      "select distinct proname from pg_proc where pronamespace = 'sync'::regnamespace order by 1",
    );
    expect(functions.length).toBeGreaterThan(40);
    for (const { proname } of functions)
      for (const [profile, status] of [
        ['public', 404],
        ['sync', 406],
      ] as const) {
        const call = (request: Request): Promise<Answer> =>
          request('POST', `/rest/v1/rpc/${String(proname)}`, {}, { 'content-profile': profile });
        const answers = await each(call, statusOf);
        const all = expected((who) => (who === 'expired' && profile === 'public' ? 401 : status));
        expect([proname, answers]).toEqual([proname, all]);
      }
  });

  test('the database itself lets nobody but the doors near them', async () => {
    const open = await sandbox.sql(
      `select p.proname from pg_proc p, unnest(array['anon', 'authenticated']) r
       where p.pronamespace = 'sync'::regnamespace and has_function_privilege(r, p.oid, 'execute')
         and p.proname <> 'my_workspaces'
       union all
       select r || ' ' || p.proname from pg_proc p, unnest(array['anon', 'authenticated']) r
       where p.pronamespace = 'public'::regnamespace and has_function_privilege(r, p.oid, 'execute')
         and not (r = 'authenticated' and p.proname = any ($1))
       union all
       select r || ' ' || v || ' ' || c.relname from pg_class c, unnest(array['anon', 'authenticated']) r,
         unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) v
       where c.relkind = 'r' and has_table_privilege(r, c.oid, v)
         and (c.relnamespace = 'sync'::regnamespace and not (r = 'authenticated' and v = 'select' and c.relname = 'audit')
           or c.relnamespace = 'public'::regnamespace and not (r = 'authenticated' and v = 'select'))`,
      [doors],
    );
    expect(open).toEqual([]);
    const unguarded = await sandbox.sql(
      `select relname from pg_class where relkind = 'r' and not relrowsecurity
       and relnamespace in ('public'::regnamespace, 'sync'::regnamespace)`,
    );
    expect(unguarded).toEqual([]);
  });

  const argsOf = (who: Who, client: string): Record<string, Record<string, unknown>> => {
    const at = { p_client: client, p_ws: people.owner.ws };
    const user = who === 'anon' || who === 'expired' ? people.owner.userId : people[who].userId;
    return {
      sync_hello: { p_client: client },
      sync_push: { ...at, p_user: user, p_batch: [] },
      sync_pull: { ...at, p_cursor: 0, p_epoch: null, p_limit: 1_000 },
      sync_digest: { p_ws: people.owner.ws },
    };
  };

  test.each(doors)('the door %s', async (door) => {
    const knock = (request: Request, who: Who): Promise<Answer> =>
      request('POST', `/rest/v1/rpc/${door}`, argsOf(who, randomUUID())[door]);
    const read = ({ status, body }: Answer): unknown => (status === 200 ? (body['revoked'] ?? 'open') : status);
    // The greeting is for everybody: it says where the caller himself works.
    const stranger = door === 'sync_hello' ? 'open' : true;
    const answers = expected((who) => (members.has(who) ? 'open' : who === 'stranger' ? stranger : 401));
    expect(await each(knock, read)).toEqual(answers);
  });

  test('the greeting names nobody’s workspaces but the caller’s', async () => {
    const { body } = await as.stranger.rpc('sync_hello', { p_client: randomUUID() });
    expect(body['workspaces']).toMatchObject([{ id: people.stranger.ws, role: 'owner' }]);
    const viewer = await as.viewer.rpc('sync_hello', { p_client: randomUUID() });
    expect((viewer.body['workspaces'] as { id: string; role: string }[]).map(({ id, role }) => [id, role])).toEqual(
      expect.arrayContaining([
        [people.viewer.ws, 'owner'],
        [people.owner.ws, 'viewer'],
      ]),
    );
  });

  /** What a column of the last-writer-wins kind says now, said again: a change of the stamp alone. */
  const groupOf = (table: TableName): string =>
    Object.entries((registry[table] as SyncedTable).groups).find(([, { merge }]) => merge === 'lww')?.[0] ?? 'life';

  test.each(tableNames)(
    '%s through the doors: members pull it, owners and editors make, change and delete it',
    async (table) => {
      let atMs = Date.now() - 100_000;
      const push = async (request: Request, who: Who, op: (h: string) => Op): Promise<Answer> => {
        const client = randomUUID();
        const { sync_push: args } = argsOf(who, client);
        const ops = [op(`${(atMs += 10)}-0000-0000abcd`)];
        return request('POST', '/rest/v1/rpc/sync_push', { ...args, p_batch: [{ seq: 1, mid: randomUUID(), ops }] });
      };
      const read = ({ status, body }: Answer): unknown => {
        const { status: verdict, code } = body.results?.[0] ?? {};
        return status === 200 ? (body['revoked'] ?? code ?? verdict) : status;
      };
      const verdicts = expected((who) => {
        if (writers.has(who)) return 'applied';
        return who === 'viewer' ? '42501' : who === 'stranger' ? true : 401;
      });
      const row = rows[table];
      const set =
        (v: Op['v']) =>
        (h: string): Op => ({ t: table, id: row.id, k: 'set', h, v });
      const life = (at: number | null): Op['v'] => ({ life: { deleted_at_ms: at } });
      const ways: Record<string, (h: string) => Op> = {
        put: (h) => ({ ...row, id: randomUUID(), h }),
        'put over': (h) => ({ ...row, h, v: { ...row.v, ...life(null) } }),
        set: set({ [groupOf(table)]: row.v[groupOf(table)] ?? life(null)['life'] ?? {} }),
        delete: set(life(1)),
        restore: set(life(null)),
      };
      for (const [way, op] of Object.entries(ways)) {
        // One after the other: of two stamps that pass each other the earlier is superseded.
        const answers: [Who, unknown][] = [];
        for (const who of callers) answers.push([who, read(await push(as[who].request, who, op))]);
        expect([way, Object.fromEntries(answers)]).toEqual([way, verdicts]);
      }
      const pull = (request: Request, who: Who): Promise<Answer> =>
        request('POST', '/rest/v1/rpc/sync_pull', argsOf(who, randomUUID())['sync_pull']);
      const seen = ({ status, body }: Answer): unknown =>
        status === 200 ? (body['revoked'] ?? pulledIds({ body }, table).includes(row.id)) : status;
      // `true` is the row for members, and "no member" for the stranger, who gets no rows at all.
      expect(await each(pull, seen)).toEqual(expected((who) => (members.has(who) || who === 'stranger' ? true : 401)));
      const { body } = await pull(as.stranger.request, 'stranger');
      expect([body['revoked'], body['rows']]).toEqual([true, undefined]);
    },
  );
});
