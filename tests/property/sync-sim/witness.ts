import type { Op } from '../../../src/shared/domain/merge.ts';
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
export interface WitnessDeps {
  /** What each person may do at this moment; null: nothing any more. */
  readonly roles: ReadonlyMap<string, Role | null>;
  readonly tally: Tally;
}

/** Writes down what was asked of the server and what it decided: the checks compare everything else with that. */
export function createWitness({ roles, tally }: WitnessDeps) {
  const model = createModel();
  /** `user mid` → the ops as they first went over the wire. */
  const wire = new Map<string, string>();
  const everRejected = new Set<string>();
  const accepted: string[] = [];
  /** Stamps that were accepted and went with a restore, until somebody sends them again. */
  const lost = new Set<string>();
  /** What the server has let go of for good, by `table id`, and the stamps it had then, by `table id group`. */
  let collected = new Set<string>();
  let lastStamps = new Map<string, string>();
  let verdicts = new Map<string, string>();
  let revisions = new Set<number>();
  let head = 0;

  /** Before a push is let through. */
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

  return {
    model,
    wire,
    everRejected,
    lost,
    watchWire,
    notePush,
    verdictOf: (user: string, mid: string): string | undefined => verdicts.get(`${user} ${mid}`),
    revisions: () => revisions,
    collected: {
      has: (row: string): boolean => collected.has(row),
      lastOf: (key: string) => lastStamps.get(key) ?? '',
    },
    /** Revisions up to this one were taken by an operator, and these rows are gone for good. */
    noteCollected(rows: readonly string[], now: number): void {
      for (const row of rows) {
        collected.add(row);
        for (const [key, h] of model.forget(row)) lastStamps.set(key, h);
      }
      for (let rev = head + 1; rev <= now; rev++) revisions.add(rev);
      head = now;
    },
    /** The moment of a backup; the answer goes back to it. */
    keep(): () => void {
      const then = { model: model.keep(), verdicts: new Map(verdicts), revisions: new Set(revisions), head };
      const gone = { collected: new Set(collected), lastStamps: new Map(lastStamps) };
      const before = accepted.length;
      return () => {
        for (const h of accepted.slice(before)) lost.add(h);
        for (const row of model.rows()) if (!then.model.rows.has(row)) lost.add(row);
        model.putBack(then.model);
        collected = new Set(gone.collected);
        lastStamps = new Map(gone.lastStamps);
        verdicts = new Map(then.verdicts);
        revisions = new Set(then.revisions);
        head = then.head;
      };
    },
  };
}
export type Witness = ReturnType<typeof createWitness>;
