import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface AwayOptions {
  /** `refuse`: connections are refused and the open ones reset. `hang`: everything is taken and nothing answered. */
  mode: 'refuse' | 'hang';
  /** Comes back by itself after this. */
  forMs?: number;
}

/** The network between client and service, as a whole. */
export interface Network {
  listen: (port: number) => Promise<number>;
  away: (options: AwayOptions) => Promise<void>;
  back: () => Promise<void>;
  isAway: () => boolean;
  /** A promise while everything hangs. */
  passable: () => Promise<void> | undefined;
  /** Stops listening and ends every connection. */
  close: () => Promise<void>;
}

const listenRetries = 100;

const listenOnce = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

/** While the server was away its port may have served as somebody's outgoing port for a moment. */
async function listenAgain(server: Server, port: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await listenOnce(server, port);
      return;
    } catch (error) {
      if (attempt >= listenRetries) throw error;
      await sleep(50);
    }
  }
}

const stopListening = (server: Server, sockets: ReadonlySet<Socket>): Promise<void> =>
  new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
    for (const socket of sockets) socket.resetAndDestroy();
  });

/** Owns the listening socket of `server` and all of its connections. */
export function createNetwork(server: Server): Network {
  const sockets = new Set<Socket>();
  let port = 0;
  let awayMode: AwayOptions['mode'] | undefined;
  let hanging: { until: Promise<void>; end: () => void } | undefined;
  let timer: NodeJS.Timeout | undefined;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const back = async (): Promise<void> => {
    clearTimeout(timer);
    const mode = awayMode;
    awayMode = undefined;
    hanging?.end();
    hanging = undefined;
    if (mode === 'refuse') await listenAgain(server, port);
  };
  return {
    listen: async (wanted) => {
      await listenOnce(server, wanted);
      ({ port } = server.address() as AddressInfo);
      return port;
    },
    away: async ({ mode, forMs }) => {
      await back();
      awayMode = mode;
      if (mode === 'hang') {
        const { promise, resolve } = Promise.withResolvers<void>();
        hanging = { until: promise, end: resolve };
      } else await stopListening(server, sockets);
      if (forMs !== undefined) timer = setTimeout(() => void back(), forMs);
    },
    back,
    isAway: () => awayMode !== undefined,
    passable: () => hanging?.until,
    close: async () => {
      clearTimeout(timer);
      hanging?.end();
      await stopListening(server, sockets);
    },
  };
}
