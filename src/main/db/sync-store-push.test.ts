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
