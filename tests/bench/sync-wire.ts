import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Wire {
  readonly url: string;
  /** The round trip that is injected from now on, in milliseconds. Only while nothing is under way. */
  setRtt(ms: number): void;
  /** Bytes so far, HTTP and all: to the server and back. */
  bytes(): { readonly up: number; readonly down: number };
  stop(): Promise<void>;
}

/** A TCP line to a server of this computer, in a thread of its own, so that a busy client does not slow it. */
export async function startWire(targetUrl: string): Promise<Wire> {
  const counters = new SharedArrayBuffer(3 * 8);
  const view = new Float64Array(counters);
  const worker = new Worker(new URL('./sync-wire-worker.ts', import.meta.url), {
    workerData: { targetPort: Number(new URL(targetUrl).port), counters },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const [port] = (await once(worker, 'message')) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    setRtt: (ms) => void (view[0] = ms),
    bytes: () => ({ up: view[1] ?? 0, down: view[2] ?? 0 }),
    stop: async () => void (await worker.terminate()),
  };
}

/** Random numbers that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The server has stored what was sent; then, for this share of the requests, its answer never arrives. */
export function losingAnswers(share: () => number, random: () => number): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (random() >= share()) return response;
    await response.arrayBuffer();
    throw new TypeError('fetch failed');
  };
}
