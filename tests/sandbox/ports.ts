import { createServer } from 'node:net';

/** A fixed loopback port is somebody else's. The message says what to do about it. */
export class PortTaken extends Error {}

const isTaken = (port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(true) : reject(error),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(false)));
  });

/**
 * Throws `PortTaken` when one of the loopback ports is in use. To be asked before a store is opened: a second sandbox on
 * the folder of a running one would rewrite its index and only then find the port taken.
 */
export async function requireFreePorts(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    if (!(await isTaken(port))) continue;
    throw new PortTaken(
      [
        `Port ${port} on this computer is in use, most likely by another sandbox.`,
        'One runs at a time: end the other "npm run sandbox" or "npm start -- --sandbox" with Ctrl+C and start again.',
        `If there is none, something else has the port; "lsof -i :${port}" tells what (Windows: "netstat -ano").`,
      ].join('\n'),
    );
  }
}
