import { describe, expect, test } from 'vitest';
import { accepted, LIMITS, pulled, putTag, setTag, setUp, stampAt } from '../../../tests/helpers/sync-store.ts';

describe('sending', () => {
  test('numbers are given once, and a second call gives the same batch again', () => {
    const { store, mutate, outbox } = setUp();
    for (const id of ['a', 'b', 'c']) mutate(putTag(id, id));
    const first = store.seal({ ...LIMITS, maxCount: 2 });
    expect(first.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(store.seal({ ...LIMITS, maxCount: 2 })).toEqual(first);
    expect(outbox().map(({ state }) => state)).toEqual(['inflight', 'inflight', 'queued']);
    store.settle([accepted(1), accepted(2)], 5);
    expect(store.seal(LIMITS).map(({ seq }) => seq)).toEqual([3]);
  });

  test('a batch stops before it gets too large, but one mutation always goes', () => {
    const { store, mutate } = setUp();
    for (const id of ['a', 'b', 'c']) mutate(putTag(id, 'x'.repeat(400)));
    expect(store.seal({ maxCount: 50, maxChars: 1_200 })).toHaveLength(2);
    const other = setUp();
    other.mutate(putTag('a', 'x'.repeat(400)));
    expect(other.store.seal({ maxCount: 50, maxChars: 10 })).toHaveLength(1);
  });

  test('a sealed mutation is not coalesced into', () => {
    const { store, mutate, outbox } = setUp();
    mutate(putTag('a', '0'));
    mutate(setTag('a', '1'));
    store.seal(LIMITS);
    mutate(setTag('a', '2'));
    mutate(setTag('a', '3'));
    expect(outbox().map(({ state }) => state)).toEqual(['inflight', 'inflight', 'queued']);
    expect(store.counts().waiting).toBe(3);
  });

  test('what the server has taken is no longer waiting but stays in sight until a pull has shown it', () => {
    const { store, mutate, row, count } = setUp();
    store.applyRows([pulled('a', 'server', 1, stampAt(1))]);
    mutate(setTag('a', 'mine'));
    store.seal(LIMITS);
    store.settle([accepted(1, 2)], 5);
    expect([store.counts().waiting, row('a')?.['name']]).toEqual([0, 'mine']);
    expect(store.applyRows([pulled('a', 'server', 1, stampAt(1))])).toEqual([]);
    expect(row('a')?.['name']).toBe('mine');
    expect(store.dropAcked(1, 100, 6)).toEqual({ changed: [], isDone: true });
    expect(count('outbox')).toBe(1);
    store.applyRows([pulled('a', 'mine', 2, stampAt(9_999_999_999_999))]);
    expect(store.dropAcked(2, 100, 6)).toEqual({ changed: [], isDone: true });
    expect([count('outbox'), count('outbox_rows'), count('base_rows'), count('journal')]).toEqual([0, 0, 0, 1]);
  });

  test('a refused one becomes a dead letter with the server’s copy, and its rows go back', () => {
    const { store, mutate, row, db } = setUp();
    store.applyRows([pulled('a', 'server', 1, stampAt(1))]);
    mutate(setTag('a', 'bad'), putTag('b', 'new'));
    store.seal(LIMITS);
    const verdict = { seq: 1, status: 'rejected' as const, code: '23514', detail: { message: 'no' }, rev: null };
    expect(store.settle([verdict], 77)).toEqual([
      { table: 'tags', id: 'a' },
      { table: 'tags', id: 'b' },
    ]);
    expect([row('a')?.['name'], row('b')]).toEqual(['server', null]);
    const letter = db.prepare('SELECT code, base, detail, at_ms FROM dead_letters').get() as Record<string, string>;
    expect(letter).toMatchObject({ code: '23514', at_ms: 77, detail: '{"message":"no"}' });
    expect(JSON.parse(letter['base'] ?? '')).toMatchObject({ 'tags a': { name: 'server' }, 'tags b': null });
    expect(store.counts()).toMatchObject({ waiting: 0, deadLetters: 1 });
  });

  test('of a large mutation one part goes at a time; a refused one takes the rest with it, as one dead letter', () => {
    const { store, mutate, outbox, count, db } = setUp();
    mutate(...Array.from({ length: 2_500 }, (_, index) => putTag(`t${index}`, 'x')));
    mutate(putTag('next', 'goes on'));
    expect(outbox()).toHaveLength(4);
    expect(store.seal(LIMITS)).toHaveLength(1);
    store.settle([accepted(1)], 1);
    const [second, ...more] = store.seal(LIMITS);
    expect([second?.seq, second?.ops.length, more]).toEqual([2, 1_000, []]);
    const changed = store.settle([{ seq: 2, status: 'rejected', code: '23514', detail: null, rev: null }], 9);
    expect([changed.length, count('tags'), count('dead_letters')]).toEqual([1_500, 1_001, 1]);
    const letter = db.prepare('SELECT * FROM dead_letters').get() as Record<string, string>;
    const label = JSON.stringify({ code: 'course.edit', count: 1, name: '' });
    expect(letter).toMatchObject({ mid: second?.mid, ops_before: 1_000, label });
    expect(JSON.parse(letter['ops'] ?? '')).toHaveLength(1_500);
    expect(store.seal(LIMITS).map(({ ops }) => ops[0]?.id)).toEqual(['next']);
  });

  test('a refused last part says how much went before; parts that are sent again stay parts', () => {
    const { store, mutate, count, db } = setUp();
    mutate(...Array.from({ length: 1_500 }, (_, index) => putTag(`t${index}`, 'x')));
    store.seal(LIMITS);
    store.settle([accepted(1)], 1);
    store.seal(LIMITS);
    store.rotate('client-2'); // both are to be sent again
    expect(store.seal(LIMITS).map(({ seq, ops }) => [seq, ops.length])).toEqual([[1, 1_000]]);
    store.settle([accepted(1)], 1);
    store.dropAcked(1, 10_000, 2);
    store.beginResync({ epoch: 'e2', lostAfter: 0, newClientId: 'client-3', restoredAtMs: null }); // now from the journal
    expect(store.seal(LIMITS).map(({ ops }) => ops.length)).toEqual([1_000]);
    store.settle([accepted(1)], 3);
    const [last] = store.seal(LIMITS);
    store.settle([{ seq: Number(last?.seq), status: 'rejected', code: 'x', detail: null, rev: null }], 4);
    expect(db.prepare('SELECT ops_before FROM dead_letters').pluck().all()).toEqual([1_000]);
    expect(count('outbox')).toBe(1);
  });

  test('what is typed after a large mutation is no part of it', () => {
    const { store, mutate, outbox, row, db } = setUp();
    store.applyRows(Array.from({ length: 1_001 }, (_, index) => pulled(`t${index}`, 'x', 1, stampAt(1))));
    mutate(...Array.from({ length: 1_001 }, (_, index) => setTag(`t${index}`, 'y')));
    mutate(setTag('t1000', 'typed')); // the second part is about the same field of the same row alone
    expect(outbox()).toHaveLength(3);
    const [first] = store.seal(LIMITS);
    store.settle([{ seq: Number(first?.seq), status: 'rejected', code: 'x', detail: null, rev: null }], 3);
    expect([row('t999')?.['name'], row('t1000')?.['name']]).toEqual(['x', 'typed']);
    const dead = db.prepare('SELECT ops FROM dead_letters').pluck().all() as string[];
    expect(dead.map((ops) => (JSON.parse(ops) as unknown[]).length)).toEqual([1_001]);
    expect(store.seal(LIMITS).map(({ ops }) => ops[0]?.v)).toEqual([{ name: { name: 'typed' } }]);
  });

  test('later edits of the same row survive a refusal before them', () => {
    const { store, mutate, row } = setUp();
    store.applyRows([pulled('a', 'server', 1, stampAt(1))]);
    mutate(setTag('a', 'bad'));
    store.seal(LIMITS);
    mutate(setTag('a', 'good'));
    store.settle([{ seq: 1, status: 'rejected', code: 'x', detail: null, rev: null }], 1);
    expect(row('a')?.['name']).toBe('good');
  });

  test('a verdict for something else is nobody’s', () => {
    const { store, mutate, outbox } = setUp();
    mutate(putTag('a', 'a'));
    store.seal(LIMITS);
    expect(store.settle([accepted(9)], 1)).toEqual([]);
    expect(outbox()).toMatchObject([{ state: 'inflight' }]);
  });

  test('after a rotation everything without a pulled result goes again, with the same ids, from number one', () => {
    const { store, mutate, outbox, state } = setUp();
    for (const id of ['a', 'b', 'c']) mutate(putTag(id, id));
    store.seal({ ...LIMITS, maxCount: 2 });
    store.settle([accepted(1)], 1);
    const ids = outbox().map(({ mid }) => mid);
    store.rotate('client-2');
    expect(outbox()).toEqual(ids.map((mid) => ({ mid, state: 'queued', seq: null })));
    expect(store.seal(LIMITS).map(({ seq, mid }) => [seq, mid])).toEqual(ids.map((mid, index) => [index + 1, mid]));
    expect(state.get('client_id')).toBe('client-2');
  });
});

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
