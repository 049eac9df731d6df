import type { Database } from '../../../src/main/db/open.ts';
import type { SyncServer } from '../../../src/main/sync/ports.ts';
import type { Draft, Op } from '../../../src/shared/domain/merge.ts';
import type { SyncStore } from '../../../src/shared/domain/sync-types.ts';
import { err, ok } from '../../../src/shared/ipc/result.ts';
import { appCode, type AppCode } from './app-code.ts';
import type { App } from './app.ts';
import { wrongCursor } from './bugs-sql.ts';
import type { Invariant } from './violation.ts';

/** A mistake that was made before, put back into the code for one run: the simulator has to find it. */
export interface PlantedBug {
  readonly name: string;
  /** What it changes in the database. */
  readonly sql?: readonly string[];
  /** Where it shows only between transactions that overlap: on PostgreSQL, not on PGlite with its one connection. */
  readonly needsConnections?: boolean;
  /** Checks that find it at once, and not for what makes it a bug. */
  readonly deafTo?: readonly Invariant[];
  readonly opening?: (db: Database, code: AppCode) => void;
  readonly store?: (store: SyncStore, db: Database) => SyncStore;
  readonly server?: (server: SyncServer) => SyncServer;
  readonly mutate?: (app: App, drafts: readonly Draft[]) => string | null;
}

const label = { code: 'course.edit', count: 1, name: '' } as const;
const write = (app: App, drafts: readonly Draft[]): string | null => app.mutator.mutate({ label, drafts });

/** What one statement does to the last two entries of the outbox, when both overwrite the same field of the same row. */
function mergeInto(app: App, state: 'queued' | 'inflight', drafts: readonly Draft[]): string | null {
  const mid = write(app, drafts);
  const [last, former] = app.db.prepare('SELECT n, mid, ops, state FROM outbox ORDER BY n DESC LIMIT 2').all() as {
    n: number;
    mid: string;
    ops: string;
    state: string;
  }[];
  const keyOf = (ops: string): string => {
    const [op, more] = JSON.parse(ops) as Op[];
    return op && !more && op.k === 'set' ? `${op.t} ${op.id} ${Object.keys(op.v).join()}` : '';
  };
  if (!last || former?.state !== state || keyOf(last.ops) === '' || keyOf(last.ops) !== keyOf(former.ops)) return mid;
  app.db.prepare('DELETE FROM outbox_rows WHERE n = ?').run(last.n);
  app.db.prepare('DELETE FROM outbox WHERE n = ?').run(last.n);
  app.db.prepare('UPDATE outbox SET ops = ? WHERE n = ?').run(last.ops, former.n);
  return former.mid;
}

export const bugs: readonly PlantedBug[] = [
  {
    name: 'acked writes are let go of at the end of a page',
    store: (store) => ({
      ...store,
      finishPage(page) {
        store.finishPage(page);
        store.dropAcked(page.cursor, Number.MAX_SAFE_INTEGER, 0);
      },
    }),
  },
  {
    name: 'the overlay goes with the answer to the push',
    store: (store) => ({
      ...store,
      settle(verdicts, atMs) {
        const changed = store.settle(verdicts, atMs);
        store.dropAcked(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, atMs);
        return changed;
      },
    }),
  },
  {
    name: 'edits coalesce into what is on its way',
    mutate: (app, drafts) => mergeInto(app, 'inflight', drafts),
  },
  {
    name: 'a coalesced entry keeps its mutation id',
    mutate(app, drafts) {
      const before = new Map(
        (app.db.prepare('SELECT n, mid FROM outbox').all() as { n: number; mid: string }[]).map(({ n, mid }) => [
          n,
          mid,
        ]),
      );
      const made = write(app, drafts);
      const now = app.db.prepare('SELECT n, mid FROM outbox').all() as { n: number; mid: string }[];
      for (const { n, mid } of now) {
        const former = before.get(n);
        if (former !== undefined && former !== mid)
          app.db.prepare('UPDATE outbox SET mid = ? WHERE n = ?').run(former, n);
      }
      return made;
    },
  },
  {
    name: 'nobody looks for a fork',
    server: (server) => ({
      ...server,
      hello: async (caller, signal) => {
        const answer = await server.hello(caller, signal);
        return answer.success ? ok({ ...answer.data, isForked: false, lastSeq: 0 }) : answer;
      },
      push: async (request, signal) => {
        const answer = await server.push(request, signal);
        if (!answer.success || answer.data.kind === 'revoked') return answer;
        const { seq: last = 0 } = request.batch.at(-1) ?? {};
        const missing = request.batch.filter(({ seq }) => !answer.data.kind.startsWith('r') && seq <= last);
        const held = new Set('verdicts' in answer.data ? answer.data.verdicts.map(({ seq }) => seq) : []);
        const made = missing
          .filter(({ seq }) => !held.has(seq))
          .map(({ seq }) => ({ seq, status: 'applied' as const, code: null, detail: null, rev: 0 }));
        return ok({ kind: 'taken', verdicts: [...('verdicts' in answer.data ? answer.data.verdicts : []), ...made] });
      },
      pull: async (request, signal) => {
        const answer = await server.pull(request, signal);
        // Neither more nor less than what the caller knows.
        return answer.success && answer.data.kind === 'page' ? ok({ ...answer.data, lastSeq: Number.NaN }) : answer;
      },
    }),
  },
  {
    name: 'an HTTP status ends a mutation',
    server: (server) => ({
      ...server,
      push: async (request, signal) => {
        const answer = await server.push(request, signal);
        return answer.success || answer.error.code === 'ABORTED' ? answer : err('REFUSED', answer.error.message);
      },
    }),
  },
  {
    name: 'a change after a change is skipped (x := x or f())',
    sql: [
      `create or replace function sync.apply_mutation(p_ws uuid, p_client uuid, p_mid uuid, p_ops jsonb) returns jsonb
       language plpgsql set search_path = '' as $$
       declare op jsonb; any_changed boolean := false;
       begin
         set constraints all deferred;
         perform set_config('sync.mid', p_mid::text, true);
         for op in select value from jsonb_array_elements(p_ops) loop
           any_changed := any_changed or sync.apply_op(p_ws, p_mid, p_client, op);
         end loop;
         set constraints all immediate;
         return jsonb_build_object('status', case when any_changed then 'applied' else 'superseded' end,
           'rev', (select w.rev from sync.workspace w where w.id = p_ws));
       exception when others then
         if sync.is_transient(sqlstate) then raise; end if;
         return jsonb_build_object('status', 'rejected', 'code', sqlstate, 'detail', jsonb_build_object('message', sqlerrm));
       end $$`,
    ],
  },
  {
    name: 'stamps from the future are believed',
    sql: [
      `create or replace function sync.clamp_ops(p_ops jsonb, p_floor text, out ops jsonb, out last_h text)
       language plpgsql set search_path = '' as $$ begin ops := p_ops; last_h := p_floor; end $$`,
    ],
  },
  {
    name: 'a refused mutation keeps what it had done',
    sql: [
      `create or replace function sync.apply_mutation(p_ws uuid, p_client uuid, p_mid uuid, p_ops jsonb) returns jsonb
       language plpgsql set search_path = '' as $$
       declare op jsonb; is_changed boolean; any_changed boolean := false; failed text;
       begin
         for op in select value from jsonb_array_elements(p_ops) loop
           begin
             is_changed := sync.apply_op(p_ws, p_mid, p_client, op);
             any_changed := any_changed or is_changed;
           exception when others then
             if sync.is_transient(sqlstate) then raise; end if;
             failed := sqlstate;
           end;
         end loop;
         if failed is not null then
           return jsonb_build_object('status', 'rejected', 'code', failed, 'detail', '{}'::jsonb);
         end if;
         return jsonb_build_object('status', case when any_changed then 'applied' else 'superseded' end,
           'rev', (select w.rev from sync.workspace w where w.id = p_ws));
       end $$`,
    ],
  },
  {
    name: 'time stamps as cursors',
    needsConnections: true,
    deafTo: ['I8'],
    sql: wrongCursor('(extract(epoch from transaction_timestamp()) * 1000000)::bigint - 1700000000000000'),
  },
  {
    name: 'sequences as cursors',
    needsConnections: true,
    deafTo: ['I8'],
    sql: [
      'create sequence sim.revisions_taken',
      'grant usage on sequence sim.revisions_taken to public',
      ...wrongCursor("nextval('sim.revisions_taken')"),
    ],
  },
  {
    name: 'mutation ids that are unique among all users',
    sql: ['alter table sync.mutation drop constraint mutation_user_id_mid_key, add unique (mid)'],
  },
  {
    name: 'a row may change its workspace',
    sql: [
      `create or replace function sync.stamp() returns trigger language plpgsql security definer set search_path = '' as $$
       begin new.rev := sync.next_rev(new.ws); return new; end $$`,
    ],
  },
  {
    name: 'an older app drops the stamps of what it does not know',
    store: (store) => ({
      ...store,
      applyRows: (rows) =>
        store.applyRows(
          rows.map((pulled) => {
            const known: object = appCode.registry[pulled.table]?.groups ?? {};
            const fv = Object.fromEntries(Object.entries(pulled.row.fv).filter(([group]) => group in known));
            return { ...pulled, row: { ...pulled.row, fv } };
          }),
        ),
    }),
  },
  {
    name: 'an upgraded app does not pull again what it did not know',
    opening: (db, code) =>
      void db.prepare("UPDATE sync_state SET value = ? WHERE key = 'registry'").run(JSON.stringify(code.registry)),
  },
];
