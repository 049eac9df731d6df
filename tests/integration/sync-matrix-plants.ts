import { tableNames } from '../../src/shared/domain/registry.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { isMember, isWriter, pushWays, readWays, restWays, type Who } from './sync-matrix-cells.ts';

/** A hole (or a wall) in the server's access rules, and the cells of the matrix that it has to turn red. */
export interface Plant {
  readonly name: string;
  readonly sql: readonly string[];
  readonly expiresInSeconds?: number;
  readonly reddens: (who: Who, way: string) => boolean;
}

const everyTable = (...make: ((table: string) => string)[]): string[] =>
  tableNames.flatMap((table) => make.map((statement) => statement(table)));
const policy = (name: string, rest: string) => (table: string) => `create policy ${name} on public.${table} ${rest}`;
const dropped = (name: string) => (table: string) => `drop policy ${name} on public.${table}`;
const granted = (rights: string, role: string) => (table: string) => `grant ${rights} on public.${table} to ${role}`;

/** Makes a function again with one passage changed; fails when it has no such passage (any more). */
const rewritten = (name: string, from: string, to: string): string => `do $plant$
  declare def text := pg_get_functiondef('${name}'::regproc);
  begin
    if position($x$${from}$x$ in def) = 0 then raise exception 'nothing to plant in ${name}'; end if;
    execute replace(def, $x$${from}$x$, $x$${to}$x$);
  end $plant$`;

const isSignedIn = (who: Who): boolean => isMember(who) || who === 'stranger';
const isWrite = (way: string): boolean => way in restWays && way !== 'select';
const ownWorkspace = (way: string): boolean => way.endsWith('own workspace');

export const plants: readonly Plant[] = [
  {
    name: 'whoever is signed in reads everything',
    sql: everyTable(policy('planted', 'for select to authenticated using (true)')),
    reddens: (who, way) => who === 'stranger' && way === 'select',
  },
  {
    name: 'members read nothing',
    sql: everyTable(dropped('member_select')),
    reddens: (who, way) => isMember(who) && way === 'select',
  },
  {
    name: 'whoever is signed in writes past the doors',
    sql: everyTable(
      granted('insert, update, delete', 'authenticated'),
      policy('planted', 'for all to authenticated using (true) with check (true)'),
    ),
    reddens: (who, way) => (isSignedIn(who) && isWrite(way)) || (who === 'stranger' && way === 'select'),
  },
  {
    name: 'anon reads and writes past the doors',
    sql: everyTable(
      granted('select, insert, update, delete', 'anon'),
      policy('planted', 'for all to anon using (true) with check (true)'),
    ),
    reddens: (who, way) => who === 'anon' && way in restWays,
  },
  { name: 'a token that lives on', sql: [], expiresInSeconds: 600, reddens: (who) => who === 'expired' },
  {
    name: 'anon may call the doors',
    sql: ['sync_push', 'sync_pull', 'sync_digest'].map((door) => `grant execute on function public.${door} to anon`),
    reddens: (who, way) => who === 'anon' && !(way in restWays),
  },
  {
    name: 'every member is an owner',
    sql: [rewritten('sync.role_in', 'm.role', "'owner'::text")],
    reddens: (who, way) => isMember(who) && !isWriter(who) && way in pushWays,
  },
  {
    name: 'nobody has a role',
    sql: [rewritten('sync.role_in', 'm.role', 'null::text')],
    reddens: (who, way) => (isWriter(who) && way in pushWays) || (who === 'owner' && ownWorkspace(way)),
  },
  {
    name: 'the push door lets in who is no member',
    sql: [rewritten('sync.lock_ws', 'and m.user_id = p_user', '')],
    reddens: (who, way) => who === 'stranger' && (way in pushWays || way === 'push as the client of somebody else'),
  },
  {
    name: 'a row is found by its id alone, in whatever workspace',
    sql: [
      ...everyTable(
        dropped('door_select'),
        dropped('door_update'),
        policy('planted_select', 'for select to sync_writer using (true)'),
        policy('planted_update', 'for update to sync_writer using (true)'),
      ),
      ...tableNames.flatMap((table) => [
        rewritten(`sync.get_${table}`, 'x.ws = p_ws', 'true'),
        rewritten(`sync.set_${table}`, 'x.ws = p_ws', 'true'),
      ]),
    ],
    reddens: (who, way) =>
      (isSignedIn(who) && who !== 'owner' && ownWorkspace(way)) ||
      (who === 'viewer' && (way === 'push set' || way === 'push delete')),
  },
  {
    name: 'an outbox is taken from anybody',
    sql: [rewritten('sync.check_push', 'p_user is null or p_user is distinct from sync.uid()', 'false')],
    reddens: (who, way) => isSignedIn(who) && way === 'push as somebody else',
  },
  {
    name: 'a client belongs to everybody',
    sql: [rewritten('sync.lock_client', 'and c.user_id = p_user', '')],
    reddens: (who, way) => isMember(who) && way === 'push as the client of somebody else',
  },
  {
    name: 'pull and digest are for everybody',
    sql: ['pull', 'digest'].map((door) => rewritten(`public.sync_${door}`, 'm.user_id = sync.uid()', 'true')),
    reddens: (who, way) => who === 'stranger' && way in readWays,
  },
  {
    name: 'pull and digest are for nobody',
    sql: ['pull', 'digest'].map((door) => rewritten(`public.sync_${door}`, 'm.user_id = sync.uid()', 'false')),
    reddens: (who, way) => isMember(who) && way in readWays,
  },
];

const FUNCTIONS = `select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as def from pg_proc p
  where p.prokind = 'f' and p.pronamespace in ('sync'::regnamespace, 'public'::regnamespace)`;

/** Answers how to take back what is planted from now on. */
export async function keepRules(sandbox: SupabaseSandbox): Promise<() => Promise<void>> {
  const kept = await sandbox.sql(FUNCTIONS);
  return async () => {
    const now = new Map((await sandbox.sql(FUNCTIONS)).map(({ name, def }) => [name, def]));
    for (const { name, def } of kept) if (now.get(name) !== def) await sandbox.sql(String(def));
    await sandbox.sql('revoke execute on all functions in schema public from anon');
    const made = await sandbox.sql("select tablename, policyname from pg_policies where schemaname = 'public'");
    for (const { tablename, policyname } of made)
      if (tableNames.includes(tablename as (typeof tableNames)[number]))
        await sandbox.sql(`drop policy ${String(policyname)} on public.${String(tablename)}`);
    await sandbox.sql('select sync.enrol(tbl) from sync.registry');
  };
}
