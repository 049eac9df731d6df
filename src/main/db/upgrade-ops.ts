import type { Draft, GroupValues, Op } from '../../shared/domain/merge.ts';
import type { Migration, OpUpgrade } from './migration.ts';
import type { Database } from './open.ts';

/** An entry of the outbox, the journal or the dead letters. */
interface Written {
  readonly ops: string;
  /** In which version of the schema. */
  readonly schema_v: number;
}

/**
 * What is written down to be sent, or sent again. An entry in flight is left as it is, since the server may have taken
 * it: its `schema_v` says that it still has the former shape, and the server must know that shape.
 */
const LISTS = { outbox: "state = 'queued'", journal: 'true', dead_letters: 'true' } as const;

function upgraded<T extends Draft>(ops: readonly T[], upgrades: readonly OpUpgrade[]): T[] {
  const bring = (op: T, upgrade: OpUpgrade): T => ({ ...op, ...upgrade(op) });
  return ops.map((op) => upgrades.reduce(bring, op));
}

const newestOf = (steps: readonly Migration[]): number => steps.at(-1)?.version ?? 0;

/** What an entry says in the field groups of the newest of `steps`, in whatever version it was written. */
export function opsOf({ ops, schema_v: version }: Written, steps: readonly Migration[]): Op[] {
  const upgrades = steps.flatMap((step) => (step.version > version && step.upgradeOp ? [step.upgradeOp] : []));
  return upgraded(JSON.parse(ops) as Op[], upgrades);
}

function upgradeList(db: Database, table: keyof typeof LISTS, steps: readonly Migration[]): void {
  const last = steps.findLast(({ upgradeOp }) => upgradeOp)?.version;
  if (last === undefined) return;
  const update = db.prepare(`UPDATE ${table} SET ops = ?, schema_v = ? WHERE mid = ?`);
  const older = db.prepare(`SELECT mid, ops, schema_v FROM ${table} WHERE ${LISTS[table]} AND schema_v < ?`);
  for (const entry of older.all(last) as (Written & { mid: string })[])
    update.run(JSON.stringify(opsOf(entry, steps)), newestOf(steps), entry.mid);
}

/**
 * Brings ops that older versions of the app wrote to the field groups of the newest of `steps`, in the transaction of
 * its migration.
 */
export function upgradeOps(db: Database, steps: readonly Migration[]): void {
  const upgrade = steps.at(-1)?.upgradeOp;
  if (!upgrade) return;
  for (const table of Object.keys(LISTS) as (keyof typeof LISTS)[]) upgradeList(db, table, steps);
  upgradeHistory(db, upgrade);
  upgradeConflicts(db, upgrade);
}

/** For entries that are queued again after an update that they sat through in flight. */
export const upgradeQueued = (db: Database, steps: readonly Migration[]): void => upgradeList(db, 'outbox', steps);

/** Undo steps are never in flight, so they have always been brought to the version before. */
function upgradeHistory(db: Database, upgrade: OpUpgrade): void {
  const update = db.prepare('UPDATE history SET before = ?, after = ? WHERE n = ?');
  const bring = (drafts: string): string => JSON.stringify(upgraded(JSON.parse(drafts) as Draft[], [upgrade]));
  const steps = db.prepare('SELECT n, before, after FROM history').all();
  for (const { n, before, after } of steps as { n: number; before: string; after: string }[])
    update.run(bring(before), bring(after), n);
}

interface StoredConflict {
  readonly id: number;
  readonly tbl: string;
  readonly row_id: string;
  readonly grp: string;
  readonly loser: string;
  /** Null where the server did not tell it. */
  readonly winner: string | null;
}

/** Words that lost can be put in place: by what their group is called now, in as many groups as it has become. */
function upgradeConflicts(db: Database, upgrade: OpUpgrade): void {
  const remove = db.prepare('DELETE FROM conflicts WHERE id = ?');
  const insert = db.prepare(
    `INSERT INTO conflicts (id, tbl, row_id, grp, mid, loser, loser_h, winner_h, at_ms, is_dismissed, winner,
       winner_device, winner_at_ms, loser_device, loser_at_ms, is_mine)
     VALUES (coalesce(@id, (SELECT min(0, min(id)) - 1 FROM conflicts), -1), @tbl, @row_id, @group, @mid, @values,
       @loser_h, @winner_h, @at_ms, @is_dismissed, @winning, @winner_device, @winner_at_ms, @loser_device,
       @loser_at_ms, @is_mine)`,
  );
  for (const conflict of db.prepare('SELECT * FROM conflicts').all() as StoredConflict[]) {
    const { id, tbl, row_id: rowId, grp, loser, winner } = conflict;
    const today = (values: string): Readonly<Record<string, GroupValues>> =>
      upgrade({ t: tbl, id: rowId, k: 'set', v: { [grp]: JSON.parse(values) as GroupValues } }).v;
    const winners = winner === null ? {} : today(winner);
    remove.run(id);
    for (const [at, [group, values]] of Object.entries(today(loser)).entries()) {
      const winning = winners[group] ? JSON.stringify(winners[group]) : null;
      insert.run({ ...conflict, group, values: JSON.stringify(values), winning, id: at === 0 ? id : null });
    }
  }
}
