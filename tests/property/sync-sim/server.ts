import type { Op } from '../../../src/shared/domain/merge.ts';
import type { SimDatabase } from './database.ts';
import { createModel } from './model.ts';
import type { Tally } from './random.ts';
import type { Role } from './steps.ts';
import { hold } from './violation.ts';

export type Door = 'sync_hello' | 'sync_push' | 'sync_pull' | 'sync_digest';
export interface Ask {
  readonly door: Door;
  readonly args: Readonly<Record<string, unknown>>;
  readonly user: string;
}
export type Answer = Readonly<Record<string, unknown>>;
interface Sent {
  readonly seq: number;
  readonly mid: string;
  readonly ops: readonly Op[];
}
interface Verdict {
  readonly seq: number;
  readonly status: 'applied' | 'superseded' | 'rejected';
  readonly rev: number | null;
  readonly dup?: boolean;
}
export interface Look {
  readonly rows: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  readonly head: number;
  readonly ledger: readonly {
    client: string;
    seq: number;
    mid: string;
    user: string;
    status: string;
    rev: number;
    of: string | null;
  }[];
  readonly conflicts: number;
  readonly foreign: string;
}
export interface ServerDeps {
  readonly db: SimDatabase;
  readonly ws: string;
  /** The owner first. */
  readonly people: readonly { readonly user: string; readonly role: Role }[];
  readonly nowMs: () => number;
  readonly tally: Tally;
}

/** The real functions behind a door that writes down what they decided. */
export function createServer({ db, ws, people, nowMs, tally }: ServerDeps) {
  const model = createModel();
  const roles = new Map<string, Role | null>(people.map(({ user, role }) => [user, role]));
  const users = people.map(({ user }) => user);
  /** `user mid` → the ops as they first went over the wire. */
  const wire = new Map<string, string>();
  const everRejected = new Set<string>();
  let verdicts = new Map<string, string>();
  let revisions = new Set<number>();
  let head = 0;
  const accepted: string[] = [];
  /** Stamps that were accepted and went with a restore, until somebody sends them again. */
  const lost = new Set<string>();

  function watchWire({ args, user }: Ask): void {
    hold('I10', args['p_user'] === user, () => `an outbox of ${String(args['p_user'])} went out with ${user}'s token`);
    for (const { mid, ops } of args['p_batch'] as Sent[]) {
      const text = JSON.stringify(ops);
      const former = wire.get(`${user} ${mid}`) ?? text;
      hold('I11', former === text, () => `mutation ${mid} went out twice with different content:\n${former}\n${text}`);
      wire.set(`${user} ${mid}`, text);
    }
  }

  /** I8: a transaction takes the next revision or none. */
  function noteRevision({ status, rev }: Verdict, before: number): void {
    if (status === 'rejected' || rev === null) return;
    hold('I8', rev === before + 1 || (status === 'superseded' && rev === before), () => `${before} → ${rev}`);
    head = rev;
    revisions.add(rev);
  }

  function noteVerdict(sent: Sent, verdict: Verdict, ask: Ask, atMs: number, before: number): void {
    const key = `${ask.user} ${sent.mid}`;
    const client = String(ask.args['p_client']);
    // A number that is new to the server brings stamps back even where the mutation is known.
    const ops = model.takeNumber(client, sent.seq) ? model.clamp(sent.ops, client, atMs) : sent.ops;
    if (verdict.dup) return tally.bump('duplicate verdicts');
    tally.bump(verdict.status);
    verdicts.set(key, verdict.status);
    noteRevision(verdict, before);
    if (verdict.status === 'rejected') return void everRejected.add(key);
    const role = roles.get(ask.user) ?? null;
    hold('rights', verdict.status !== 'applied' || role === 'owner' || role === 'editor', () => String(role));
    model.accept(ops);
    for (const { h } of ops) accepted.push(h);
  }

  function notePush(ask: Ask, answer: Answer, atMs: number): void {
    const sent = new Map((ask.args['p_batch'] as Sent[]).map((mutation) => [mutation.seq, mutation]));
    const before = head;
    for (const verdict of (answer['results'] ?? []) as Verdict[]) {
      const mutation = sent.get(verdict.seq);
      if (mutation) noteVerdict(mutation, verdict, ask, atMs, before);
    }
    for (const what of ['fork', 'gap', 'revoked']) if (answer[what]) tally.bump(`push answered ${what}`);
  }

  /** One request in a transaction of its own, as the person whose token it carries. Throws the database's error. */
  async function call(ask: Ask, fails = false): Promise<Answer> {
    const atMs = nowMs();
    if (ask.door === 'sync_push') watchWire(ask);
    const [row] = await db.sql('select sim.call($1, $2::text::jsonb, $3, $4, $5) as answer', [
      ask.door,
      JSON.stringify(ask.args),
      ask.user,
      atMs,
      fails,
    ]);
    const answer = row?.['answer'] as Answer;
    tally.bump(ask.door);
    if (ask.door === 'sync_push') notePush(ask, answer, atMs);
    if (answer['reset']) tally.bump('pull answered reset');
    return answer;
  }

  async function readHead(): Promise<number> {
    const [row] = await db.sql('select rev::int as rev from sync.workspace where id = $1', [ws]);
    return Number(row?.['rev'] ?? 0);
  }
  const look = async (): Promise<Look> => {
    const [row] = await db.sql('select sim.look($1, $2::uuid[]) as look', [ws, users]);
    return row?.['look'] as Look;
  };

  return {
    ws,
    people,
    users,
    model,
    roles,
    wire,
    everRejected,
    lost,
    call,
    look,
    readHead,
    sql: db.sql,
    verdictOf: (user: string, mid: string): string | undefined => verdicts.get(`${user} ${mid}`),
    revisions: () => revisions,
    start: () => db.sql('select sim.begin($1, $2::uuid[], $3::text[])', [ws, users, people.map(({ role }) => role)]),
    /** Leaves nothing behind: what is looked through for all workspaces would grow with every life. */
    end: () => db.sql('select sim.wipe($1, $2::uuid[])', [ws, users]),
    async setRole(user: string, role: Role | null): Promise<void> {
      roles.set(user, role);
      if (role === null) await db.sql('delete from sync.member where ws = $1 and user_id = $2', [ws, user]);
      else
        await db.sql(
          `insert into sync.member (ws, user_id, role) values ($1, $2, $3)
           on conflict (ws, user_id) do update set role = excluded.role, acl_rev = sync.member.acl_rev + 1`,
          [ws, user, role],
        );
    },
    /** Everything of the workspace as it is now; the answer puts it back, as an operator does, and says so by a new epoch. */
    async backUp(): Promise<() => Promise<void>> {
      const [row] = await db.sql('select sim.backup($1, $2::uuid[])::text as kept', [ws, users]);
      const then = { model: model.keep(), verdicts: new Map(verdicts), revisions: new Set(revisions), head };
      const before = accepted.length;
      return async () => {
        await db.sql('select sim.restore($1, $2::uuid[], $3::text::jsonb)', [ws, users, String(row?.['kept'])]);
        for (const h of accepted.slice(before)) lost.add(h);
        for (const row of model.rows()) if (!then.model.rows.has(row)) lost.add(row);
        model.putBack(then.model);
        verdicts = new Map(then.verdicts);
        revisions = new Set(then.revisions);
        head = then.head;
      };
    },
    /** The database's own word on a request that nobody honest makes. */
    async attack(ask: Ask): Promise<string> {
      const args = [ask.door, JSON.stringify(ask.args), ask.user, nowMs(), false];
      try {
        await db.sql('select sim.call($1, $2::text::jsonb, $3, $4, $5)', args);
        return 'taken';
      } catch (error) {
        return String((error as { code?: unknown }).code);
      }
    },
    /** Lets go of all tombstones that nothing refers to; answers them as `table id`. */
    async collect(): Promise<string[]> {
      const [before] = await db.sql('select coalesce(max(rev), 0)::int as rev from sync.collected where ws = $1', [ws]);
      await db.sql("select sync.collect_tombstones('0 seconds')");
      const gone = await db.sql('select tbl, rid from sync.collected where ws = $1 and rev > $2', [
        ws,
        Number(before?.['rev']),
      ]);
      const rows = gone.map(({ tbl, rid }) => `${String(tbl)} ${String(rid)}`);
      for (const row of rows) model.forget(row);
      const now = await readHead();
      for (let rev = head + 1; rev <= now; rev++) revisions.add(rev);
      head = now;
      return rows;
    },
    newEpoch: () => db.sql('update sync.workspace set epoch = gen_random_uuid() where id = $1', [ws]),
  };
}
export type Server = ReturnType<typeof createServer>;
