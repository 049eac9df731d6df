import { randomUUID } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { migrate } from '../../src/main/db/migrate.ts';
import { type Changed, createMutator } from '../../src/main/db/mutate.ts';
import { openDatabase } from '../../src/main/db/open.ts';
import { createSyncState } from '../../src/main/db/sync-state.ts';
import { createUndo } from '../../src/main/db/undo.ts';
import { tick } from '../../src/shared/domain/hlc.ts';
import { mergeOp, type Draft } from '../../src/shared/domain/merge.ts';
import type { TableName } from '../../src/shared/domain/registry.ts';
import { temporaryFolder } from './temporary.ts';

/** A real database file with the production migrations, and the production mutator over it. */
export function openTestDatabase(path = join(temporaryFolder(), 'lectern.db')) {
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  const db = opened.data;
  const migrated = migrate(db);
  if (!migrated.success) throw new Error(migrated.error.message);
  const committed: Changed[][] = [];
  let atMs = Date.UTC(2026, 0, 1);
  const nowMs = (): number => (atMs += 10);
  const onCommit = (changed: readonly Changed[]): void => void committed.push([...changed]);
  const mutator = createMutator({ db, nowMs, newId: uuidv7, node: randomUUID().slice(0, 8), onCommit });
  const undo = createUndo({ db, mutator, onCommit });
  const edit = { mutator, newId: uuidv7, nowMs, random: Math.random };
  return { path, db, mutator, undo, committed, nowMs, edit };
}

/** Another computer's edit of one field group, as a pull brings it: the row and the clock follow, no step is made. */
export function editElsewhere(studio: TestDatabase, draft: Draft): void {
  const state = createSyncState(studio.db);
  const h = tick(state.get('hlc') ?? '', studio.nowMs(), 'ffffffff');
  const stored = studio.mutator.rows.read(draft.t as TableName, draft.id);
  const merged = mergeOp(stored?.row ?? null, { ...draft, h });
  if (!merged) throw new Error('there is no such row');
  studio.mutator.rows.write(draft.t as TableName, merged, (stored?.rev ?? 0) + 1);
  state.set('hlc', h);
}
export type TestDatabase = ReturnType<typeof openTestDatabase>;

/**
 * Overwrites the first page of a table, or of an index, in a database that may be open, as a failing disk does. What is
 * in the log is written to the file before, and other connections look at the file again.
 */
export function damagePage(path: string, table: string): void {
  const db = new BetterSqlite3(path);
  const pageSize = Number(db.pragma('page_size', { simple: true }));
  const page = Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table));
  db.prepare("INSERT OR REPLACE INTO settings (key, value) VALUES ('looked', '1')").run();
  db.prepare("DELETE FROM settings WHERE key = 'looked'").run();
  const [{ busy = 1 } = {}] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy?: number }[];
  db.close();
  if (busy !== 0 || !page) throw new Error(`${table} could not be damaged`);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(pageSize, 0xa5), 0, pageSize, (page - 1) * pageSize);
  closeSync(file);
}
