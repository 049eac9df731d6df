import type { Op } from '../../shared/domain/merge.ts';
import type {
  BatchLimits,
  ChangedRow,
  PushVerdict,
  SealedMutation,
  SyncStore,
} from '../../shared/domain/sync-types.ts';
import type { Migration } from './migration.ts';
import type { Database } from './open.ts';
import type { NoticeTable } from './tables/notices.ts';
import type { Pending } from './sync-pending.ts';
import type { SyncState } from './sync-state.ts';
import { opsOf, upgradeQueued } from './upgrade-ops.ts';

/** What the halves of the store share. */
export interface StoreParts {
  readonly db: Database;
  readonly state: SyncState;
  readonly pending: Pending;
  readonly notices: NoticeTable;
  /** Of this app: what waits to be sent follows its upgrades. */
  readonly steps: readonly Migration[];
}

interface OutboxRow {
  readonly n: number;
  readonly seq: number | null;
  readonly mid: string;
  readonly ops: string;
  readonly label: string;
  readonly part_of: string | null;
  readonly ops_before: number;
  readonly schema_v: number;
}

/** As many from the front as the limits allow, at least one. */
function cut(entries: readonly OutboxRow[], { maxCount, maxChars }: BatchLimits): OutboxRow[] {
  let chars = 0;
  return entries.slice(0, maxCount).filter((entry, index) => (chars += entry.ops.length) <= maxChars || index === 0);
}

/** Up to the second part of a mutation: it goes when the one before has been taken, or not at all. */
function untilNextPart(entries: readonly OutboxRow[]): readonly OutboxRow[] {
  const end = entries.findIndex((entry, at) => entry.part_of !== null && entry.part_of === entries[at - 1]?.part_of);
  return end < 0 ? entries : entries.slice(0, end);
}

const unseal = ({ n, seq, mid, ops }: OutboxRow): SealedMutation => ({
  n,
  seq: Number(seq),
  mid,
  ops: JSON.parse(ops) as Op[],
});

/** The sending half of the outbox. */
export function createStorePush({
  db,
  state,
  pending,
  notices,
  steps,
}: StoreParts): Pick<SyncStore, 'seal' | 'settle' | 'rotate'> {
  const inflight = db.prepare("SELECT * FROM outbox WHERE state = 'inflight' ORDER BY seq LIMIT ?");
  const queued = db.prepare("SELECT * FROM outbox WHERE state = 'queued' ORDER BY n LIMIT ?");
  const seal = db.prepare("UPDATE outbox SET state = 'inflight', seq = ?, attempts = attempts + 1 WHERE n = ?");
  const bySeq = db.prepare("SELECT * FROM outbox WHERE seq = ? AND state = 'inflight'");
  const ack = db.prepare("UPDATE outbox SET state = 'acked', ack_rev = ? WHERE n = ?");
  const bury = db.prepare(
    `INSERT OR REPLACE INTO dead_letters (mid, ops, label, code, detail, base, at_ms, ops_before, schema_v)
     VALUES (@mid, @ops, @label, @code, @detail, @base, @atMs, @ops_before, @schemaV)`,
  );
  const laterParts = db.prepare(
    "SELECT * FROM outbox WHERE part_of = @part_of AND n > @n AND state = 'queued' ORDER BY n",
  );
  const requeue = db.prepare(
    "UPDATE outbox SET state = 'queued', seq = NULL, ack_rev = NULL WHERE state IN ('inflight', 'acked')",
  );

  /** Numbers are committed (and synced to the disk) before anything is sent: that is what makes a retry the same. */
  function sealNext(limits: BatchLimits): OutboxRow[] {
    let seq = state.getNumber('last_seq');
    const batch = cut(untilNextPart(queued.all(limits.maxCount) as OutboxRow[]), limits);
    const sealed = batch.map((entry) => ({ ...entry, seq: ++seq }));
    for (const entry of sealed) seal.run(entry.seq, entry.n);
    if (sealed.length > 0) state.set('last_seq', seq);
    return sealed;
  }

  function settleOne(verdict: PushVerdict, atMs: number): ChangedRow[] {
    const entry = bySeq.get(verdict.seq) as OutboxRow | undefined;
    if (!entry) return [];
    if (verdict.status !== 'rejected') {
      ack.run(verdict.rev ?? 0, entry.n);
      return [];
    }
    return refuse([entry, ...(laterParts.all(entry) as OutboxRow[])], verdict, atMs);
  }

  /** A refused mutation, or the part of a large one that was refused with all that would have followed it. */
  function refuse(entries: readonly [OutboxRow, ...OutboxRow[]], verdict: PushVerdict, atMs: number): ChangedRow[] {
    const ops = JSON.stringify(entries.flatMap((entry) => opsOf(entry, steps)));
    const detail = JSON.stringify(verdict.detail ?? null);
    const base = JSON.stringify(Object.assign({}, ...entries.map(({ n }) => pending.basesOf(n))));
    const schemaV = steps.at(-1)?.version ?? 0;
    bury.run({ ...entries[0], ops, schemaV, code: verdict.code ?? '', detail, base, atMs });
    return entries.flatMap(({ n }) => pending.drop(n));
  }

  return {
    seal: db.transaction((limits: BatchLimits) => {
      const unanswered = inflight.all(limits.maxCount) as OutboxRow[];
      return (unanswered.length > 0 ? cut(unanswered, limits) : sealNext(limits)).map(unseal);
    }).immediate,
    settle: db.transaction((verdicts: readonly PushVerdict[], atMs: number) =>
      verdicts.flatMap((verdict) => settleOne(verdict, atMs)),
    ).immediate,
    rotate: db.transaction((newClientId: string, restoredAtMs?: number) => {
      state.set('client_id', newClientId);
      state.set('last_seq', 0);
      state.set('restored', null);
      requeue.run();
      if (restoredAtMs !== undefined) notices.tell({ code: 'COMPUTER_RESTORED', detail: '', atMs: restoredAtMs });
      upgradeQueued(db, steps);
    }).immediate,
  };
}
