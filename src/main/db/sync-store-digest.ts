import { type TableName, tableNames } from '../../shared/domain/registry.ts';
import type { SyncStore } from '../../shared/domain/sync-types.ts';
import type { Database } from './open.ts';
import type { SyncState } from './sync-state.ts';

/** What is compared with the server: rows that only wait to be sent are not there yet, so they do not count. */
function prepareRevisions(db: Database, table: TableName) {
  return db.prepare(
    `SELECT id, rev FROM ${table} x WHERE id > ?
       AND (rev <> 0 OR NOT EXISTS (SELECT 1 FROM outbox_rows o WHERE o.tbl = '${table}' AND o.id = x.id))
     ORDER BY id LIMIT ?`,
  );
}

export function createStoreDigest(
  db: Database,
  state: SyncState,
): Pick<SyncStore, 'revisions' | 'digestedAtMs' | 'noteDigest'> {
  const statements = new Map(tableNames.map((table) => [table, prepareRevisions(db, table)]));
  return {
    revisions: (table, afterId, limit) =>
      (statements.get(table)?.all(afterId, limit) ?? []) as { id: string; rev: number }[],
    digestedAtMs: () => (state.get('digested_at_ms') === null ? null : state.getNumber('digested_at_ms')),
    noteDigest: (atMs) => state.set('digested_at_ms', atMs),
  };
}
