import type { Database } from './open.ts';

export type SyncStateKey =
  | 'client_id'
  | 'node'
  | 'hlc'
  | 'last_seq'
  | 'cursor'
  | 'pulled_from'
  | 'epoch'
  | 'workspace_id'
  | 'role'
  | 'owner_id'
  | 'clock_offset_ms'
  | 'resync'
  | 'registry'
  | 'restored'
  | 'digested_at_ms'
  | 'saved_at_ms'
  | 'last_synced_at_ms';

/** Key-value rows of `sync_state`; reads and writes take part in the caller's transaction. */
export function createSyncState(db: Database) {
  const select = db.prepare('SELECT value FROM sync_state WHERE key = ?').pluck();
  const upsert = db.prepare(
    'INSERT INTO sync_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare('DELETE FROM sync_state WHERE key = ?');
  return {
    get: (key: SyncStateKey): string | null => (select.get(key) as string | undefined) ?? null,
    getNumber: (key: SyncStateKey): number => Number(select.get(key) ?? 0),
    set(key: SyncStateKey, value: string | number | null): void {
      if (value === null) remove.run(key);
      else upsert.run(key, String(value));
    },
  };
}
export type SyncState = ReturnType<typeof createSyncState>;

/** So many deletions in a row are one question. By a clock that nobody sets. */
const HEARD_FOR_MS = 10_000;

/**
 * Asks what the other computers did until now: true when all of that was pulled, or when there are no others. What cannot be
 * taken back is not done before. When it was pulled last says nothing: a clock may have been wrong then.
 */
export function createHearing(
  db: Database,
  pull: () => Promise<boolean>,
  monotonicMs: () => number,
): () => Promise<boolean> {
  const state = createSyncState(db);
  let heardAtMs = -Infinity;
  return async () => {
    if (state.get('owner_id') === null) return true;
    const askedAtMs = monotonicMs();
    if (askedAtMs - heardAtMs > HEARD_FOR_MS) {
      if (!(await pull())) return false;
      heardAtMs = askedAtMs;
    }
    return state.get('resync') === null;
  };
}
