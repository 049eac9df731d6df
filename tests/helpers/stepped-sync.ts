import { expect } from 'vitest';
import { openTestDatabase } from './database.ts';
import { createManualClock } from './manual-clock.ts';
import { err, ok, type Result } from '../../src/shared/ipc/result.ts';
import { createSyncStore } from '../../src/main/db/sync-store.ts';
import { createSyncEngine } from '../../src/main/sync/engine.ts';
import type {
  Hello,
  Identity,
  PullAnswer,
  PushAnswer,
  ServerError,
  SyncServer,
  WireMutation,
} from '../../src/main/sync/ports.ts';

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
  /** By client: a server says with every page how far it knows the caller. */
  const confirmed = new Map<string, number>();
  const server: SyncServer = {
    hello: (_caller, signal) => ask('hello', [], signal),
    digest: () => Promise.resolve(ok({ kind: 'revoked' })),
    async push({ clientId, batch }, signal) {
      const answer = await ask<PushAnswer>('push', batch, signal);
      const last = answer.success && answer.data.kind === 'taken' ? answer.data.verdicts.at(-1) : undefined;
      if (last) confirmed.set(clientId, last.seq);
      return answer;
    },
    async pull({ clientId }, signal) {
      const answer = await ask<PullAnswer>('pull', [], signal);
      if (!answer.success || answer.data.kind !== 'page') return answer;
      return ok({ ...answer.data, lastSeq: confirmed.get(clientId) ?? answer.data.lastSeq });
    },
  };
  async function next(): Promise<Ask> {
    while (asked.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return asked.shift() as Ask;
  }
  return { server, seen, next, pending: () => asked.length };
}

export const hello: Result<Hello, never> = ok({
  isForked: false,
  lastSeq: 0,
  workspaces: [{ id: 'w', role: 'owner' }],
  serverNowMs: 1,
});
export const emptyPage: Result<PullAnswer, never> = ok({
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
export const taken = (batch: readonly WireMutation[]): Result<PushAnswer, never> =>
  ok({
    kind: 'taken',
    verdicts: batch.map(({ seq }) => ({ seq, status: 'applied', code: null, detail: null, rev: 1 })),
  });

export function setUp(identity: Identity = { state: 'signed-in', userId: 'u' }) {
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
    deviceName: () => 'Study-PC',
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
