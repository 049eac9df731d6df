import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** The line of `bench:sync`: passes bytes on, half a round trip late, and counts them. See sync-wire.ts. */
const { targetPort, counters: shared } = workerData as { targetPort: number; counters: SharedArrayBuffer };
const counters = new Float64Array(shared);
const [RTT_MS, UP, DOWN] = [0, 1, 2] as const;

function pass(from: Socket, to: Socket, slot: typeof UP | typeof DOWN): void {
  const late = (run: () => void): void => {
    const ms = (counters[RTT_MS] ?? 0) / 2;
    if (ms === 0) run();
    else setTimeout(run, ms);
  };
  from.setNoDelay(true);
  from.on('data', (chunk: Buffer) => {
    counters[slot] = (counters[slot] ?? 0) + chunk.length;
    late(() => to.write(chunk));
  });
  from.on('end', () => late(() => to.end()));
  from.on('error', () => to.destroy());
}

const server = createServer({ allowHalfOpen: true }, (client) => {
  const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
  pass(client, target, UP);
  pass(target, client, DOWN);
});
server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));
