import { createMutator } from '../../src/main/db/mutate.ts';
import { createUndo } from '../../src/main/db/undo.ts';
import type { AppServices } from '../../src/main/compose-services.ts';
import { purgeCache, testCdn } from '../../src/main/uploads/adapters/cdn.ts';
import { createStorageClient } from '../../src/main/uploads/adapters/storage-client.ts';
import { systemClock } from '../../src/main/uploads/adapters/system.ts';
import { good } from '../../src/main/uploads/ports.ts';
import { startUploadWorker } from '../../src/main/uploads/adapters/worker-thread.ts';
import type { TestDatabase } from '../helpers/database.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { quickRules, workerEntry } from './uploads-rig.ts';

/** A clock that can be put on without waiting. */
export function createJumpyClock() {
  let aheadMs = 0;
  let wrongByMs = 0;
  const serverNowMs = (): number => Date.now() + aheadMs;
  return {
    nowMs: () => serverNowMs() + wrongByMs,
    serverNowMs,
    delay: systemClock.delay,
    jump: (ms: number) => void (aheadMs += ms),
    /** This computer's clock alone is set. */
    mislead: (ms: number) => void (wrongByMs = ms),
  };
}
type JumpyClock = ReturnType<typeof createJumpyClock>;

/** Resolves with what a look finds, asked again after everything that happens. */
export function createWatch() {
  const looks = new Set<() => void>();
  return {
    happened(): void {
      for (const look of looks) look();
    },
    until: <T>(find: () => T | null | undefined | false): Promise<T> =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = find();
          if (found === null || found === undefined || found === false) return;
          looks.delete(look);
          resolve(found);
        };
        looks.add(look);
        look();
      }),
  };
}

/** The library of a test database, edited by a clock that can be put on. */
export function openLibrary({ db, edit: { newId } }: TestDatabase, { nowMs }: JumpyClock, onCommit: () => void) {
  const mutator = createMutator({ db, nowMs, newId, node: newId().slice(-8), onCommit });
  return { edit: { mutator, nowMs, newId, random: Math.random }, undo: createUndo({ db, mutator, onCommit }) };
}

interface ServiceParts {
  readonly sandbox: B2Sandbox;
  readonly key: { readonly keyId: string; readonly applicationKey: string };
  readonly prefix: string;
  readonly cloudflareUrl: string;
  readonly clock: JumpyClock;
  readonly newId: () => string;
  readonly onPush: () => void;
  readonly errors: unknown[];
}

function createVault(): AppServices['vault'] {
  const secrets = new Map<string, string>();
  return {
    persistent: true,
    read: async (name) => secrets.get(name) ?? null,
    write: async (name, value) => void secrets.set(name, value),
    remove: async (name) => void secrets.delete(name),
  };
}

/** What the studio's rooms share, with the stand-ins for storage and CDN; nothing of the screen and the system. */
export function createTestServices(parts: ServiceParts): AppServices {
  const { sandbox, key, cloudflareUrl, clock, errors } = parts;
  const cdn: Pick<AppServices, 'purgeCache' | 'testCdn'> = {
    purgeCache: (asked, signal) => purgeCache(asked, signal, cloudflareUrl),
    testCdn: (...asked) => testCdn(...asked, cloudflareUrl),
  };
  const services = {
    ...cdn,
    clock,
    nowMs: clock.nowMs,
    newId: parts.newId,
    random: () => 0,
    push: parts.onPush,
    logger: { log: (level: string, ...said: unknown[]) => void (level === 'error' && errors.push(said)) },
    studioId: () => 'studio',
    policy: {
      storage: { ...key, bucket: sandbox.bucket.bucketName, prefix: parts.prefix, endpoint: sandbox.url },
    },
    vault: createVault(),
    storageClient: { ...createStorageClient(), serverNowMs: async () => good(clock.serverNowMs()) },
    startUploadWorker: () => startUploadWorker(workerEntry, (error) => void errors.push(error), quickRules),
    activity: { show: () => {}, stop: () => {} },
    media: { inspectMany: async () => {} },
    contentTypeOf: () => 'application/octet-stream',
    isOnBattery: () => false,
    isMetered: async () => false,
  } satisfies { [Name in keyof AppServices]?: unknown };
  return services as unknown as AppServices;
}
