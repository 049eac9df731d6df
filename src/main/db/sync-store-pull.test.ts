import { describe, expect, test } from 'vitest';
import { accepted, LIMITS, pulled, putTag, setTag, setUp, stampAt } from '../../../tests/helpers/sync-store.ts';

describe('receiving', () => {
  test('rows with nothing pending are overwritten; with something pending both are kept apart', () => {
    const { store, mutate, row } = setUp();
    store.applyRows([pulled('a', 'one', 1, stampAt(1)), pulled('b', 'one', 1, stampAt(1))]);
    mutate(setTag('b', 'mine'));
    const changed = store.applyRows([pulled('a', 'two', 2, stampAt(2)), pulled('b', 'two', 2, stampAt(2))]);
    expect(changed).toEqual([{ table: 'tags', id: 'a' }]);
    expect([row('a')?.['name'], row('b')?.['name']]).toEqual(['two', 'mine']);
  });

  test('a later edit from elsewhere wins over a pending one, at once', () => {
    const { store, mutate, row } = setUp();
    mutate(putTag('a', 'mine'));
    store.applyRows([pulled('a', 'theirs, later', 2, stampAt(9_999_999_999_999))]);
    expect(row('a')?.['name']).toBe('theirs, later');
  });

  test('own edits get later stamps than anything seen', () => {
    const { store, mutate, row } = setUp();
    const ahead = stampAt(Date.UTC(2030, 0, 1));
    store.applyRows([pulled('a', 'theirs', 1, ahead)]);
    mutate(setTag('a', 'mine'));
    expect(row('a')?.['name']).toBe('mine');
    expect((row('a')?.fv['name'] ?? '') > ahead).toBe(true);
  });

  test('the cursor moves with its page; a conflict is written down once', () => {
    const { store, state, count } = setUp();
    const conflict = {
      id: 4,
      table: 'tags',
      rowId: 'a',
      group: 'name',
      mid: 'm',
      loser: { name: 'x' },
      loserH: '1',
      loserBy: { clientId: 'client-1', device: 'Here', atMs: 1 },
      winner: { name: 'y' },
      winnerH: '2',
      winnerBy: { clientId: null, device: 'There', atMs: null },
      atMs: 3,
    };
    for (let i = 0; i < 2; i++) store.finishPage({ cursor: 9, epoch: 'e', head: 9, conflicts: [conflict] });
    expect(store.position(() => 'never')).toMatchObject({ clientId: 'client-1', cursor: 9, epoch: 'e' });
    expect([count('conflicts'), store.counts().conflicts, state.get('cursor')]).toEqual([1, 1, '9']);
  });

  test('a large mutation is let go of in slices, and only then goes to the journal', () => {
    const { store, mutate, count } = setUp();
    mutate(...Array.from({ length: 250 }, (_, index) => putTag(`t${index}`, 'x')));
    store.seal(LIMITS);
    store.settle([accepted(1)], 1);
    const rest: number[] = [];
    for (let isDone = false; !isDone;) {
      ({ isDone } = store.dropAcked(1, 100, 2));
      rest.push(count('outbox_rows'), count('journal'));
    }
    expect(rest).toEqual([150, 0, 50, 0, 0, 1]);
    expect(count('outbox')).toBe(0);
  });
});

test('the journal remembers for 30 days what the server has taken, and not longer', () => {
  const { store, mutate, db } = setUp();
  const day = 86_400_000;
  const take = (id: string, seq: number, atMs: number): void => {
    mutate(putTag(id, id));
    store.seal(LIMITS);
    store.settle([accepted(seq, seq)], atMs);
    store.dropAcked(seq, 100, atMs);
  };
  const kept = () => db.prepare('SELECT ack_rev FROM journal ORDER BY ack_rev').pluck().all();
  take('a', 1, day);
  take('b', 2, 2 * day);
  take('c', 3, 31 * day);
  expect(kept()).toEqual([1, 2, 3]);
  take('d', 4, 31 * day + 1);
  expect(kept()).toEqual([2, 3, 4]);
  store.dropAcked(4, 100, 40 * day); // also a round that had nothing to send
  expect(kept()).toEqual([3, 4]);
});

describe('starting over', () => {
  test('what the server lost is queued again before what waits, and rows that do not come back go', () => {
    const { store, mutate, row, outbox, state, count } = setUp();
    store.applyRows([pulled('gone', 'x', 1, stampAt(1)), pulled('kept', 'x', 1, stampAt(1))]);
    mutate(putTag('lost', 'sent before'));
    store.seal(LIMITS);
    store.settle([accepted(1, 5)], 1);
    store.applyRows([pulled('lost', 'sent before', 5, row('lost')?.fv['name'] ?? '')]);
    store.dropAcked(5, 100, 2);
    mutate(putTag('new', 'waits'));
    store.beginResync({ epoch: 'e2', lostAfter: 3, newClientId: 'client-2', restoredAtMs: null });
    expect(store.isResyncing()).toBe(true);
    expect(store.seal(LIMITS).map(({ ops }) => ops[0]?.id)).toEqual(['lost', 'new']);
    expect(store.position(() => 'never')).toMatchObject({ clientId: 'client-2', cursor: 0, epoch: 'e2' });
    store.applyRows([pulled('kept', 'x', 1, stampAt(1))]);
    expect(store.sweep()).toEqual([{ table: 'tags', id: 'gone' }]);
    expect([row('gone'), row('kept')?.['name'], row('lost')?.['name'], row('new')?.['name']]).toEqual([
      null,
      'x',
      'sent before',
      'waits',
    ]);
    expect([store.isResyncing(), count('journal'), outbox().length, state.get('resync')]).toEqual([false, 0, 2, null]);
  });

  test('an edit of a row that the server no longer has is shown until the server has refused it', () => {
    const { store, mutate, row } = setUp();
    store.applyRows([pulled('a', 'server', 1, stampAt(1))]);
    mutate(setTag('a', 'mine'));
    store.beginResync({ epoch: 'e2', lostAfter: 0, newClientId: 'client-2', restoredAtMs: null });
    expect(row('a')?.['name']).toBe('mine');
    store.sweep();
    expect(row('a')).toBeNull();
  });

  test('what is sent again is on show at once, also where its row had gone', () => {
    const { store, mutate, row } = setUp();
    mutate(putTag('a', 'mine'));
    store.seal(LIMITS);
    store.settle([accepted(1, 5)], 1);
    store.dropAcked(5, 100, 2);
    store.dropRows([{ table: 'tags', id: 'a' }]);
    expect(row('a')).toBeNull();
    store.beginResync({ epoch: 'e2', lostAfter: 0, newClientId: 'client-2', restoredAtMs: null });
    expect(row('a')?.['name']).toBe('mine');
  });

  test('rows of a first pull that was cut off are marked when it begins again; nothing is where there are none', () => {
    const { store, mutate } = setUp();
    mutate(putTag('own', 'x'));
    store.beginFirst();
    expect(store.isResyncing()).toBe(false);
    store.applyRows([pulled('a', 'x', 3, stampAt(5))]);
    store.beginFirst();
    expect(store.isResyncing()).toBe(true);
    expect(store.sweep()).toContainEqual({ table: 'tags', id: 'a' });
  });
});
