import { describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/helpers/database.ts';
import { createManualClock } from '../../../tests/helpers/manual-clock.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { createSyncStore } from '../db/sync-store.ts';
import { createSyncEngine } from './engine.ts';
import type { Hello, Identity, PullAnswer, PushAnswer, ServerError, SyncServer, WireMutation } from './ports.ts';

type Ask = { door: 'hello' | 'push' | 'pull'; batch: readonly WireMutation[]; answer: (result: unknown) => void };

/** A server whose every answer the test gives by hand: `await server.next()`, look, answer. */
function steppedServer() {
  const asked: Ask[] = [];
  const seen: string[] = [];
  let wake = (): void => undefined;
  function ask<T>(
    door: Ask['door'],
    batch: readonly WireMutation[],
    signal: AbortSignal,
  ): Promise<Result<T, ServerError>> {
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(err('ABORTED', 'cut')), { once: true });
      seen.push(door);
      asked.push({ door, batch, answer: (result) => resolve(result as Result<T, ServerError>) });
      wake();
    });
  }
  const server: SyncServer = {
    hello: (_caller, signal) => ask('hello', [], signal),
    digest: () => Promise.resolve(ok({ kind: 'revoked' })),
    push: (request, signal) => ask('push', request.batch, signal),
    pull: (_request, signal) => ask('pull', [], signal),
  };
  async function next(): Promise<Ask> {
    while (asked.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return asked.shift() as Ask;
  }
  return { server, seen, next, pending: () => asked.length };
}

const hello: Result<Hello, never> = ok({
  isForked: false,
  lastSeq: 0,
  workspaces: [{ id: 'w', role: 'owner' }],
  serverNowMs: 1,
});
const emptyPage: Result<PullAnswer, never> = ok({
  kind: 'page',
  epoch: 'e',
  head: 9,
  upto: 9,
  gc: 0,
  lastSeq: 0,
  rows: [],
  conflicts: [],
  gone: [],
  serverNowMs: 1,
});
const taken = (batch: readonly WireMutation[]): Result<PushAnswer, never> =>
  ok({
    kind: 'taken',
    verdicts: batch.map(({ seq }) => ({ seq, status: 'applied', code: null, detail: null, rev: 1 })),
  });

function setUp(identity: Identity = { state: 'signed-in', userId: 'u' }) {
  const { db, mutator } = openTestDatabase();
  const clock = createManualClock();
  const stepped = steppedServer();
  let who = identity;
  const states: string[] = [];
  const logged: string[] = [];
  const engine = createSyncEngine({
    store: createSyncStore(db),
    server: stepped.server,
    identity: () => who,
    clock,
    random: () => 0.5,
    newId: () => crypto.randomUUID(),
    md5: () => '',
    breathe: () => Promise.resolve(),
    log: (message) => void logged.push(message),
  });
  engine.onStatus(({ state, waiting }) => states.push(`${state} ${waiting}`));
  let written = 0;
  return {
    ...stepped,
    engine,
    clock,
    states,
    logged,
    db,
    become: (next: Identity): void => void (who = next),
    write(): void {
      const drafts = [
        { t: 'tags', id: crypto.randomUUID(), k: 'put' as const, v: { name: { name: `tag ${++written}` } } },
      ];
      mutator.mutate({ label: { code: 'course.edit', count: 1, name: '' }, drafts });
      engine.poke('local-write');
    },
    /** Answers a whole quiet round. */
    async round(doors: readonly Ask['door'][]): Promise<void> {
      for (const door of doors) {
        const ask = await stepped.next();
        expect(ask.door).toBe(door);
        ask.answer(door === 'hello' ? hello : door === 'push' ? taken(ask.batch) : emptyPage);
      }
      await clock.drain();
    },
  };
}

describe('the sync engine', () => {
  test('greets, pushes, pulls, rests, and polls every minute without greeting again', async () => {
    const { engine, clock, round, states, pending } = setUp();
    engine.start();
    await clock.pass(0);
    await round(['hello', 'pull']);
    expect(states).toEqual(['syncing 0', 'idle 0']);
    expect(clock.pending()).toEqual([60_000]);
    await clock.pass(59_000);
    expect(pending()).toBe(0);
    await clock.pass(1_000);
    await round(['pull']);
    expect(engine.status()).toMatchObject({ state: 'idle', waiting: 0, lastSyncedAtMs: clock.nowMs() });
  });

  /** A page with one tag, which the server made in its revision. */
  const pageOf = (rev: number, head: number): Result<PullAnswer, never> =>
    ok({
      ...(emptyPage.data as Extract<PullAnswer, { kind: 'page' }>),
      head,
      upto: rev,
      rows: [{ table: 'tags', rev, row: { id: `t${rev}`, fv: {}, name: 'n', deleted_at_ms: null } }],
    });

  test('what several pages bring is told together at the end; a first pull shows page by page', async () => {
    const { engine, clock, next, db } = setUp();
    const told: string[] = [];
    engine.onApplied((rows) => told.push(rows.map(({ id }) => id).join(' ')));
    engine.start();
    await clock.pass(0);
    (await next()).answer(hello);
    for (const rev of [1, 2]) (await next()).answer(pageOf(rev, 2));
    await clock.drain();
    expect(told).toEqual(['t1', 't2']);
    engine.poke('hint');
    await clock.pass(0);
    (await next()).answer(pageOf(3, 5));
    (await next()).answer(pageOf(4, 5));
    const last = await next();
    expect(told).toHaveLength(2);
    last.answer(pageOf(5, 5));
    await clock.drain();
    expect(told.slice(2)).toEqual(['t3 t4 t5']);
    engine.poke('hint');
    await clock.pass(0);
    (await next()).answer(pageOf(6, 7));
    (await next()).answer(err('OFFLINE', 'cut'));
    await clock.drain();
    expect(told.slice(3)).toEqual(['t6']); // it is in the tables: to be seen, whatever became of the rest
    db.close();
  });

  test('the next page is on its way while one is written', async () => {
    const { engine, clock, next, seen } = setUp();
    const asked: number[] = [];
    const watched = (rev: number, head: number): Result<PullAnswer, never> => {
      const page = pageOf(rev, head);
      if (!page.success || page.data.kind !== 'page') throw new Error('no page');
      const watch = (row: object): object =>
        Object.defineProperty({ ...row }, 'table', {
          get() {
            asked.push(seen.filter((door) => door === 'pull').length);
            return 'tags';
          },
        });
      return ok({ ...page.data, rows: page.data.rows.map(watch) } as PullAnswer);
    };
    engine.start();
    await clock.pass(0);
    (await next()).answer(hello);
    (await next()).answer(watched(1, 2));
    const second = await next();
    expect([...new Set(asked)]).toEqual([2]);
    second.answer(watched(2, 2));
    await clock.drain();
    expect([...new Set(asked)]).toEqual([2]);
    expect(engine.status()).toMatchObject({ state: 'idle' });
  });

  test('a burst of writes goes 150 ms after the first of them, as one batch', async () => {
    const { engine, clock, round, write, next, pending, states } = setUp();
    engine.start();
    await clock.pass(0);
    await round(['hello', 'pull']);
    write();
    await clock.pass(100);
    write();
    expect(engine.status()).toMatchObject({ state: 'idle', waiting: 2 });
    await clock.pass(49);
    expect(pending()).toBe(0);
    await clock.pass(1);
    const push = await next();
    expect([push.door, push.batch.length]).toEqual(['push', 2]);
    expect(states.at(-1)).toBe('syncing 2');
    push.answer(taken(push.batch));
    await round(['pull']);
    expect(states.slice(-2)).toEqual(['syncing 0', 'idle 0']);
  });

  test('what is written during a round goes right after it', async () => {
    const { engine, clock, round, write, next } = setUp();
    engine.start();
    await clock.pass(0);
    await round(['hello']);
    const pull = await next();
    write();
    pull.answer(emptyPage);
    await clock.drain();
    expect(engine.status()).toMatchObject({ state: 'idle', waiting: 1 });
    expect(clock.pending()).toEqual([150]);
    await clock.pass(150);
    await round(['push', 'pull']);
    expect(engine.status().waiting).toBe(0);
  });

  test('one round at a time; a hint during one is another right after', async () => {
    const { engine, clock, round, next, seen } = setUp();
    engine.start();
    await clock.pass(0);
    await round(['hello']);
    const pull = await next();
    for (let i = 0; i < 5; i++) engine.poke('hint');
    await clock.pass(0);
    expect(seen).toEqual(['hello', 'pull']);
    pull.answer(emptyPage);
    await clock.pass(0);
    await round(['pull']);
    expect(seen).toEqual(['hello', 'pull', 'pull']);
    expect(clock.pending()).toEqual([60_000]);
  });

  test('offline: waits longer and longer, typing does not hurry it, the network coming back does', async () => {
    const { engine, clock, round, write, next, pending, seen } = setUp();
    engine.start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      await clock.pass(attempt === 0 ? 0 : (waits.at(-1) ?? 0));
      (await next()).answer(err('OFFLINE', 'no network'));
      await clock.drain();
      waits.push(clock.pending()[0] ?? -1);
    }
    expect(waits).toEqual([1_000, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    write();
    expect(engine.status()).toMatchObject({ state: 'offline', waiting: 1 });
    await clock.pass(1_000);
    expect(pending()).toBe(0);
    engine.poke('online');
    await clock.pass(0);
    await round(['hello', 'push', 'pull']);
    expect(engine.status()).toMatchObject({ state: 'idle', waiting: 0 });
    expect(seen.filter((door) => door === 'push')).toHaveLength(1);
  });

  test.each([
    ['CAPTIVE', 'captive', 1_000],
    ['UNAUTHORIZED', 'needs-auth', 60_000],
    ['INCOMPATIBLE', 'blocked', 300_000],
    ['BUSY', 'offline', 1_000],
  ] as const)('%s shows as %s, keeps the queue, and is left by its timer', async (code, state, delayMs) => {
    const { engine, clock, round, write, next } = setUp();
    write();
    engine.start();
    await clock.pass(0);
    (await next()).answer(err(code, 'so it is'));
    await clock.drain();
    expect(engine.status()).toMatchObject({ state, waiting: 1, deadLetters: 0 });
    expect(clock.pending()).toEqual([delayMs]);
    await clock.pass(delayMs);
    await round(['hello', 'push', 'pull']);
    expect(engine.status()).toMatchObject({ state: 'idle', waiting: 0 });
  });

  test('a server that asks for time gets it', async () => {
    const { engine, clock, next } = setUp();
    engine.start();
    await clock.pass(0);
    (await next()).answer(err('BUSY', '429', { retryAfterMs: 25_000 }));
    await clock.drain();
    expect(clock.pending()).toEqual([25_000]);
  });

  test('nobody signed in, no server: says so without asking, and goes on when that changes', async () => {
    const { engine, clock, round, become, seen, states } = setUp({ state: 'unconfigured', userId: null });
    engine.start();
    await clock.pass(0);
    expect(engine.status().state).toBe('local-only');
    become({ state: 'signed-out', userId: null });
    engine.poke('session');
    await clock.pass(0);
    expect(engine.status().state).toBe('signed-out');
    expect(seen).toEqual([]);
    become({ state: 'signed-in', userId: 'u' });
    engine.poke('session');
    await clock.pass(0);
    await round(['hello', 'pull']);
    expect(states).toEqual(['local-only 0', 'signed-out 0', 'syncing 0', 'idle 0']);
  });

  test('a fault of ours is logged, shows as stopped, and does not stop the engine', async () => {
    const { engine, clock, round, next, logged, db } = setUp();
    engine.start();
    await clock.pass(0);
    const ask = await next();
    db.exec('ALTER TABLE sync_state RENAME TO lost');
    ask.answer(hello);
    await clock.drain();
    expect(logged).toContain('sync.failed');
    expect(engine.status().state).toBe('stopped');
    expect(clock.pending()).toEqual([300_000]);
    db.exec('ALTER TABLE lost RENAME TO sync_state');
    engine.poke('user');
    await clock.pass(0);
    await round(['hello', 'pull']);
    expect(engine.status().state).toBe('idle');
  });

  test('stop cuts the round and leaves no timer; start goes on', async () => {
    const { engine, clock, round, write, next } = setUp();
    write();
    engine.start();
    await clock.pass(0);
    await next();
    await engine.stop();
    expect(clock.pending()).toEqual([]);
    engine.poke('user');
    expect(clock.pending()).toEqual([]);
    engine.start();
    await clock.pass(0);
    await round(['hello', 'push', 'pull']);
    expect(engine.status()).toMatchObject({ state: 'idle', waiting: 0 });
  });

  test('a timeout halves what is sent at once, success brings it back', async () => {
    const { engine, clock, write, next, round } = setUp();
    for (let i = 0; i < 210; i++) write();
    engine.start();
    await clock.pass(0);
    await round(['hello']);
    const first = await next();
    first.answer(err('TIMEOUT', '57014'));
    await clock.pass(1_000);
    await round(['hello']);
    const sizes: number[] = [];
    for (let left = 210; left > 0;) {
      const push = await next();
      sizes.push(push.batch.length);
      left -= push.batch.length;
      push.answer(taken(push.batch));
    }
    await round(['pull']);
    expect([first.batch.length, ...sizes]).toEqual([200, 100, 100, 10]);
    expect(engine.status()).toMatchObject({ state: 'idle', waiting: 0 });
  });
});
