import type { Database } from '../../../src/main/db/open.ts';
import type { Op } from '../../../src/shared/domain/merge.ts';

/* The checks read the same few things after every step: preparing and parsing were most of what a life took. */

type Statement = ReturnType<typeof prepare>;
const prepare = (db: Database, sql: string) => db.prepare<Cell[]>(sql);
type Cell = string | number | null;
const prepared = new WeakMap<Database, Map<string, Statement>>();

function statement(db: Database, key: string, make: () => Statement): Statement {
  const held = prepared.get(db) ?? new Map<string, Statement>();
  prepared.set(db, held);
  const found = held.get(key) ?? make();
  held.set(key, found);
  return found;
}

export const readRows = <T>(db: Database, sql: string, ...args: Cell[]): T[] =>
  statement(db, sql, () => prepare(db, sql)).all(...args) as T[];
/** Rows as arrays of their cells. */
export const readCells = <T extends Cell[]>(db: Database, sql: string, ...args: Cell[]): T[] =>
  statement(db, `cells ${sql}`, () => prepare(db, sql).raw()).all(...args) as T[];
/** The first column. */
export const readColumn = <T extends Cell>(db: Database, sql: string, ...args: Cell[]): T[] =>
  statement(db, `column ${sql}`, () => prepare(db, sql).pluck()).all(...args) as T[];

/** Parses each text once: the same text is the same object. */
function createParser<T extends object>(): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? (JSON.parse(text) as T);
    if (known.size > 10_000) known.clear();
    known.set(text, found);
    return found;
  };
}
export const parseOps = createParser<readonly Op[]>();
/** Of `fv`: field group → stamp. */
export const parseStamps = createParser<Readonly<Record<string, string>>>();
