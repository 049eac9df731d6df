import { closeSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figures, round } from './report.ts';
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

/**
 * Three files of 50 GB queued at once, for `--seconds`: how soon the first byte is at the server, and the peak of the
 * process' memory above what it was when it was idle. The rest of the way is more of the same, so it is not gone.
 */
export async function runSparse(bench: Bench): Promise<Record<string, Figures>> {
  const { control } = bench.sandbox;
  const before = (await control.state()).bytesReceived;
  const child = createOurs().start({ bench, load: makeSparse(bench), prefix: `run-${bench.next()}/` });
  if (!child.stdout || child.pid === undefined) throw new Error('not started');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { idleMb } = JSON.parse(line) as { idleMb: number };
  const startedMs = performance.now();
  // More than the small object that is sent first.
  while ((await control.state()).bytesReceived - before < 2 ** 20 + 100_000) await sleep(2);
  const firstByteMs = performance.now() - startedMs;
  await sleep(options.seconds * 1_000);
  const peakMb = peakMbOf(child.pid) ?? Number.NaN;
  const { bytesReceived, unfinished } = await control.state();
  const sent = bytesReceived - before;
  child.kill('SIGKILL');
  await once(child, 'close');
  await clearObjects(bench);
  return {
    '3 × 50 GB sparse: Lectern': {
      'files in flight': unfinished.filter(({ parts }) => parts.length > 0).length,
      'first byte ms': round(firstByteMs, 0),
      'idle RSS MB': round(idleMb, 0),
      'peak RSS MB': round(peakMb, 0),
      'above idle MB': round(peakMb - idleMb, 0),
      'MB/s': round(sent / 1e6 / options.seconds, 0),
    },
  };
}
