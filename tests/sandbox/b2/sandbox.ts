import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { Socket } from 'node:net';
import { createClock } from './clock.ts';
import type { ControlDoor } from '../control-door.ts';
import { startControl } from './control/server.ts';
import type { SandboxFace, TokenGroup } from './face.ts';
import { createFaultControl } from './faults/control.ts';
import { type Lane, createLink } from './faults/link.ts';
import { createFaultRules } from './faults/rules.ts';
import { createStalls } from './faults/stalls.ts';
import { handleRequest } from './http/dispatch.ts';
import { createNetwork } from './http/network.ts';
import { accountIdFor } from './ids.ts';
import { createRequestLog } from './log.ts';
import { createInspection } from './inspection.ts';
import { type B2SandboxOptions, serviceLimits } from './options.ts';
import { createTransactionCounter } from './rules/caps.ts';
import { applyLifecycle } from './rules/lifecycle.ts';
import type { Runtime } from './runtime.ts';
import { seedStore } from './seed.ts';
import type { Service } from './service.ts';
import { createInlineSinks } from './store/sink.ts';
import { openStore } from './store/store.ts';
import { createThreadSinks } from './store/thread-sinks.ts';
import { type TokenKind, createTokens } from './tokens.ts';
import { createUploadUrls } from './upload-urls.ts';

/** A running sandbox. */
export interface B2Sandbox extends SandboxFace {
  port: number;
  /** Where control requests go, when they are served. */
  controlUrl: string | undefined;
  /** Ends all connections and closes the store. */
  stop: () => Promise<void>;
}

const tokenKinds: Readonly<Record<TokenGroup, readonly TokenKind[]>> = {
  account: ['acct'],
  upload: ['uplf', 'uplp'],
  all: ['acct', 'uplf', 'uplp', 'dnld'],
};

function createService(options: B2SandboxOptions, baseUrl: () => string): Service {
  const randomSeed = options.randomSeed ?? 1;
  const store = openStore({
    dir: options.dir,
    accountId: accountIdFor(randomSeed),
    seed: randomSeed,
    spare: options.spare ?? { count: 0, bytes: 0 },
    sinks: (options.sinkThreads ?? 0) > 0 ? createThreadSinks(options.sinkThreads ?? 0) : createInlineSinks(),
  });
  const { seed } = store.tables;
  const clock = createClock(() => applyLifecycle(service));
  const service: Service = {
    store,
    clock,
    tokens: createTokens(store, clock, seed),
    uploadUrls: createUploadUrls(),
    limits: { ...serviceLimits, ...options.limits },
    caps: { storageBytes: null, transactionsPerDay: null, ...options.caps },
    seed,
    baseUrl,
  };
  return service;
}

interface Listening {
  runtime: Runtime;
  /** Resolves when every request in progress is over. */
  settled: () => Promise<void>;
}

/** The HTTP server; it listens once `runtime.network.listen` is called. */
function createListener(options: B2SandboxOptions, service: Service, report: (error: unknown) => void): Listening {
  const server = createServer({ keepAliveTimeout: service.limits.keepAliveMs, requestTimeout: 0 });
  const link = createLink();
  const runtime: Runtime = {
    service,
    rules: createFaultRules(service.seed),
    link,
    stalls: createStalls(),
    network: createNetwork(server),
    log: createRequestLog(options.logEntries ?? 10_000),
    transactions: createTransactionCounter(),
    report,
  };
  const connections = new WeakMap<Socket, { connection: number; lane: Lane }>();
  const running = new Set<Promise<void>>();
  let count = 0;
  server.on('connection', (socket: Socket) => {
    count += 1;
    connections.set(socket, { connection: count, lane: link.lane() });
  });
  const onRequest = (req: IncomingMessage, res: ServerResponse, expectsContinue: boolean): void => {
    const { connection, lane } = connections.get(req.socket) ?? { connection: 0, lane: link.lane() };
    const run = handleRequest(runtime, { req, res, expectsContinue, connection, lane });
    running.add(run);
    void run.then(() => running.delete(run));
  };
  server.on('request', (req, res) => onRequest(req, res, false));
  server.on('checkContinue', (req, res) => onRequest(req, res, options.understandsExpect?.() ?? true));
  return { runtime, settled: async () => void (await Promise.all(running)) };
}

/**
 * Starts a B2 server on loopback that follows the rules of the service's native API, over the folder `options.dir`.
 * Rules and their sources: README.md beside this file.
 */
export async function startB2Sandbox(options: B2SandboxOptions): Promise<B2Sandbox> {
  const errors: unknown[] = [];
  let port = 0;
  const baseUrl = (): string => `http://127.0.0.1:${port}`;
  const service = createService(options, baseUrl);
  const seeded = seedStore(service, options.seed ?? {});
  applyLifecycle(service);
  const { runtime, settled } = createListener(options, service, (error) => void errors.push(error));
  port = await runtime.network.listen(options.port ?? 0);
  const controls: ControlDoor[] = [];
  const sandbox: B2Sandbox = {
    ...seeded,
    ...createInspection(service),
    url: baseUrl(),
    port,
    controlUrl: undefined,
    accountId: service.store.tables.accountId,
    faults: createFaultControl(runtime),
    clock: service.clock,
    log: runtime.log,
    setCaps: (caps) => void Object.assign(service.caps, caps),
    expireTokens: (which) => {
      for (const kind of tokenKinds[which]) service.tokens.expireAll(kind);
    },
    internalErrors: () => errors,
    stop: async () => {
      for (const control of controls) await control.close();
      runtime.stalls.release();
      await runtime.network.close();
      await settled();
      await service.store.close();
    },
  };
  if (options.control === undefined || options.control === false) return sandbox;
  const control = await startControl(sandbox, typeof options.control === 'object' ? options.control.port : 0);
  controls.push(control);
  return Object.assign(sandbox, { controlUrl: control.url });
}
