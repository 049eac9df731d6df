import { randomUUID } from 'node:crypto';
import type { Op } from '../../src/shared/domain/merge.ts';
import { registry, tableNames, type SyncedTable, type TableName } from '../../src/shared/domain/registry.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { http, oneOfEach, pulledIds, signInByHttp, withLife, type Answer, type Caller } from './sync-http.ts';
import { newInstructor } from './sync-rig.ts';

/**
 * The access matrix: who × way × table, over plain HTTP, generated over the registry. `readMatrix` says what comes of
 * each cell, `expectedOf` what should. Every cell has a row of its own, so that no cell hides what another has done.
 */

/** What each role of the schema may do; a test compares the names with the schema's. */
export const roles = { owner: 'write', editor: 'write', viewer: 'read' } as const;
export const callers = ['owner', 'editor', 'viewer', 'stranger', 'expired', 'anon'] as const;
export type Who = (typeof callers)[number];
export const isMember = (who: Who): boolean => who in roles;
export const isWriter = (who: Who): boolean => isMember(who) && roles[who as keyof typeof roles] === 'write';
const isSignedIn = (who: Who): boolean => isMember(who) || who === 'stranger';

type People = Readonly<Record<'owner' | 'editor' | 'viewer' | 'stranger', Caller>>;
interface Try {
  readonly who: Who;
  readonly table: TableName;
  /** A row of the owner's workspace. */
  readonly row: Op;
  /** For a row that is not there yet. */
  readonly newId: string;
  readonly people: People;
  readonly request: ReturnType<typeof http>['request'];
  readonly h: string;
  /** The owner's revision before the row was made. */
  readonly since: number;
}
type Way = (attempt: Try) => Promise<string>;

const columnsOf = ({ v }: Op): object => Object.assign({}, ...Object.values(v)) as object;
const pathOf = ({ table, row }: Try): string => `/rest/v1/${table}?id=eq.${row.id}`;
const refusal = ({ status, body }: Answer): string => `${status} ${body.code ?? ''}`.trim();

function write(method: 'POST' | 'PATCH' | 'DELETE', prefer: string, bodyOf: (attempt: Try) => object | undefined): Way {
  return async (attempt) => {
    const path = method === 'POST' ? `/rest/v1/${attempt.table}` : pathOf(attempt);
    return refusal(await attempt.request(method, path, bodyOf(attempt), { prefer }));
  };
}
const wholeRow = (id: string, { row, people }: Try): object => ({ ...columnsOf(row), id, ws: people.owner.ws });

/** PostgREST's ways to a table: none of them is ours. */
export const restWays = {
  select: async (attempt) => {
    const answer = await attempt.request('GET', pathOf(attempt));
    if (answer.status !== 200) return refusal(answer);
    return (answer.body as unknown as unknown[]).length > 0 ? 'seen' : 'unseen';
  },
  insert: write('POST', 'return=minimal', (attempt) => wholeRow(attempt.newId, attempt)),
  upsert: write('POST', 'resolution=merge-duplicates', (attempt) => wholeRow(attempt.row.id, attempt)),
  'upsert, ignoring': write('POST', 'resolution=ignore-duplicates', (attempt) => wholeRow(attempt.row.id, attempt)),
  update: write('PATCH', 'return=minimal', () => ({ deleted_at_ms: 1 })),
  delete: write('DELETE', 'return=minimal', () => undefined),
} satisfies Record<string, Way>;

interface Push {
  readonly ws: string;
  readonly userId: string;
  readonly clientId: string;
  readonly seq: number;
}
/** Who the caller says to be: with no session of one's own, the owner. */
const selfOf = ({ who, people }: Try): Caller => people[isSignedIn(who) ? (who as keyof People) : 'owner'];
const other = ({ who, people }: Try): Caller => (who === 'owner' ? people.stranger : people.owner);

function push(opOf: (attempt: Try) => Op, lie: (attempt: Try) => Partial<Push> = () => ({})): Way {
  return async (attempt) => {
    const self = { ws: attempt.people.owner.ws, userId: selfOf(attempt).userId, clientId: randomUUID(), seq: 1 };
    const { ws, userId, clientId, seq }: Push = { ...self, ...lie(attempt) };
    const batch = [{ seq, mid: randomUUID(), ops: [opOf(attempt)] }];
    const args = { p_client: clientId, p_ws: ws, p_user: userId, p_batch: batch };
    const answer = await attempt.request('POST', '/rest/v1/rpc/sync_push', args);
    if (answer.status !== 200) return refusal(answer);
    for (const side of ['revoked', 'fork', 'gap']) if (answer.body[side] === true) return side;
    const [verdict] = answer.body.results ?? [];
    return String(verdict?.['code'] ?? verdict?.['status']);
  };
}

/** The values that the row has, of one group that can be written again. */
function sameAgain(table: TableName, { v }: Op): Op['v'] {
  const groups = Object.entries((registry[table] as SyncedTable).groups);
  const [name = ''] = groups.find(([group, { merge }]) => merge === 'lww' && group in v) ?? [];
  return { [name]: v[name] ?? {} };
}
const put = ({ row, newId, h }: Try): Op => ({ ...row, id: newId, h });
const putOver = ({ row, h }: Try): Op => ({ ...row, h });
const set = ({ table, row, h }: Try): Op => ({ t: table, id: row.id, k: 'set', h, v: sameAgain(table, row) });
const remove = ({ table, row, h }: Try): Op => ({
  t: table,
  id: row.id,
  k: 'set',
  h,
  v: { life: { deleted_at_ms: 1 } },
});
const ownWorkspace = (attempt: Try): Partial<Push> => ({ ws: selfOf(attempt).ws });

/** The push door, as anybody may knock at it. */
export const pushWays = {
  'push put': push(put),
  'push put over': push(putOver),
  'push set': push(set),
  'push delete': push(remove),
} satisfies Record<string, Way>;
/** The push door, with a lie. */
export const lyingWays = {
  'push put over through the own workspace': push(putOver, ownWorkspace),
  'push set through the own workspace': push(set, ownWorkspace),
  'push as somebody else': push(set, (attempt) => ({ userId: other(attempt).userId })),
  // Far ahead of the client's numbers: its owner would be told of a gap.
  'push as the client of somebody else': push(set, (attempt) => ({
    clientId: other(attempt).clientId,
    seq: 1_000_000,
  })),
} satisfies Record<string, Way>;

export const readWays = {
  pull: async ({ request, people: { owner }, table, row, since }) => {
    const from = { p_cursor: since, p_epoch: owner.epoch, p_limit: 1 };
    const args = { p_client: randomUUID(), p_ws: owner.ws, ...from };
    const answer = await request('POST', '/rest/v1/rpc/sync_pull', args);
    if (answer.status !== 200) return refusal(answer);
    if (answer.body['revoked'] === true) return `revoked${'rows' in answer.body ? ', with rows' : ''}`;
    return pulledIds(answer, table).includes(row.id) ? 'seen' : 'unseen';
  },
  digest: async ({ request, people, table }) => {
    const answer = await request('POST', '/rest/v1/rpc/sync_digest', { p_ws: people.owner.ws });
    if (answer.status !== 200) return refusal(answer);
    if (answer.body['revoked'] === true) return `revoked${'tables' in answer.body ? ', with tables' : ''}`;
    return table in (answer.body['tables'] as object) ? 'counted' : 'not counted';
  },
} satisfies Record<string, Way>;

export const ways: Readonly<Record<string, Way>> = { ...restWays, ...pushWays, ...lyingWays, ...readWays };

/** What should come of a cell; whatever the table. */
export function expectedOf(who: Who, way: string): string {
  if (way === 'select') return { member: 'seen', stranger: 'unseen', out: unsigned(who) }[kindOf(who)];
  if (way in restWays) return kindOf(who) === 'out' ? unsigned(who) : '403 42501';
  if (kindOf(who) === 'out') return unsigned(who);
  if (way === 'push as somebody else') return '403 28000';
  if (way.endsWith('own workspace') && who !== 'owner') return way.includes('put') ? '42501' : 'P0002';
  if (who === 'stranger') return 'revoked';
  if (way === 'push as the client of somebody else') return 'fork';
  if (way in readWays) return way === 'pull' ? 'seen' : 'counted';
  return isWriter(who) ? 'applied, changed' : '42501';
}
const kindOf = (who: Who) => (isMember(who) ? 'member' : who === 'stranger' ? 'stranger' : 'out');
const unsigned = (who: Who): string => (who === 'anon' ? '401 42501' : '401 PGRST303');

export interface Cell {
  readonly who: Who;
  readonly way: string;
  readonly table: TableName;
}
const pairs = callers.flatMap((who) => Object.keys(ways).map((way) => ({ who, way })));
export const cells: readonly Cell[] = pairs.flatMap((pair) => tableNames.map((table) => ({ ...pair, table })));
/** Every caller in every way, on the tables in turn: where all cells would take long. */
export const sample: readonly Cell[] = pairs.map((pair, at) => ({
  ...pair,
  table: tableNames[at % tableNames.length] as TableName,
}));
/** By the name of a cell: what came of it. */
export type Matrix = Readonly<Record<string, string>>;
export const nameOf = ({ who, way, table }: Cell): string => `${who} · ${way} · ${table}`;

/** Everybody, with the roles that they have. */
export async function gather(sandbox: SupabaseSandbox) {
  const join = async (): Promise<Caller> => signInByHttp(sandbox, await newInstructor(sandbox));
  const people: People = { owner: await join(), editor: await join(), viewer: await join(), stranger: await join() };
  for (const role of ['editor', 'viewer'] as const) {
    const add = 'insert into sync.member (ws, user_id, role) values ($1, $2, $3)';
    await sandbox.sql(add, [people.owner.ws, people[role].userId, role]);
  }
  for (const person of Object.values(people)) await person.push([]); // from now on the client is theirs
  return { sandbox, people };
}
type World = Awaited<ReturnType<typeof gather>>;

/** What every row of every synced table is now, by id. */
async function statesOf(sandbox: SupabaseSandbox): Promise<ReadonlyMap<string, string>> {
  const parts = tableNames.map((table) => `select id::text, md5(to_jsonb(x)::text) as state from public.${table} x`);
  const rows = await sandbox.sql(parts.join(' union all '));
  return new Map(rows.map(({ id, state }) => [String(id), String(state)]));
}

/** Rows of their own for a caller and a way, one of every table, each set in a mutation; no cell hides what another did. */
async function makeRows({ sandbox, people: { owner } }: World, tried: readonly Cell[]) {
  const [workspace] = await sandbox.sql('select rev from sync.workspace where id = $1', [owner.ws]);
  const sets = new Map(tried.map((cell) => [setOf(cell), oneOfEach(owner)]));
  const batch = [...sets.values()].map((rows, at) => ({ seq: at + 1, mid: randomUUID(), ops: Object.values(rows) }));
  const { results = [] } = (await owner.push(batch, randomUUID())).body;
  const failed = results.find(({ status }) => status !== 'applied');
  if (failed || results.length !== batch.length) throw new Error(`no rows to try on: ${JSON.stringify(failed)}`);
  return { sets, since: Number(workspace?.['rev']) };
}
const setOf = ({ who, way }: Cell): string => `${who} · ${way}`;

export interface Reading {
  /** Runs when the rows to try on are there. */
  readonly plant?: () => Promise<void>;
  /** How long the token has to live that has expired: below 0. */
  readonly expiresInSeconds?: number;
}
const LANES = 4;

/** Tries cells, a few at a time; says what came of each, and whether its row is another one now. */
export async function readMatrix(world: World, tried: readonly Cell[], reading: Reading = {}): Promise<Matrix> {
  const { sandbox, people } = world;
  const { sets, since } = await makeRows(world, tried);
  await reading.plant?.();
  const before = await statesOf(sandbox);
  const expired = http(sandbox, withLife(people.owner.token, reading.expiresInSeconds ?? -10));
  const requests = { ...people, expired, anon: http(sandbox, null) };
  const attempts = tried.map((cell): Try => {
    const row = sets.get(setOf(cell))?.[cell.table] as Op;
    const { request } = requests[cell.who];
    return { ...cell, row, newId: randomUUID(), people, request, since, h: people.owner.stamp() };
  });
  const said: string[] = [];
  const left = attempts.entries();
  const lane = async (): Promise<void> => {
    for (const [at, attempt] of left) said[at] = (await ways[tried[at]?.way ?? '']?.(attempt)) ?? '';
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const after = await statesOf(sandbox);
  const outcomes = attempts.map(({ row, newId }, at) => {
    const isChanged = after.has(newId) || after.get(row.id) !== before.get(row.id);
    return [nameOf(tried[at] as Cell), `${said[at]}${isChanged ? ', changed' : ''}`];
  });
  return Object.fromEntries(outcomes) as Matrix;
}
