import { describe, expect, test } from 'vitest';
import { accepted, LIMITS, pulled, putTag, setUp, stampAt } from '../../../tests/helpers/sync-store.ts';
import { migrations, schemaVersion } from './migrate.ts';
import type { Migration } from './migration.ts';
import { createSyncStore } from './sync-store.ts';

describe('what an older app had in flight', () => {
  const today = schemaVersion + 1;
  const upgradeOp: Migration['upgradeOp'] = ({ v: { tag, ...v } }) => ({
    v: tag ? { ...v, name: { name: tag['title'] ?? '' } } : v,
  });
  const steps = [...migrations, { version: today, name: 'tag-names', up: '', upgradeOp }];

  /** A tag that the older app made, in its words, in flight and once more waiting; and what the app of today sees. */
  function updated() {
    const older = setUp();
    older.mutate(putTag('a', 'Old words'));
    older.db.prepare(`UPDATE outbox SET ops = replace(ops, '"name":{"name":', '"tag":{"title":')`).run();
    const [sent] = older.store.seal(LIMITS);
    const store = createSyncStore(older.db, { steps });
    const letters = () => older.db.prepare('SELECT ops, schema_v FROM dead_letters').all() as Record<string, string>[];
    return { ...older, store, sent, letters };
  }

  test('goes again to the letter', () => {
    const { store, sent } = updated();
    expect(store.seal(LIMITS)).toEqual([sent]);
    expect(sent?.ops[0]?.v).toEqual({ tag: { title: 'Old words' } });
  });

  test('stays in sight whatever is recomputed, until the server shows it', () => {
    const { store, row } = updated();
    store.applyRows([pulled('a', 'From elsewhere', 1, stampAt(1))]);
    expect(row('a')?.['name']).toBe('Old words');
    store.settle([accepted(1, 2)], 1);
    store.applyRows([pulled('a', 'From elsewhere', 1, stampAt(1))]);
    expect(row('a')?.['name']).toBe('Old words');
    store.dropAcked(2, 10_000, 1);
    expect(row('a')?.['name']).toBe('From elsewhere');
  });

  test('refused, it is a dead letter in the words of today', () => {
    const { store, letters } = updated();
    store.settle([{ seq: 1, status: 'rejected', code: 'x', detail: null, rev: null }], 1);
    expect(letters()).toMatchObject([{ schema_v: today }]);
    expect(JSON.parse(letters()[0]?.['ops'] ?? '')).toMatchObject([{ v: { name: { name: 'Old words' } } }]);
  });

  test('queued again, also out of the journal, it goes under its id in the words of today', () => {
    const { store, sent } = updated();
    store.rotate('client-2');
    const [again] = store.seal(LIMITS);
    expect(again).toMatchObject({ mid: sent?.mid, ops: [{ v: { name: { name: 'Old words' } } }] });

    const other = updated();
    other.store.settle([accepted(1)], 1);
    other.store.dropAcked(1, 10_000, 1);
    other.store.beginResync({ epoch: 'e2', lostAfter: 0, newClientId: 'client-3', restoredAtMs: null });
    expect(other.store.seal(LIMITS)).toMatchObject([{ ops: [{ v: { name: { name: 'Old words' } } }] }]);
  });
});
