import { describe, expect, test } from 'vitest';
import { err } from '../../shared/ipc/result.ts';
import { emptyPage, hello, setUp, taken } from '../../../tests/helpers/stepped-sync.ts';

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

  test('somebody who wants everything sent is answered at the end of a round that began after that', async () => {
    const { engine, clock, round, write, next } = setUp();
    engine.start();
    await clock.pass(0);
    await round(['hello']);
    const pull = await next();
    write();
    let answered: number | null = null;
    const sent = engine.sendAll().then(({ waiting }) => (answered = waiting));
    pull.answer(emptyPage);
    await clock.pass(0);
    expect(answered).toBeNull(); // the round that was under way does not count
    await round(['hello', 'push', 'pull']);
    await sent;
    expect(answered).toBe(0);
    expect(engine.status()).toMatchObject({ state: 'idle', waiting: 0 });
  });

  test('what is written while it is sent goes, too; a failure is answered as it is', async () => {
    const { engine, clock, round, write, next } = setUp();
    engine.start();
    write();
    const sent = engine.sendAll();
    await clock.pass(0);
    await round(['hello', 'push']);
    const pull = await next();
    write();
    pull.answer(emptyPage);
    await clock.pass(0);
    (await next()).answer(err('OFFLINE', 'no network'));
    expect(await sent).toMatchObject({ state: 'offline', waiting: 1 });
  });

  test('who waits for that is not left waiting by a stop, and is answered at once when nothing runs', async () => {
    const { engine, clock, write, next } = setUp();
    write();
    expect(await engine.sendAll()).toMatchObject({ waiting: 1 });
    engine.start();
    await clock.pass(0);
    await next();
    const sent = engine.sendAll();
    await engine.stop();
    expect(await sent).toMatchObject({ waiting: 1 });
  });

  test('every batch that the server has taken is told of', async () => {
    const { engine, clock, round, write, next, states } = setUp();
    write();
    engine.start();
    await clock.pass(0);
    await round(['hello']);
    const push = await next();
    push.answer(taken(push.batch));
    await clock.drain();
    expect(states.slice(-2)).toEqual(['syncing 1', 'syncing 0']);
    await round(['pull']);
  });
});
