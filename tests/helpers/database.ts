import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { migrate } from '../../src/main/db/migrate.ts';
import { type Changed, createMutator } from '../../src/main/db/mutate.ts';
import { openDatabase } from '../../src/main/db/open.ts';
import { createUndo } from '../../src/main/db/undo.ts';
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
export type TestDatabase = ReturnType<typeof openTestDatabase>;
