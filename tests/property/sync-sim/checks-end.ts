import { isDeepStrictEqual } from 'node:util';
import type { SyncedTable } from '../../../src/shared/domain/registry.ts';
import { rowsOf } from './checks.ts';
import type { Computer } from './computer.ts';
import { foreign } from './database-sql.ts';
import { parseOps, readRows } from './read.ts';
import type { Look, Server } from './server.ts';
import { optionalReferences, references, targets } from './values.ts';
import { hold } from './violation.ts';

export interface Ended {
  readonly computers: readonly Computer[];
  readonly server: Server;
  readonly look: Look;
}

/**
 * A server's row in the shape that a version of the app has it: the columns that it knows. The stamps are all there, also
 * of groups that it does not know.
 */
function asLocal(spec: SyncedTable | undefined, row: Readonly<Record<string, unknown>>) {
  const cells = Object.keys(spec?.columns ?? {}).map((name) => [name, row[name]]);
  return { ...Object.fromEntries(cells), id: row['id'], fv: row['fv'] };
}

/** I1 */
function checkEqual({ computers, look }: Ended): void {
  for (const computer of computers)
    for (const table of computer.tables()) {
      const own = rowsOf(computer, table);
      const theirs = new Map(
        (look.rows[table] ?? []).map((row) => [String(row['id']), asLocal(computer.tableOf(table), row)]),
      );
      for (const id of new Set([...own.keys(), ...theirs.keys()])) {
        const isEqual = isDeepStrictEqual(own.get(id), theirs.get(id));
        const show = (): string => `${JSON.stringify(own.get(id))}\nserver: ${JSON.stringify(theirs.get(id))}`;
        hold('I1', isEqual, () => `${computer.name} has ${table} ${id} as ${show()}`);
      }
    }
}

/** I2 */
function checkDrained({ computers }: Ended): void {
  for (const { name, app, waiting: read } of computers) {
    const waiting = read();
    hold('I2', waiting.length === 0, () => `${name} still waits: ${JSON.stringify(waiting)}`);
    const bases = readRows(app().db, 'SELECT tbl, id FROM base_rows');
    hold('I2', bases.length === 0, () => `${name} keeps bases of nothing: ${JSON.stringify(bases)}`);
  }
}

/** I3 */
function checkLedger({ look: { ledger } }: Ended): void {
  for (const [client, rows] of Map.groupBy(ledger, (row) => row.client))
    for (const [index, { seq }] of rows.entries())
      hold('I3', seq === index + 1, () => `client ${client} has ${seq} as its number ${index + 1}`);
  const keys = ledger.map(({ user, mid }) => `${user} ${mid}`);
  hold('I3', new Set(keys).size === keys.length, () => 'a mutation is there twice');
}

/** I4 */
function checkEnds({ computers, look }: Ended): void {
  const verdicts = new Map(look.ledger.map(({ user, mid, status }) => [`${user} ${mid}`, status]));
  const shown = new Set(computers.flatMap(({ user, letters }) => letters().map(({ mid }) => `${user} ${mid}`)));
  // A refused part of a large mutation is shown as one with the parts that would have followed.
  const shownOps = new Set(
    computers.flatMap(({ letters }) => letters().flatMap(({ ops }) => parseOps(ops).map(({ h }) => h))),
  );
  const isShown = (key: string, ops: string): boolean =>
    shown.has(key) || parseOps(ops).every(({ h }) => shownOps.has(h));
  const forgotten = new Set(computers.flatMap(({ user, forgotten: mids }) => [...mids].map((mid) => `${user} ${mid}`)));
  for (const { user, written } of computers)
    for (const [mid, ops] of written) {
      const key = `${user} ${mid}`;
      const status = verdicts.get(key);
      hold('I4', status !== undefined || isShown(key, ops) || forgotten.has(key), () => `${mid} has no end: ${ops}`);
      if (status !== 'rejected') continue;
      hold('I4', shown.has(key) || forgotten.has(key), () => `${mid} was rejected, and nobody is told`);
    }
}

/** I5, from both sides: what was accepted is there, and what is there was accepted. */
function checkFields({ server, look }: Ended): void {
  const rows = new Map(
    Object.entries(look.rows).flatMap(([table, all]) =>
      all.map((row) => [`${table} ${String(row['id'])}`, row] as const),
    ),
  );
  for (const [key, { h, values }] of server.model.fields()) {
    const [table = '', id = '', group = ''] = key.split(' ');
    const row = rows.get(`${table} ${id}`);
    hold('I5', row !== undefined, () => `${key} was accepted, and the row is not there`);
    if (row === undefined) continue;
    const held = (row['fv'] as Record<string, string>)[group];
    hold('I5', held === h, () => `${key} carries ${held}; the highest accepted stamp is ${h}`);
    for (const [column, value] of Object.entries(values))
      hold(
        'I5',
        isDeepStrictEqual(row[column], value),
        () => `${key}.${column} is ${JSON.stringify(row[column])}, not ${JSON.stringify(value)}`,
      );
  }
  for (const [row, { fv }] of rows)
    for (const group of Object.keys(fv as object))
      hold(
        'I5',
        server.model.fields().has(`${row} ${group}`),
        () => `nobody who was accepted has written ${row} ${group}`,
      );
}

/** I8: every revision up to the head belongs to a verdict. */
function checkRevisions({ server, look }: Ended): void {
  let rev = 1;
  while (rev <= look.head && server.revisions().has(rev)) rev += 1;
  hold('I8', rev > look.head, () => `revision ${rev} of ${look.head} belongs to no mutation`);
}

/** I9, I14 */
function checkPlaces({ look, server }: Ended): void {
  hold(
    'I9',
    look.foreign === 'Not yours 1',
    () => `the course ${foreign.course} of another workspace became ${look.foreign}`,
  );
  const ids = new Map(Object.entries(look.rows).map(([table, all]) => [table, new Set(all.map(({ id }) => id))]));
  for (const [table, all] of Object.entries(look.rows))
    for (const row of all) {
      hold('I9', row['ws'] === server.ws, () => `${table} ${String(row['id'])} is in another workspace`);
      for (const [column, parent] of Object.entries({ ...references, ...optionalReferences })) {
        const end = row[column];
        if (end === undefined || (end === null && column in optionalReferences)) continue;
        hold('I14', ids.get(parent)?.has(end) === true, () => `${table} ${String(row['id'])} hangs on ${String(end)}`);
      }
      const target = targets[String(row['target_type'])];
      hold(
        'I14',
        !target || ids.get(target)?.has(row['target_id']) === true,
        () => `${table} ${String(row['id'])} points at nothing`,
      );
    }
}

/** I11: what went out is what was written. */
function checkSent({ computers, server }: Ended): void {
  for (const { user, written } of computers)
    for (const [mid, ops] of written) {
      const sent = server.wire.get(`${user} ${mid}`) ?? ops;
      hold('I11', sent === ops, () => `${mid} was written as ${ops}\nand sent as ${sent}`);
    }
}

/** When nothing moves any more. */
export function checkEnd(ended: Ended): void {
  checkDrained(ended);
  checkLedger(ended);
  checkSent(ended);
  checkEnds(ended);
  checkFields(ended);
  checkEqual(ended);
  checkRevisions(ended);
  checkPlaces(ended);
}
