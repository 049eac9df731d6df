import { describe, expect, test } from 'vitest';
import { accepted, LIMITS, pulled, putTag, setTag, setUp, stampAt } from '../../../tests/helpers/sync-store.ts';

describe('after an update of the app', () => {
  test('a kept copy of the server’s row from before a column was known is shown with that column’s initial value', () => {
    const { store, mutate, row, db } = setUp();
    store.applyRows([pulled('a', 'server', 1, stampAt(1))]);
    mutate(setTag('a', 'refused'));
    db.prepare("UPDATE base_rows SET row = json_remove(row, '$.name')").run(); // as an app without the column kept it
    store.seal(LIMITS);
    store.settle([{ seq: 1, status: 'rejected', code: 'x', detail: null, rev: null }], 1);
    expect(row('a')?.['name']).toBe('');
  });
});

describe('whose and when', () => {
  test('a file is adopted once', () => {
    const { store } = setUp();
    store.adopt('u', 'w');
    store.adopt('u', 'w');
    expect(() => store.adopt('someone else', 'w2')).toThrow('another account');
    expect(store.position(() => 'never')).toMatchObject({ ownerId: 'u', workspaceId: 'w' });
  });

  test('small differences of the clocks are the network’s; large ones are kept', () => {
    const { store, state } = setUp();
    store.learnClock(3_000);
    expect(state.getNumber('clock_offset_ms')).toBe(0);
    store.learnClock(-90_000.4);
    expect(state.getNumber('clock_offset_ms')).toBe(-90_000);
    store.learnClock(-92_000);
    expect(state.getNumber('clock_offset_ms')).toBe(-90_000);
    store.learnClock(400);
    expect(state.getNumber('clock_offset_ms')).toBe(0);
  });

  test('a stamp clock that was far ahead comes back only when nothing waits', () => {
    const { store, mutate, state } = setUp();
    const serverNowMs = Date.UTC(2020, 0, 1);
    mutate(putTag('a', 'made ahead of time'));
    store.settleClock(serverNowMs);
    expect(state.get('hlc')).not.toBeNull();
    store.seal(LIMITS);
    store.settle([accepted(1)], 1);
    store.dropAcked(1, 100, 1);
    store.settleClock(Date.UTC(2026, 0, 1));
    expect(state.get('hlc')).not.toBeNull();
    store.settleClock(serverNowMs);
    expect(state.get('hlc')).toBeNull();
  });

  test('counts and times for the status bar', () => {
    const { store, mutate } = setUp();
    expect(store.counts()).toEqual({ waiting: 0, deadLetters: 0, conflicts: 0, savedAtMs: null, lastSyncedAtMs: null });
    mutate(putTag('a', 'a'));
    store.noteSynced(123);
    expect(store.counts()).toMatchObject({ waiting: 1, savedAtMs: expect.any(Number), lastSyncedAtMs: 123 });
  });

  test('slices of a page do not wait for the disk; whatever else is committed does, also after a slice that failed', () => {
    const { store, db } = setUp();
    const level = (): unknown => db.pragma('synchronous', { simple: true });
    const [normal, full] = [1, 2];
    let during: unknown;
    const isWatched = {
      get row() {
        during = level();
        return pulled('a', 'a', 1, stampAt(1)).row;
      },
      table: 'tags' as const,
      rev: 1,
    };
    store.applyRows([isWatched]);
    expect([during, level()]).toEqual([normal, full]);
    expect(() => store.applyRows([{ ...pulled('b', 'b', 1, stampAt(1)), table: 'none' as 'tags' }])).toThrow(
      /undefined/,
    );
    expect(level()).toBe(full);
  });
});
