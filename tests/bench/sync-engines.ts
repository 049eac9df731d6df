import { setTimeout as wait } from 'node:timers/promises';
import { createDevice } from '../integration/sync-rig.ts';
import { openPeer, type Kit, type Lesson } from './sync-peer.ts';
import type { BenchServer } from './sync-server.ts';

/** What both engines are asked to do: one device, which holds all lessons after `pull`. */
export interface Engine {
  pull(): Promise<void>;
  /** What is here. */
  ids(): Promise<string[]>;
  /** Renames one lesson, durable where the engine is. Answers the milliseconds that the write alone took. */
  rename(id: string, title: string): Promise<number>;
  insert(lesson: Lesson): Promise<void> | void;
  /** Sends all that waits. Answers the milliseconds until the last of it was acknowledged. */
  push(): Promise<number>;
  /** Keeps in step by polling until `isDone`, then once more. Gives up `patienceMs` after that. */
  keepUp(isDone: () => boolean, patienceMs: number): Promise<void>;
  titles(): Promise<Map<string, string>>;
  close(): Promise<void>;
}
export interface EngineOptions {
  readonly url: string;
  readonly fetch?: typeof globalThis.fetch;
}
const POLL_MS = 5;

/** An engine that never comes to rest is a finding, not a reason to wait for ever. */
async function tooLong(isDone: () => boolean, patienceMs: number, signal: AbortSignal): Promise<void> {
  while (!isDone() && !signal.aborted) await wait(100);
  await wait(patienceMs, undefined, { signal }).catch(() => undefined);
  if (!signal.aborted) console.log(`not at rest ${patienceMs / 1_000} s after the last write: given up`);
}

export async function openOurs(server: BenchServer, { url, fetch }: EngineOptions): Promise<Engine> {
  const device = createDevice({ ...server.sandbox, url }, fetch ? { fetch } : {});
  await device.signIn(server.credentials);
  const sync = async (): Promise<void> => {
    const ended = await device.sync();
    if (ended !== 'ok') throw new Error(ended);
  };
  return {
    pull: sync,
    ids: async () => device.db.prepare('SELECT id FROM lessons ORDER BY id').pluck().all() as string[],
    async rename(id, title) {
      const startedMs = performance.now();
      device.mutate({ t: 'lessons', id, k: 'set', v: { title: { title } } });
      return performance.now() - startedMs;
    },
    insert({ id, chapter_id, pos, title, body }) {
      device.mutate({
        t: 'lessons',
        id,
        k: 'put',
        v: { place: { chapter_id, pos }, title: { title }, body: { body } },
      });
    },
    async push() {
      const startedMs = performance.now();
      let drainedMs = 0;
      const settle = device.store.settle;
      Object.assign(device.store, {
        settle: (...args: Parameters<typeof settle>) => {
          const changed = settle(...args);
          drainedMs = performance.now() - startedMs;
          return changed;
        },
      });
      await sync();
      return drainedMs;
    },
    async keepUp(isDone, patienceMs) {
      let isLast = false;
      async function follow(): Promise<void> {
        for (; !isLast; await wait(POLL_MS)) {
          const isQuiet = isDone() && device.waiting() === 0;
          isLast ||= (await device.sync()) === 'ok' && isQuiet;
        }
      }
      const stop = new AbortController();
      await Promise.race([follow(), tooLong(isDone, patienceMs, stop.signal)]);
      stop.abort();
      isLast = true;
    },
    titles: async () => new Map(device.db.prepare('SELECT id, title FROM lessons').raw().all() as [string, string][]),
    close: async () => void device.close(),
  };
}

export async function openTheirs(
  kit: Kit,
  server: BenchServer,
  options: EngineOptions & { pushBatch: number },
): Promise<Engine> {
  const { publishableKey } = server.sandbox;
  const peer = await openPeer(kit, { ...options, publishableKey, token: server.caller.token });
  const { lessons } = peer;
  /** Replicates until both directions are through. */
  async function once(): Promise<void> {
    const replication = peer.replicate();
    await replication.awaitInitialReplication();
    await replication.awaitInSync();
    await replication.cancel();
  }
  return {
    pull: once,
    ids: async () => (await lessons.find({}).exec()).map(({ id }) => id).sort(),
    async rename(id, title) {
      const doc = await lessons.findOne(id).exec();
      const startedMs = performance.now();
      await doc?.patch({ title });
      return performance.now() - startedMs;
    },
    insert: async (lesson) => void (await lessons.bulkInsert([lesson])),
    async push() {
      const startedMs = performance.now();
      await once();
      return performance.now() - startedMs;
    },
    async keepUp(isDone, patienceMs) {
      const replication = peer.replicate();
      let isLast = false;
      async function follow(): Promise<void> {
        for (; !isLast; await wait(POLL_MS)) {
          isLast = isDone();
          replication.reSync();
          await replication.awaitInSync();
        }
      }
      const stop = new AbortController();
      await Promise.race([follow(), tooLong(isDone, patienceMs, stop.signal)]);
      stop.abort();
      isLast = true;
      await replication.cancel();
    },
    titles: async () => new Map((await lessons.find({}).exec()).map(({ id, title }) => [id, title])),
    close: async () => void (await peer.close()),
  };
}
