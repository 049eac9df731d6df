import { closeSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figures, round } from './report.ts';
import type { UploadWorkerOptions } from '../../src/main/uploads/adapters/worker-thread.ts';
import { spawnB2Sandbox } from '../sandbox/b2/spawn.ts';
import { clearObjects, type Bench, type Load } from './upload-bench.ts';
import { options } from './upload-options.ts';
import { createOurs } from './upload-tools.ts';
import { peakMbOf } from './upload-usage.ts';

const fileBytes = 50_000_000_000;

/** Files that are as long as a recording of a day and hold nothing: they cost no disk, on either side. */
function makeSparse(bench: Bench): Load {
  const folder = join(bench.folder, `sparse-${bench.next()}`);
  mkdirSync(folder);
  const files = [1, 2, 3].map((index) => {
    const name = `${index}.mp4`;
    const path = join(folder, name);
    const handle = openSync(path, 'w');
    ftruncateSync(handle, fileBytes);
    closeSync(handle);
    return { name, path, bytes: fileBytes, sha1: '' };
  });
  return { folder, files, totalBytes: files.length * fileBytes };
}

/** Lets it send for a while; answers of how many films parts arrived in the second half of it. */
async function countInFlight({ sandbox }: Bench): Promise<number> {
  const look = async (): Promise<Map<string, number>> =>
    new Map((await sandbox.control.state()).unfinished.map(({ fileId, parts }) => [fileId, parts.length]));
  await sleep(options.seconds * 500);
  const before = await look();
  await sleep(options.seconds * 500);
  return [...(await look())].filter(([fileId, parts]) => parts > (before.get(fileId) ?? 0)).length;
}

/** Three films queued at once, for `--seconds`. The rest of the way is more of the same, so it is not gone. */
async function sendFilms(bench: Bench, worker: UploadWorkerOptions = {}): Promise<Figures> {
  const { control } = bench.sandbox;
  const before = (await control.state()).bytesReceived;
  const child = createOurs('Lectern', worker).start({ bench, load: makeSparse(bench), prefix: `run-${bench.next()}/` });
  if (!child.stdout || child.pid === undefined) throw new Error('not started');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { idleMb } = JSON.parse(line) as { idleMb: number };
  const startedMs = performance.now();
  // More than the small object that is sent first.
  while ((await control.state()).bytesReceived - before < 2 ** 20 + 100_000) await sleep(2);
  const firstByteMs = performance.now() - startedMs;
  const inFlight = await countInFlight(bench);
  const peakMb = peakMbOf(child.pid) ?? Number.NaN;
  const sent = (await control.state()).bytesReceived - before;
  child.kill('SIGKILL');
  await once(child, 'close');
  await clearObjects(bench);
  return {
    'films in flight at once': inFlight,
    'first byte ms': round(firstByteMs, 0),
    'idle RSS MB': round(idleMb, 0),
    'peak RSS MB': round(peakMb, 0),
    'above idle MB': round(peakMb - idleMb, 0),
    'goal MB': 128,
    'MB/s': round(sent / 1e6 / options.seconds, 0),
  };
}

/** A service that takes no part under 100 MB: of each film at most five are on their way, so the sixteen connections serve three. */
async function sendTogether(bench: Bench): Promise<Figures> {
  const partBytes = 100_000_000;
  const sandbox = await spawnB2Sandbox({
    dir: join(bench.folder, 'b2-large-parts'),
    logEntries: 100,
    limits: { absoluteMinimumPartSize: partBytes, recommendedPartSize: partBytes },
  });
  try {
    return await sendFilms({ ...bench, sandbox }, { startConnections: 16 });
  } finally {
    await sandbox.stop();
  }
}

/**
 * How soon the first byte of three films of 50 GB is at the server, and the peak of the process' memory above what it was when it
 * was idle: as the app sends them (the first film takes every connection that it can use, decision 0037), and all at once.
 */
export const runSparse = async (bench: Bench): Promise<Record<string, Figures>> => ({
  '3 × 50 GB sparse, queued at once': await sendFilms(bench),
  '3 × 50 GB sparse, all of them in flight': await sendTogether(bench),
});
