import type { Op } from '../../../src/shared/domain/merge.ts';
import { tableNames, type Column } from '../../../src/shared/domain/registry.ts';
import type { Computer } from './computer.ts';
import { groupOf } from './model.ts';
import type { Server } from './server.ts';
import { groupedTables } from './values.ts';
import { hold } from './violation.ts';

type Cells = Record<string, unknown>;
type Stamps = Readonly<Record<string, string>>;

const isLww = (op: Op, group: string): boolean => groupOf(op.t, group)?.merge === 'lww';
const parseOps = (ops: string): Op[] => JSON.parse(ops) as Op[];

/** The stamps of every row that a computer shows: `table id` → group → stamp. */
function stampsOf({ app }: Computer): Map<string, Stamps> {
  const found = new Map<string, Stamps>();
  for (const table of tableNames)
    for (const { id, fv } of app().db.prepare(`SELECT id, fv FROM ${table}`).all() as { id: string; fv: string }[])
      found.set(`${table} ${id}`, JSON.parse(fv) as Stamps);
  return found;
}

/** I6: what waits is in sight, or something later is; a row that the server has let go of may be gone. */
function checkOwnWrites(computer: Computer, stamps: Map<string, Stamps>, server: Server): void {
  const made = new Set<string>();
  const baseOf = computer.app().db.prepare('SELECT row FROM base_rows WHERE tbl = ? AND id = ?').pluck();
  for (const { mid, ops } of computer.entries())
    for (const op of parseOps(ops)) {
      const key = `${op.t} ${op.id}`;
      if (op.k === 'put') made.add(key);
      const held = stamps.get(key);
      if (!held) {
        const isGone = !made.has(key) && baseOf.get(op.t, op.id) === null;
        hold('I6', isGone, () => `${computer.name} does not show ${key}, which ${mid} waits to change`);
        continue;
      }
      if (server.model.clamped.has(op.h)) continue; // shown with the stamp that the server gave it
      for (const group of Object.keys(op.v).filter((name) => isLww(op, name)))
        hold(
          'I6',
          (held[group] ?? '') >= op.h,
          () => `${computer.name}: ${key}.${group} of ${mid} is hidden by ${held[group]}`,
        );
    }
}

/** I7: compared with the latest that was ever on show here. */
function checkTime(
  computer: Computer,
  stamps: Map<string, Stamps>,
  server: Server,
  collected: ReadonlySet<string>,
): void {
  const { seen, name } = computer;
  const refused = new Set<string>();
  for (const { ops } of computer.letters()) for (const op of parseOps(ops)) refused.add(op.h).add(`${op.t} ${op.id}`);
  for (const key of seen.keys()) {
    const [table = '', id = '', group] = key.split(' ');
    const row = `${table} ${id}`;
    if (group !== undefined || stamps.has(row)) continue;
    const mayGo = refused.has(row) || collected.has(row) || server.lost.has(row);
    hold('I7', mayGo, () => `${name}: ${row} has vanished`);
  }
  for (const [row, held] of stamps) {
    seen.set(row, '');
    for (const [group, h] of Object.entries(held)) {
      const key = `${row} ${group}`;
      const before = seen.get(key) ?? '';
      const mayGoBack = refused.has(before) || server.model.clamped.has(before) || server.lost.has(before);
      const isStamped = groupOf(row.split(' ')[0] ?? '', group)?.merge === 'lww'; // the first writer has an imm group
      hold('I7', h >= before || mayGoBack || !isStamped, () => `${name}: ${key} went back from ${before} to ${h}`);
      seen.set(key, h);
    }
  }
  for (const key of seen.keys()) if (!stamps.has(key.split(' ').slice(0, 2).join(' '))) seen.delete(key);
}

/** What a person at this computer sees, at any moment. While everything is pulled anew, time means nothing. */
export function checkSight(computer: Computer, server: Server, collected: ReadonlySet<string>): void {
  const stamps = stampsOf(computer);
  checkOwnWrites(computer, stamps, server);
  if (computer.startsOver()) computer.seen.clear();
  checkTime(computer, stamps, server, collected);
}

/** I13: only the database's own word makes a dead letter. */
export function checkLetters(computer: Computer, server: Server): void {
  for (const { mid } of computer.letters())
    hold(
      'I13',
      server.everRejected.has(`${computer.user} ${mid}`),
      () => `${computer.name}: ${mid} is dead without a verdict`,
    );
}

/** I12: everything up to the cursor is here, with that revision or a later one. */
export async function checkCursor(computer: Computer, server: Server): Promise<void> {
  const { state, db } = computer.app();
  const cursor = state.getNumber('cursor');
  if (cursor === 0) return;
  const [row] = await server.sql('select sim.revisions($1, $2) as found', [server.ws, cursor]);
  if (!row) return;
  const { epoch, rows } = row['found'] as { epoch: string; rows: Record<string, Record<string, number>> };
  if (epoch !== state.get('epoch')) return;
  for (const table of tableNames.filter((name) => computer.knows(name))) {
    const own = new Map(
      db
        .prepare(
          `SELECT x.id, coalesce(b.rev, x.rev) FROM ${table} x LEFT JOIN base_rows b ON b.tbl = ? AND b.id = x.id`,
        )
        .raw()
        .all(table) as [string, number][],
    );
    const bases = new Map(
      db.prepare('SELECT id, rev FROM base_rows WHERE tbl = ?').raw().all(table) as [string, number][],
    );
    for (const [id, rev] of Object.entries(rows[table] ?? {})) {
      const held = own.get(id) ?? bases.get(id) ?? -2;
      hold(
        'I12',
        held >= rev,
        () => `${computer.name} is at ${cursor} and has ${table} ${id} of ${held}, not of ${rev}`,
      );
    }
  }
}

function fromCell({ type }: Column, cell: unknown): unknown {
  if (cell === null) return null;
  if (type === 'json') return JSON.parse(String(cell));
  return type === 'bool' ? cell === 1 : cell;
}
/** The rows of a table as this computer shows them, by id. */
export function rowsOf({ app }: Computer, table: (typeof tableNames)[number]): Map<string, Cells> {
  const { columns } = groupedTables(table);
  const raw = app().db.prepare(`SELECT * FROM ${table} ORDER BY id`).all() as Cells[];
  const read = (row: Cells): Cells => ({
    ...Object.fromEntries(Object.entries(columns).map(([name, spec]) => [name, fromCell(spec, row[name])])),
    id: row['id'],
    fv: JSON.parse(String(row['fv'])),
  });
  return new Map(raw.map((row) => [String(row['id']), read(row)]));
}
