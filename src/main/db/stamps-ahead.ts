import { later, nodeOf, tick, type Hlc } from '../../shared/domain/hlc.ts';
import type { Op } from '../../shared/domain/merge.ts';
import type { SyncStore } from '../../shared/domain/sync-types.ts';
import { createHistory } from './history.ts';
import type { StoreParts } from './sync-store-push.ts';

/** A clock this far ahead of the server's is brought back; the server does the same with stamps that it is sent. */
export const AHEAD_MS = 60_000;

const isAhead = (h: Hlc, serverNowMs: number): boolean => Number(h.slice(0, 13)) > serverNowMs + AHEAD_MS;

/**
 * Stamps for ops whose own are ahead of the server's time, in the same order: each later than the one before it and than
 * what its author saw. One function for the ops of one outbox, to be called in their order.
 */
export function createBringBack(serverNowMs: number) {
  const broughtBack = new Map<Hlc, Hlc>();
  let last: Hlc = '';

  function stampFor(op: Op): Hlc {
    const known = broughtBack.get(op.h);
    if (known) return known;
    last = Object.values(op.b ?? {}).reduce(later, last);
    last = isAhead(op.h, serverNowMs) ? tick(last, serverNowMs, nodeOf(op.h)) : later(last, op.h);
    broughtBack.set(op.h, last);
    return last;
  }

  return {
    last: () => last,
    op(op: Op): Op {
      if (!op.b) return { ...op, h: stampFor(op) };
      const b = Object.fromEntries(Object.entries(op.b).map(([group, h]) => [group, broughtBack.get(h) ?? h]));
      return { ...op, b, h: stampFor({ ...op, b }) };
    },
  };
}

/**
 * The server would bring such stamps back by itself, and this computer would not know its own writes again: undo would
 * ask about a change that nobody made. So they are brought back here, before they are sent.
 */
export function createStampsAhead({
  db,
  state,
  pending,
}: Pick<StoreParts, 'db' | 'state' | 'pending'>): Pick<SyncStore, 'bringBackStamps'> {
  const history = createHistory(db);
  // What is on its way keeps its stamps; as long as the server has not sent it back, nothing later may get earlier ones.
  const isUnsettled = db.prepare("SELECT 1 FROM outbox WHERE state <> 'queued' LIMIT 1").pluck();
  const queued = db.prepare('SELECT n, ops FROM outbox ORDER BY n');
  const rewrite = db.prepare('UPDATE outbox SET ops = ? WHERE n = ?');

  function follow(before: Op, after: Op): void {
    for (const grp of Object.keys(after.v))
      history.restamp({ tbl: after.t, id: after.id, grp, from: before.h, to: after.h });
  }

  const bringBack = db.transaction((serverNowMs: number) => {
    if (!isAhead(state.get('hlc') ?? '', serverNowMs) || isUnsettled.get() !== undefined) return;
    const bring = createBringBack(serverNowMs);
    for (const { n, ops } of queued.all() as { n: number; ops: string }[]) {
      const before = JSON.parse(ops) as Op[];
      const after = before.map((op) => bring.op(op));
      rewrite.run(JSON.stringify(after), n);
      for (const [at, op] of before.entries()) follow(op, after[at] as Op);
      pending.reread(n);
    }
    state.set('hlc', bring.last());
  }).immediate;

  return { bringBackStamps: (nowMs) => bringBack(nowMs + state.getNumber('clock_offset_ms')) };
}
