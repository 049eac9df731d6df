import BetterSqlite3 from 'better-sqlite3';
import { later } from '../../../shared/domain/hlc.ts';
import { mergeOp, type Op } from '../../../shared/domain/merge.ts';
import { syncedTable, type TableName } from '../../../shared/domain/registry.ts';
import { diskErrorOf } from '../errors.ts';
import { migrations } from '../migrate.ts';
import type { Database } from '../open.ts';
import { createPending } from '../sync-pending.ts';
import { createSyncState } from '../sync-state.ts';
import { createSyncedRows } from '../synced-rows.ts';

/**
 * What is of this computer alone. A row of the damaged file is newer than the backup's, but for what only grows. The
 * undo steps are left: they tell of rows as the backup does not have them.
 */
const OWN_TABLES = {
  drafts: 'REPLACE',
  draft_others: 'REPLACE',
  settings: 'REPLACE',
  media_locations: 'REPLACE',
  uploads: 'REPLACE',
  upload_parts: 'REPLACE',
  jobs: 'REPLACE',
  watched_folders: 'REPLACE',
  watched_files: 'REPLACE',
  media_audit: 'IGNORE',
  dead_letters: 'IGNORE',
} as const;

type Raw = Readonly<Record<string, string | number | null>>;

/** The rows up to the first that cannot be read. */
function readUntilDamage(db: BetterSqlite3.Database, sql: string): Raw[] {
  const found: Raw[] = [];
  try {
    for (const row of db.prepare(sql).iterate()) found.push(row as Raw);
  } catch {
    // What lies behind is read from the other end.
  }
  return found;
}

/** All rows of a table that can be reached from either end of it. */
function readAround(db: BetterSqlite3.Database, table: string, key: string): Raw[] {
  const forth = readUntilDamage(db, `SELECT * FROM ${table} ORDER BY ${key}`);
  const back = readUntilDamage(db, `SELECT * FROM ${table} ORDER BY ${key} DESC`);
  const seen = new Set<string>();
  return [...forth, ...back.toReversed()].filter((row) => {
    const whole = JSON.stringify(row);
    if (seen.has(whole)) return false;
    seen.add(whole);
    return true;
  });
}

/** Reading may itself hit damage, of the table of contents as well: nothing is taken over then. */
function keysOf(db: BetterSqlite3.Database, table: string): string {
  try {
    const columns = db.pragma(`table_info(${table})`) as { name: string; pk: number }[];
    const keys = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
    return keys.map(({ name }) => name).join(', ');
  } catch {
    return '';
  }
}

function takeOver(from: BetterSqlite3.Database, into: Database, table: keyof typeof OWN_TABLES): void {
  const key = keysOf(from, table);
  if (!key) return;
  const known = new Set((into.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name));
  for (const row of readAround(from, table, key)) {
    const columns = Object.keys(row).filter((column) => known.has(column));
    const values = columns.map((column) => `@${column}`).join(', ');
    const sql = `INSERT OR ${OWN_TABLES[table]} INTO ${table} (${columns.join(', ')}) VALUES (${values})`;
    unlessTorn(() => into.prepare(sql).run(row));
  }
}

/** What is not as it must be comes from a damaged page and is left out; what the disk does not take is no such thing. */
function unlessTorn(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (diskErrorOf(error)) throw error;
    return false;
  }
}

interface Entry {
  readonly mid: string;
  readonly ops: string;
  readonly label: string;
  readonly schema_v: number;
  readonly at_ms: number;
  readonly part_of: string | null;
  readonly ops_before: number;
}
/** None when they cannot be read, or are about a table that there is not. */
function opsOf(text: string): Op[] {
  try {
    const ops = JSON.parse(text) as Op[];
    return ops.every(({ t }) => syncedTable(t)) ? ops : [];
  } catch {
    return [];
  }
}

function createOutboxWriter(into: Database) {
  const rows = createSyncedRows(into);
  const state = createSyncState(into);
  const pending = createPending(into, rows, migrations);
  const known = into
    .prepare(
      `SELECT 1 FROM outbox WHERE mid = @mid OR ops = @ops UNION ALL SELECT 1 FROM journal WHERE mid = @mid
       UNION ALL SELECT 1 FROM dead_letters WHERE mid = @mid`,
    )
    .pluck();
  const insert = into.prepare(
    `INSERT INTO outbox (mid, state, ops, label, schema_v, at_ms, part_of, ops_before)
     VALUES (@mid, 'queued', @ops, @label, @schema_v, @at_ms, @part_of, @ops_before)`,
  );
  const newId = into.prepare(NEW_UUID).pluck();
  /** A change whose id the damage has hit goes under a new one: the server would refuse the old for ever. */
  const soundId = (mid: string): string => (UUID.test(mid) ? mid : String(newId.get()).toLowerCase());
  const insertRow = into.prepare('INSERT OR IGNORE INTO outbox_rows (tbl, id, n) VALUES (?, ?, ?)');

  function apply(op: Op, n: number): void {
    const table = op.t as TableName;
    const stored = rows.read(table, op.id);
    pending.keepBase(table, op.id, stored?.rev ?? 0);
    insertRow.run(table, op.id, n);
    const merged = mergeOp(stored?.row ?? null, op);
    // A row that the backup does not have yet comes by the pull, and what is pending is merged into it then.
    if (merged) rows.write(table, merged, stored?.rev ?? 0);
    state.set('hlc', later(state.get('hlc') ?? '', op.h));
  }
  return {
    /** By its operations, too (their stamps are unique): the damage may be in its id. */
    isKnown: ({ mid, ops }: Entry): boolean => known.get({ mid, ops }) !== undefined,
    /** A change as a whole or not at all. */
    add: into.transaction((entry: Entry, ops: readonly Op[]) => {
      const n = Number(insert.run({ ...entry, mid: soundId(entry.mid) }).lastInsertRowid);
      for (const op of ops) apply(op, n);
    }),
  };
}

/** What a file of before version 39, which does not know parts, leaves out of an entry. */
const BEFORE_PARTS = { part_of: null, ops_before: 0 };

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const NEW_UUID = `SELECT printf('%s-%s-4%s-8%s-%s', hex(randomblob(4)), hex(randomblob(2)), substr(hex(randomblob(2)), 2),
  substr(hex(randomblob(2)), 2), hex(randomblob(6)))`;

/** The outbox of the damaged file behind that of the backup, under the mutation ids that it has: the server knows them. */
function takeOutbox(from: BetterSqlite3.Database, into: Database): number {
  const outbox = createOutboxWriter(into);
  let taken = 0;
  for (const entry of readAround(from, 'outbox', 'n') as unknown as Entry[]) {
    const ops = opsOf(entry.ops);
    if (ops.length === 0 || outbox.isKnown(entry)) continue;
    if (unlessTorn(() => outbox.add({ ...BEFORE_PARTS, ...entry }, ops))) taken += 1;
  }
  return taken;
}

/**
 * Takes over into a backup what a damaged file has of this computer alone, as far as it can be read: changes that wait
 * to be sent, drafts, settings, where files lie, uploads. Answers how many changes; never throws what the damage throws.
 */
export function rescue(damaged: string, into: Database): number {
  let from: BetterSqlite3.Database | undefined;
  try {
    from = new BetterSqlite3(damaged, { readonly: true, fileMustExist: true });
    from.pragma('trusted_schema = OFF');
    // A file that was cut short is read as far as it goes; else SQLite refuses all of it. Nothing can be written here.
    from.unsafeMode();
    from.pragma('writable_schema = ON');
  } catch {
    from?.close();
    return 0;
  }
  const source = from;
  try {
    return into
      .transaction(() => {
        for (const table of Object.keys(OWN_TABLES)) takeOver(source, into, table as keyof typeof OWN_TABLES);
        return takeOutbox(source, into);
      })
      .immediate();
  } finally {
    source.close();
  }
}
