import { tick } from '../../../src/shared/domain/hlc.ts';
import type { GroupValues, Op } from '../../../src/shared/domain/merge.ts';
import type { FieldGroup, SyncedTable } from '../../../src/shared/domain/registry.ts';
import { newerApp } from './newer-app.ts';

/** As the newest app of the simulation knows it, and its server. */
export function groupOf(table: string, group: string): FieldGroup | undefined {
  return (newerApp.registry as Readonly<Record<string, SyncedTable>>)[table]?.groups[group];
}

export interface Held {
  readonly h: string;
  readonly values: GroupValues;
}
/** How far ahead of the server's clock a stamp may be (design: "HLC stamps over 60 s ahead are clamped"). */
const AHEAD_MS = 60_000;
const AHEAD_DIGITS = 13;

/**
 * What the server should hold, worked out from the verdicts it gave: the highest accepted stamp of every group. It
 * knows nothing of SQL, and of the client's code only how a stamp is written.
 */
export function createModel() {
  let rows = new Set<string>();
  let fields = new Map<string, Held>();
  let floors = new Map<string, string>();
  let numbers = new Map<string, number>();
  /** Stamps from the future, as they were before the server brought them back. */
  const clamped = new Set<string>();

  /** The ops as the server takes them at its time: too late a stamp becomes the next of this client at that time. */
  function clamp(ops: readonly Op[], client: string, nowMs: number): Op[] {
    const horizon = String(nowMs + AHEAD_MS).padStart(AHEAD_DIGITS, '0');
    let seen = '';
    return ops.map((op) => {
      if (op.h <= horizon) return op;
      if (op.h !== seen) floors.set(client, tick(floors.get(client) ?? '', nowMs, op.h.slice(-8)));
      seen = op.h;
      clamped.add(op.h);
      return { ...op, h: floors.get(client) ?? '' };
    });
  }

  function takeGroup(op: Op, name: string, given: GroupValues, isNew: boolean): void {
    const group = groupOf(op.t, name);
    if (!group) return;
    const key = `${op.t} ${op.id} ${name}`;
    const held = fields.get(key);
    const values = Object.fromEntries(group.columns.filter((column) => column in given).map((c) => [c, given[c]]));
    const column = group.columns[0] ?? '';
    const wins =
      isNew ||
      (group.merge === 'lww' && op.h > (held?.h ?? '')) ||
      (group.merge === 'max' && Number(given[column] ?? 0) > Number(held?.values[column] ?? 0));
    if (wins) fields.set(key, { h: op.h, values: { ...held?.values, ...values } as GroupValues });
  }

  return {
    clamped,
    clamp,
    /** Whether this sequence number of a client is new. */
    takeNumber(client: string, seq: number): boolean {
      const isNew = seq > (numbers.get(client) ?? 0);
      if (isNew) numbers.set(client, seq);
      return isNew;
    },
    /** A mutation that the server has taken. */
    accept(ops: readonly Op[]): void {
      for (const op of ops) {
        const key = `${op.t} ${op.id}`;
        const isNew = !rows.has(key);
        rows.add(key);
        for (const [name, given] of Object.entries(op.v)) takeGroup(op, name, given, isNew);
      }
    },
    rows: () => rows,
    fields: () => fields,
    /** A row that the server has let go of for good; answers the stamps that it had at its end, by `table id group`. */
    forget(row: string): [string, string][] {
      rows.delete(row);
      const last = [...fields].filter(([key]) => key.startsWith(`${row} `));
      for (const [key] of last) fields.delete(key);
      return last.map(([key, { h }]) => [key, h]);
    },
    /** What `putBack` needs to be at this moment again. */
    keep: () => ({ rows: new Set(rows), fields: new Map(fields), floors: new Map(floors), numbers: new Map(numbers) }),
    putBack(kept: {
      rows: Set<string>;
      fields: Map<string, Held>;
      floors: Map<string, string>;
      numbers: Map<string, number>;
    }): void {
      rows = new Set(kept.rows);
      fields = new Map(kept.fields);
      floors = new Map(kept.floors);
      numbers = new Map(kept.numbers);
    },
  };
}
