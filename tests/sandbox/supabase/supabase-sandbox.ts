import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { migratePostgres, PUBLISHABLE_KEY } from './backend.ts';
import { openSupabaseControl } from './control.ts';
import type { Fault } from './faults.ts';
import { findPostgres, joinCluster, startCluster, type Cluster, type RunningCluster } from './pg-cluster.ts';
import { instructors, signUp, type Credentials } from './seed.ts';
import type { Command, Reply, WorkerOptions } from './worker.ts';

export interface SandboxOptions {
  /** `auto`: PostgreSQL when its server binaries are here and no folder is asked for, else PGlite. */
  readonly driver: 'pglite' | 'postgres' | 'auto';
  /** PGlite only: where the data stays between runs. Without it everything is in memory. */
  readonly dataDir?: string;
  /** A loopback port; 0 or absent for a free one. */
  readonly port?: number;
  /** Usually <repo>/supabase/migrations. */
  readonly migrationsDir: string;
  /** Makes the two instructors. */
  readonly seed: boolean;
  readonly jwtExpirySeconds?: number;
  /** False: a project without Realtime, whose clients can only poll. */
  readonly hasRealtime?: boolean;
  /** Also take the faults from outside, on a loopback port of their own; 0 for a free one. */
  readonly controlPort?: number;
  /** A running cluster to use: the first sandbox in it migrates a template, the others are clones of that (40 ms). */
  readonly cluster?: Cluster;
}
export interface SupabaseSandbox {
  readonly driver: 'pglite' | 'postgres';
  readonly url: string;
  readonly publishableKey: string;
  /** Where control requests go, when they are taken. */
  readonly controlUrl: string | undefined;
  readonly instructors: readonly Credentials[];
  /** Runs one SQL statement as the database's owner, past row-level security. */
  sql(text: string, params?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  signUp(credentials: Credentials): Promise<void>;
  setOffline(isOffline: boolean): Promise<void>;
  inject(fault: Fault): Promise<void>;
  stop(): Promise<void>;
}

/** A worker that answers commands; `port` is its HTTP port. */
async function startWorker(options: WorkerOptions) {
  const isLoud = process.env['SANDBOX_LOG'] === '1';
  // lite prints every database error, expected ones too.
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: options,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: !isLoud,
    stderr: !isLoud,
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  const failAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (reply: Reply) => {
    const waiter = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) waiter?.reject(new Error(reply.error));
    else waiter?.resolve(reply.ok);
  });
  worker.on('error', failAll);
  worker.on('exit', (code) => failAll(new Error(`the sandbox worker ended with code ${code}`)));
  const answerTo = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => void waiting.set(id, { resolve, reject }));
  const port = Number(await answerTo(0));
  return {
    port,
    send(command: Command): Promise<unknown> {
      const id = ++lastId;
      worker.postMessage({ id, command });
      return answerTo(id);
    },
    end: () => worker.terminate(),
  };
}

function chooseDriver(options: SandboxOptions): { driver: 'pglite' | 'postgres'; bin: string } {
  const bin = options.driver === 'pglite' || options.dataDir !== undefined ? null : findPostgres();
  if (options.driver === 'postgres' && !bin) throw new Error('no PostgreSQL server binaries here (or dataDir given)');
  return bin ? { driver: 'postgres', bin } : { driver: 'pglite', bin: '' };
}

/** Whoever has the same migrations and the same opinion of Realtime can have copies of one template. */
export const templateKey = (migrationsDir: string, hasRealtime: boolean): string =>
  `${resolve(migrationsDir)} ${hasRealtime}`;

interface Prepared {
  readonly database: WorkerOptions['database'];
  remove(): Promise<void>;
}

async function prepareDatabase(cluster: Cluster | null, options: SandboxOptions): Promise<Prepared> {
  const { migrationsDir, hasRealtime = true } = options;
  if (!cluster)
    return { database: { kind: 'pglite', dataDir: options.dataDir ?? null }, remove: async () => undefined };
  const name = await cluster.clone(templateKey(migrationsDir, hasRealtime), (url) =>
    migratePostgres(url, migrationsDir, hasRealtime),
  );
  const database = { kind: 'postgres', url: cluster.url(name), adminUrl: cluster.adminUrl(name) } as const;
  return { database, remove: () => cluster.drop(name) };
}

async function openSandbox(options: SandboxOptions, cluster: Cluster | null): Promise<SupabaseSandbox> {
  const { migrationsDir, port = 0, jwtExpirySeconds = 3600, hasRealtime = true } = options;
  const { database, remove } = await prepareDatabase(cluster, options);
  const worker = await startWorker({ database, migrationsDir, jwtExpirySeconds, hasRealtime, port });
  const url = `http://127.0.0.1:${worker.port}`;
  const register = (credentials: Credentials): Promise<void> => signUp(url, PUBLISHABLE_KEY, credentials);
  if (options.seed) for (const instructor of instructors) await register(instructor);
  return {
    driver: database.kind,
    url,
    publishableKey: PUBLISHABLE_KEY,
    controlUrl: undefined,
    instructors: options.seed ? instructors : [],
    sql: async (text, params = []) => (await worker.send({ do: 'sql', text, params })) as Record<string, unknown>[],
    signUp: register,
    setOffline: async (on) => void (await worker.send({ do: 'offline', on })),
    inject: async (fault) => void (await worker.send({ do: 'fault', fault })),
    async stop() {
      await worker.send({ do: 'stop' });
      await worker.end();
      await remove();
    },
  };
}

/** Starts a Supabase project on this computer: our migrations behind the real client's HTTP API, on 127.0.0.1. */
export async function startSupabaseSandbox(options: SandboxOptions): Promise<SupabaseSandbox> {
  const sandbox = await openByDriver(options);
  if (options.controlPort === undefined) return sandbox;
  const control = await openSupabaseControl(sandbox, options.controlPort);
  return { ...sandbox, controlUrl: control.url, stop: () => control.close().then(sandbox.stop) };
}

async function openByDriver(options: SandboxOptions): Promise<SupabaseSandbox> {
  const { driver, bin } = chooseDriver(options);
  if (driver === 'pglite') return openSandbox(options, null);
  const running = process.env['LECTERN_TEST_CLUSTER'];
  const cluster = options.cluster ?? (running ? joinCluster(JSON.parse(running) as RunningCluster) : null);
  return cluster ? openSandbox(options, cluster) : openWithCluster(options, bin);
}

async function openWithCluster(options: SandboxOptions, bin: string): Promise<SupabaseSandbox> {
  const cluster = await startCluster(bin);
  try {
    const sandbox = await openSandbox(options, cluster);
    return { ...sandbox, stop: () => sandbox.stop().finally(() => cluster.stop()) };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
