import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { createJobRunner } from '../../src/main/media/media-jobs.ts';
import { serveJobs } from '../../src/main/media/worker-protocol.ts';
import type { Request } from '../../src/main/media/worker-protocol.ts';

/* The real media thread, but for files whose names ask for a fault. */
const run = createJobRunner();
const port = parentPort as MessagePort;

async function fault(path: string): Promise<void> {
  // A turn of the loop, so that jobs sent together have begun when the thread goes down
  await nextTurn();
  if (path.includes('exits')) process.exit(3);
  if (path.includes('throws')) queueMicrotask(() => port.emit('no such listener', hopeless()));
  if (path.includes('hangs')) for (;;) Math.sqrt(2);
  if (path.includes('eats')) for (const all: object[] = []; ;) all.push({ length: all.length });
  if (path.includes('rejects')) throw new Error('a defect');
}

function hopeless(): never {
  throw new Error('thrown outside of any job');
}

serveJobs(port, async (name, input, context) => {
  const job = { name, input } as Request;
  if (job.name === 'inspect') await fault(job.input.path);
  return run(name, input, context);
});
