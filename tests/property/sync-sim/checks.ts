import { later, nodeOf } from '../../../src/shared/domain/hlc.ts';
import type { Op } from '../../../src/shared/domain/merge.ts';
import type { Column, TableName } from '../../../src/shared/domain/registry.ts';
import type { Computer } from './computer.ts';
import { groupOf } from './model.ts';
import { parseOps, parseStamps, readCells, readColumn, readRows } from './read.ts';
import type { Server } from './server.ts';
import { hold } from './violation.ts';

type Cells = Record<string, unknown>;
type Stamps = Readonly<Record<string, string>>;

const isLww = (op: Op, group: string): boolean => groupOf(op.t, group)?.merge === 'lww';

/** The stamps of every row that a computer shows: `table id` → group → stamp. */
function stampsOf({ app, tables }: Computer): Map<string, Stamps> {
  const found = new Map<string, Stamps>();
  for (const table of tables())
    for (const [id, fv] of readCells<[string, string]>(app().db, `SELECT id, fv FROM ${table}`))
      found.set(`${table} ${id}`, parseStamps(fv));
  return found;
}

/** I6: what waits is in sight, or something later is; a row that the server has let go of may be gone. */
function checkOwnWrites(computer: Computer, stamps: Map<string, Stamps>, server: Server): void {
  const made = new Set<string>();
  const isGone = ({ t, id }: Op): boolean =>
    readColumn(computer.app().db, 'SELECT row FROM base_rows WHERE tbl = ? AND id = ?', t, id)[0] === null;
  for (const { mid, ops } of computer.entries())
    for (const op of parseOps(ops)) {
      const key = `${op.t} ${op.id}`;
      if (op.k === 'put') made.add(key);
      const held = stamps.get(key);
      if (!held) {
        const mayBeGone = !made.has(key) && isGone(op);
        hold('I6', mayBeGone, () => `${computer.name} does not show ${key}, which ${mid} waits to change`);
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

/** A field as one computer wrote it. */
const writtenBy = (row: string, group: string, h: string): string => `${row} ${group} by ${nodeOf(h)}`;

/** What was refused here: stamps, rows as `table id`, and the latest stamp by `writtenBy`. */
function refusedAt(computer: Computer) {
  const stamps = new Set<string>();
  const rows = new Set<string>();
  const latest = new Map<string, string>();
  for (const { ops } of computer.letters())
    for (const { t, id, h, v } of parseOps(ops)) {
      stamps.add(h);
      rows.add(`${t} ${id}`);
      for (const group of Object.keys(v)) {
        const field = writtenBy(`${t} ${id}`, group, h);
        latest.set(field, later(h, latest.get(field) ?? ''));
      }
    }
  return { stamps, rows, latest };
}

/** I7: compared with the latest that was ever on show here. */
function checkTime(computer: Computer, stamps: Map<string, Stamps>, server: Server): void {
  const { seen, name } = computer;
  const { collected, lost, model } = server;
  let known: ReturnType<typeof refusedAt> | null = null;
  const refused = () => (known ??= refusedAt(computer));
  for (const row of seen.keys()) {
    if (stamps.has(row)) continue;
    const mayGo = collected.has(row) || lost.has(row) || refused().rows.has(row);
    hold('I7', mayGo, () => `${name}: ${row} has vanished`);
    seen.delete(row);
  }
  function mayGoBack(row: string, group: string, h: string): boolean {
    if (model.clamped.has(h) || lost.has(h) || refused().stamps.has(h)) return true;
    // A collected row may be made again by who had not heard of its end: nothing is left there that would be later.
    if (h <= collected.lastOf(`${row} ${group}`)) return true;
    // Typed before, it has gone into the mutation that was refused.
    return h <= (refused().latest.get(writtenBy(row, group, h)) ?? '');
  }
  for (const [row, held] of stamps) {
    const before = seen.get(row) ?? {};
    seen.set(row, held);
    if (before === held) continue; // the very same text
    const table = row.split(' ')[0] ?? '';
    for (const [group, former] of Object.entries(before)) {
      const h = held[group] ?? '';
      const isStamped = groupOf(table, group)?.merge === 'lww'; // the first writer has an imm group
      const isSo = h >= former || !isStamped || mayGoBack(row, group, former);
      hold('I7', isSo, () => `${name}: ${row} ${group} went back from ${former} to ${h}`);
    }
  }
}

/** I13: only the database's own word makes a dead letter. */
function checkLetters(computer: Computer, server: Server): void {
  for (const { mid } of computer.letters()) {
    const isTold = server.everRejected.has(`${computer.user} ${mid}`);
    hold('I13', isTold, () => `${computer.name}: ${mid} is dead without a verdict`);
  }
}

/** At which state of its database a computer was looked at last. */
const lookedAt = new WeakMap<Computer, string>();

/**
 * What a person at this computer sees, at any moment. While everything is pulled anew, time means nothing. Where
 * nothing was written since the last look, nothing can have changed: what the server does only ever permits more.
 */
export function checkSight(computer: Computer, server: Server): void {
  const state = computer.state();
  if (lookedAt.get(computer) === state && computer.seen.size > 0) return;
  lookedAt.set(computer, state);
  const stamps = stampsOf(computer);
  checkOwnWrites(computer, stamps, server);
  if (computer.startsOver()) computer.seen.clear();
  checkTime(computer, stamps, server);
  checkLetters(computer, server);
}

type Revisions = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The revision that a computer has of each row of a table: of the server's copy where one is kept. */
function heldOf({ app }: Computer, table: string): Map<string, number> {
  const own = readCells<[string, number]>(app().db, `SELECT id, rev FROM ${table}`);
  const bases = readCells<[string, number]>(app().db, 'SELECT id, rev FROM base_rows WHERE tbl = ?', table);
  return new Map([...own, ...bases]);
}
const cursorAt = new WeakMap<Computer, string>();

/** I12: everything up to the cursor is here, with that revision or a later one. */
export async function checkCursor(computer: Computer, server: Server): Promise<void> {
  const { state } = computer.app();
  const moment = `${computer.state()} ${server.version()}`;
  if (cursorAt.get(computer) === moment) return;
  cursorAt.set(computer, moment);
  const cursor = state.getNumber('cursor');
  if (cursor === 0) return;
  const { epoch, rows }: { epoch: string; rows: Revisions } = await server.readRevisions();
  if (epoch !== state.get('epoch')) return;
  for (const table of computer.tables().filter((name) => rows[name])) {
    const held = heldOf(computer, table);
    for (const [id, rev] of Object.entries(rows[table] ?? {})) {
      if (rev > cursor) continue;
      const own = held.get(id) ?? -2;
      hold('I12', own >= rev, () => `${computer.name} is at ${cursor} and has ${table} ${id} of ${own}, not of ${rev}`);
    }
  }
}

function fromCell({ type }: Column, cell: unknown): unknown {
  if (cell === null) return null;
  if (type === 'json') return JSON.parse(String(cell));
  return type === 'bool' ? cell === 1 : cell;
}
/** The rows of a table as this computer shows them, by id. */
export function rowsOf({ app, tableOf }: Computer, table: TableName): Map<string, Cells> {
  const columns = tableOf(table)?.columns ?? {};
  const raw = readRows<Cells>(app().db, `SELECT * FROM ${table} ORDER BY id`);
  const read = (row: Cells): Cells => ({
    ...Object.fromEntries(Object.entries(columns).map(([name, spec]) => [name, fromCell(spec, row[name])])),
    id: row['id'],
    fv: JSON.parse(String(row['fv'])),
  });
  return new Map(raw.map((row) => [String(row['id']), read(row)]));
}
