import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
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
