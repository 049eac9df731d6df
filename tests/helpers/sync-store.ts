import type { Draft, SyncedRow } from '../../src/shared/domain/merge.ts';
import type { PulledRow } from '../../src/shared/domain/sync-types.ts';
import { createSyncState } from '../../src/main/db/sync-state.ts';
import { createSyncStore } from '../../src/main/db/sync-store.ts';
import { openTestDatabase } from './database.ts';

export const LIMITS = { maxCount: 50, maxChars: 1_000_000 };
export const stampAt = (ms: number): string => `${String(ms).padStart(13, '0')}-0000-0000ffff`;

export function setUp() {
  const test = openTestDatabase();
  const store = createSyncStore(test.db);
  const state = createSyncState(test.db);
  store.position(() => 'client-1');
  const mutate = (...drafts: Draft[]): void =>
    void test.mutator.mutate({ label: { code: 'course.edit', count: 1, name: '' }, drafts });
  const count = (table: string): number => Number(test.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const row = (id: string): SyncedRow | null => test.mutator.rows.read('tags', id)?.row ?? null;
  const outbox = () =>
    test.db.prepare('SELECT state, seq, mid FROM outbox ORDER BY n').all() as {
      state: string;
      seq: number | null;
      mid: string;
    }[];
  return { ...test, store, state, mutate, count, row, outbox };
}
export const putTag = (id: string, name: string): Draft => ({ t: 'tags', id, k: 'put', v: { name: { name } } });
export const setTag = (id: string, name: string): Draft => ({ ...putTag(id, name), k: 'set' });
export const pulled = (id: string, name: string, rev: number, h: string): PulledRow => ({
  table: 'tags',
  rev,
  row: { id, name, deleted_at_ms: null, fv: { name: h } },
});
export const accepted = (seq: number, rev = 1) => ({ seq, status: 'applied' as const, code: null, detail: null, rev });
