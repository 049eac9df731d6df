import { createHmac, randomUUID } from 'node:crypto';
import type { Draft, Op } from '../../src/shared/domain/merge.ts';
import { syncedTable, tableNames, type TableName } from '../../src/shared/domain/registry.ts';
import { createRandom } from '../property/sync-sim/random.ts';
import { createRow, type Making } from '../property/sync-sim/values.ts';
import { JWT_SECRET } from '../sandbox/supabase/backend.ts';
import type { Credentials } from '../sandbox/supabase/seed.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

export interface Answer {
  readonly status: number;
  // Whatever the server said: these tests look at it from outside.
  readonly body: Record<string, unknown> & { results?: Record<string, unknown>[]; code?: string };
}

/** Plain HTTP to the project's API, with the token given (null: as anon). */
export function http(sandbox: SupabaseSandbox, token: string | null) {
  const headers = {
    apikey: sandbox.publishableKey,
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  async function request(method: string, path: string, body?: unknown, extra: Record<string, string> = {}) {
    const init = {
      method,
      headers: { ...headers, ...extra },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response = await fetch(`${sandbox.url}${path}`, init);
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] } satisfies Answer;
  }
  return { request, rpc: (door: string, args: object) => request('POST', `/rest/v1/rpc/${door}`, args) };
}

/** The same token, as the server itself would have signed it, `inSeconds` from its end. */
export function withLife(token: string, inSeconds: number): string {
  const [header = '', body = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const nowSeconds = Math.floor(Date.now() / 1000);
  const changed = { ...claims, iat: nowSeconds + inSeconds - 3600, exp: nowSeconds + inSeconds };
  const signed = `${header}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}`;
  return `${signed}.${createHmac('sha256', JWT_SECRET).update(signed).digest('base64url')}`;
}

/** A signed-in caller with a client of his own, pushing by hand. */
export async function signInByHttp(sandbox: SupabaseSandbox, { email, password }: Credentials) {
  const grant = await http(sandbox, null).request('POST', '/auth/v1/token?grant_type=password', { email, password });
  const { access_token: token, user } = grant.body as unknown as { access_token: string; user: { id: string } };
  const { request, rpc } = http(sandbox, token);
  const clientId = randomUUID();
  const hello = await rpc('sync_hello', { p_client: clientId });
  const [workspace] = hello.body['workspaces'] as { id: string; epoch: string }[];
  if (!workspace) throw new Error('no workspace');
  let lastMs = Date.now() - 1_000_000;
  return {
    token,
    clientId,
    userId: user.id,
    ws: workspace.id,
    epoch: workspace.epoch,
    request,
    rpc,
    /** A stamp later than all before it, some time ago. */
    stamp: (atMs = (lastMs += 10)): string => `${String(atMs).padStart(13, '0')}-0000-0000abcd`,
    push: (batch: readonly { seq: number; mid: string; ops: readonly Op[] }[], client = clientId) =>
      rpc('sync_push', { p_client: client, p_ws: workspace.id, p_user: user.id, p_batch: batch }),
    pull: (cursor = 0, limit = 1000) =>
      rpc('sync_pull', {
        p_client: clientId,
        p_ws: workspace.id,
        p_cursor: cursor,
        p_epoch: workspace.epoch,
        p_limit: limit,
      }),
  };
}
export type Caller = Awaited<ReturnType<typeof signInByHttp>>;

export const courseOp = (caller: Caller, id: string, title: string, k: Op['k'] = 'put', h = caller.stamp()): Op => ({
  t: 'courses',
  id,
  k,
  h,
  v: { title: { title } },
});

/** Ids of a table's rows in a page of the pull door (see `write_accessors` in supabase/migrations). */
export function pulledIds({ body }: { readonly body: Readonly<Record<string, unknown>> }, table: TableName): string[] {
  const sent = (body['rows'] as Record<string, { cols: string[]; rows: unknown[][] }>)[table];
  return (sent?.rows ?? []).map((row) => String(row[sent?.cols.indexOf('id') ?? -1]));
}

/** One row of every synced table, parents first; made from the registry, as the simulator makes its rows. */
export function oneOfEach(caller: Caller): Record<TableName, Op> {
  const random = createRandom(randomUUID());
  const making: Making = { random, rowsOf: () => [], newId: randomUUID, tables: tableNames, tableOf: syncedTable };
  const drafts: Draft[] = [];
  for (const table of tableNames) if (!drafts.some(({ t }) => t === table)) createRow(table, making, drafts);
  const rows = drafts.map((draft) => [draft.t, { ...draft, h: caller.stamp() }]);
  return Object.fromEntries(rows) as Record<TableName, Op>;
}
