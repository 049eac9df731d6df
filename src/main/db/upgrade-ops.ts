import type { Draft, Op } from '../../shared/domain/merge.ts';
import type { Migration, OpUpgrade } from './migration.ts';
import type { Database } from './open.ts';

/**
 * What is written down to be sent, or sent again. An entry in flight is left as it is, since the server may have taken
 * it: its `schema_v` says that it still has the former shape, and the server must know that shape.
 */
const LISTS = ["outbox WHERE state = 'queued'", 'journal', 'dead_letters'] as const;

function upgraded<T extends Draft>(ops: readonly T[], upgrades: readonly OpUpgrade[]): T[] {
  const bring = (op: T, upgrade: OpUpgrade): T => ({ ...op, ...upgrade(op) });
  return ops.map((op) => upgrades.reduce(bring, op));
}

/**
 * Brings ops that older versions of the app wrote to the field groups of the newest of `steps`, in the transaction of
 * its migration. An entry that was in flight during former migrations gets their upgrades now.
 */
export function upgradeOps(db: Database, steps: readonly Migration[]): void {
  const newest = steps.at(-1);
  if (!newest?.upgradeOp) return;
  for (const list of LISTS) {
    const [table = ''] = list.split(' ');
    const update = db.prepare(`UPDATE ${table} SET ops = ?, schema_v = ? WHERE mid = ?`);
    const entries = db.prepare(`SELECT mid, ops, schema_v AS version FROM ${list}`).all();
    for (const { mid, ops, version } of entries as { mid: string; ops: string; version: number }[]) {
      const upgrades = steps.flatMap((step) => (step.version > version && step.upgradeOp ? [step.upgradeOp] : []));
      update.run(JSON.stringify(upgraded(JSON.parse(ops) as Op[], upgrades)), newest.version, mid);
    }
  }
  upgradeHistory(db, newest.upgradeOp);
}

/** Undo steps are never in flight, so they have always been brought to the version before. */
function upgradeHistory(db: Database, upgrade: OpUpgrade): void {
  const update = db.prepare('UPDATE history SET before = ?, after = ? WHERE n = ?');
  const bring = (drafts: string): string => JSON.stringify(upgraded(JSON.parse(drafts) as Draft[], [upgrade]));
  const steps = db.prepare('SELECT n, before, after FROM history').all();
  for (const { n, before, after } of steps as { n: number; before: string; after: string }[])
    update.run(bring(before), bring(after), n);
}
