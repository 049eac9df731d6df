import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { migrate } from '../../src/main/db/migrate.ts';
import { openDatabase } from '../../src/main/db/open.ts';
import { createUploadTable } from '../../src/main/db/tables/uploads.ts';
import { systemClock } from '../../src/main/uploads/adapters/system.ts';
import { startUploadWorker } from '../../src/main/uploads/adapters/worker-thread.ts';
import type { StorageSettings } from '../../src/main/uploads/ports.ts';
import { createUploadService } from '../../src/main/uploads/upload-service.ts';
import type { UploadId, VersionId } from '../../src/shared/domain/ids.ts';
import { type SpawnedB2Sandbox, spawnB2Sandbox } from '../sandbox/b2/spawn.ts';
import { type Figures, percentile, report, round } from './report.ts';

/*
 * One file on loopback to the sandbox server, which runs as a process of its own: ours (the whole way: journal on
 * disk, worker thread, verification) against `rclone copyto`, in turns in the same run; and what each sends again
 * after `kill -9` half way. CPU and memory are read from /proc for both alike (Linux).
 *
 *   node tests/bench/upload.ts [--mib 1024] [--rounds 3] [--json FILE]
 */
const { values } = parseArgs({
  options: {
    mib: { type: 'string', default: '1024' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
    client: { type: 'string' },
  },
});

/** How the small object ends that every client of ours sends first. */
const WARM_UP = '.first';

interface ClientInput {
  readonly database: string;
  readonly settings: StorageSettings;
  readonly path: string;
  readonly warmUp: string;
  readonly name: string;
}

/** The app without its windows: one process, its journal and its upload worker. */
function openService({ database, settings }: ClientInput) {
  const opened = openDatabase(database);
  if (!opened.success) throw new Error(opened.error.message);
  migrate(opened.data);
  const fail = (cause: unknown): never => {
    console.error(cause);
    process.exit(1);
  };
  const uploads = createUploadService({
    startWorker: () => startUploadWorker(new URL('../../src/main/uploads/worker.ts', import.meta.url), fail),
    journal: createUploadTable(opened.data, Date.now),
    clock: systemClock,
    newUploadId: () => uuidv7() as UploadId,
    findStored: () => null,
    onBug: fail,
  });
  uploads.start();
  uploads.configure(settings);
  return uploads;
}

/** Queues a file (or goes on with it, when the journal knows it) and waits until it is ready. */
async function sendOne(uploads: ReturnType<typeof openService>, path: string, name: string): Promise<void> {
  const { size, mtimeMs, ino } = statSync(path);
  const item = {
    path,
    sizeBytes: size,
    mtimeMs,
    inode: String(ino),
    name,
    contentType: 'application/octet-stream',
    sha1: null,
  };
  const known = uploads.snapshots().find(({ uploadId }) => uploads.get(uploadId)?.path === path);
  const wanted = known ?? uploads.enqueue([{ ...item, versionId: uuidv7() as VersionId }])[0];
  await new Promise<void>((resolve, reject) => {
    const stop = uploads.onProgress(() => {
      const now = uploads.snapshots().find(({ uploadId }) => uploadId === wanted?.uploadId);
      if (now?.state === 'failed') reject(new Error(now.reason?.code));
      if (now?.state !== 'ready') return;
      stop();
      resolve();
    });
  });
}

/** As in an app that is running: a small file first, then the one that is measured. Prints how it went. */
async function runClient(input: ClientInput): Promise<void> {
  const uploads = openService(input);
  await sendOne(uploads, input.warmUp, `${input.name}${WARM_UP}`);
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  await sendOne(uploads, input.path, input.name);
  const seconds = (performance.now() - startedMs) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  lag.disable();
  const lagP99Ms = Math.max(0, lag.percentile(99) - 10e6) / 1e6;
  process.stdout.write(`${JSON.stringify({ seconds, lagP99Ms, cpuSeconds: (user + system) / 1e6 })}\n`);
  // Stays until it is told to go, so that its counters can be read.
  await once(process.stdin.resume(), 'end');
  await uploads.stop();
  process.exit(0);
}

interface Usage {
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** CPU and peak memory of another process so far; null when it is gone. */
function usageOf(pid: number): Usage | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const peakKb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    if (peakKb === undefined) return null;
    return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100, peakMb: Number(peakKb) / 1_024 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

interface Bench {
  readonly sandbox: SpawnedB2Sandbox;
  readonly folder: string;
  readonly path: string;
  readonly warmUp: string;
  readonly bytes: number;
}
interface Result {
  readonly seconds: number;
  /** Of the transfer; for a tool that is started for it, from its start to its end. */
  readonly cpuSeconds: number;
  /** Of the whole process, its start included. */
  readonly processCpuSeconds: number;
  readonly peakMb: number;
  readonly lagP99Ms?: number;
}
let count = 0;
const nextName = (): string => `bench/${(count += 1)}.mp4`;

function startOurs(bench: Bench, database: string, name: string): ChildProcess {
  const { keyId, applicationKey } = bench.sandbox.keys.restricted;
  const { sandbox, path, warmUp } = bench;
  const where = { bucket: sandbox.bucket.bucketName, prefix: sandbox.prefix, endpoint: sandbox.url };
  const input: ClientInput = { database, settings: { keyId, applicationKey, ...where }, path, warmUp, name };
  const args = ['--disable-warning=ExperimentalWarning', import.meta.filename, '--client', JSON.stringify(input)];
  return spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function runOurs(bench: Bench): Promise<Result> {
  const child = startOurs(bench, join(bench.folder, `${(count += 1)}.db`), nextName());
  if (!child.stdout || !child.pid) throw new Error('not started');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const usage = usageOf(child.pid) ?? { cpuSeconds: Number.NaN, peakMb: Number.NaN };
  child.stdin?.end();
  await once(child, 'exit');
  const told = JSON.parse(line) as { seconds: number; lagP99Ms: number; cpuSeconds: number };
  return { ...told, processCpuSeconds: usage.cpuSeconds, peakMb: usage.peakMb };
}

function startRclone({ sandbox, path, folder }: Bench, name: string, flags: readonly string[]): ChildProcess {
  const { keyId, applicationKey } = sandbox.keys.restricted;
  const remote = `:b2:${sandbox.bucket.bucketName}/${sandbox.prefix}${name}`;
  const key = ['--b2-account', keyId, '--b2-key', applicationKey, '--b2-endpoint', sandbox.url];
  return spawn('rclone', ['copyto', path, remote, ...key, ...flags], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, RCLONE_CONFIG: join(folder, 'rclone.conf') },
  });
}

async function runRclone(bench: Bench, flags: readonly string[]): Promise<Result> {
  const startedMs = performance.now();
  const child = startRclone(bench, nextName(), flags);
  let usage: Usage = { cpuSeconds: 0, peakMb: 0 };
  const watch = setInterval(() => (usage = usageOf(child.pid ?? 0) ?? usage), 10);
  const [code] = (await once(child, 'exit')) as [number];
  clearInterval(watch);
  if (code !== 0) throw new Error(`rclone ended with ${code}`);
  return { seconds: (performance.now() - startedMs) / 1_000, processCpuSeconds: usage.cpuSeconds, ...usage };
}

/** How much is sent again when the first go is killed half way. */
async function resentAfterKill(bench: Bench, start: () => ChildProcess, finish: () => Promise<void>): Promise<number> {
  const { control } = bench.sandbox;
  const before = (await control.state()).bytesReceived;
  const first = start();
  while ((await control.state()).bytesReceived - before < bench.bytes / 2)
    await new Promise((tick) => setTimeout(tick, 5));
  first.kill('SIGKILL');
  await once(first, 'close');
  await finish();
  return (await control.state()).bytesReceived - before - bench.bytes;
}

async function killOurs(bench: Bench): Promise<number> {
  const [database, name] = [join(bench.folder, 'killed.db'), nextName()];
  return resentAfterKill(
    bench,
    () => startOurs(bench, database, name),
    async () => {
      const child = startOurs(bench, database, name);
      if (child.stdout) await once(createInterface(child.stdout), 'line');
      child.stdin?.end();
      await once(child, 'exit');
    },
  );
}

async function killRclone(bench: Bench, flags: readonly string[]): Promise<number> {
  const name = nextName();
  return resentAfterKill(
    bench,
    () => startRclone(bench, name, flags),
    async () => {
      await once(startRclone(bench, name, flags), 'exit');
    },
  );
}

/** Random bytes, so that nothing on the way can be clever about them. */
function makeFile(path: string, bytes: number): void {
  const handle = openSync(path, 'w');
  const chunk = new Uint8Array(4 * 2 ** 20);
  for (let done = 0; done < bytes; done += chunk.length) {
    writeSync(handle, randomFillSync(chunk), 0, Math.min(chunk.length, bytes - done));
  }
  closeSync(handle);
}

const rcloneFlags: Readonly<Record<string, readonly string[]>> = {
  'rclone (default)': [],
  'rclone (8 MB parts, 4 transfers, no whole hash)': ['--b2-chunk-size=8M', '--transfers=4', '--b2-disable-checksum'],
  'rclone (16 MB parts, 8 transfers, no whole hash)': ['--b2-chunk-size=16M', '--transfers=8', '--b2-disable-checksum'],
  'rclone (96 MB parts, 2 transfers, no whole hash)': ['--b2-chunk-size=96M', '--transfers=2', '--b2-disable-checksum'],
};

/** The median round by time; lag from all of them. */
function toFigures(results: readonly Result[], bytes: number): Figures {
  const sorted = results.toSorted((a, b) => a.seconds - b.seconds);
  const [best, median] = [sorted[0], sorted[Math.floor(sorted.length / 2)]];
  if (!best || !median) throw new Error('no rounds');
  const lags = results.map(({ lagP99Ms }) => lagP99Ms).filter((lag) => lag !== undefined);
  const gib = bytes / 2 ** 30;
  return {
    'MB/s': round(bytes / 1e6 / median.seconds, 0),
    'best MB/s': round(bytes / 1e6 / best.seconds, 0),
    'CPU s/GiB': round(Math.min(...results.map(({ cpuSeconds }) => cpuSeconds)) / gib),
    'with start s': round(Math.min(...results.map(({ processCpuSeconds }) => processCpuSeconds))),
    'peak RSS MB': round(Math.max(...results.map(({ peakMb }) => peakMb)), 0),
    'main lag p99 ms': lags.length === 0 ? '' : round(percentile(lags, 0.5)),
  };
}

/** What came last must be what lies on the disk, or the figures mean nothing. */
async function expectStored({ sandbox, path, bytes }: Bench): Promise<void> {
  const hash = createHash('sha1');
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(chunk as Buffer);
  const sha1 = hash.digest('hex');
  const state = await sandbox.control.state();
  const objects = state.objects.filter(({ fileName }) => !fileName.endsWith(WARM_UP));
  const wrong = objects.filter(({ bytes: length, contentSha1, fileInfo }) => {
    const told = contentSha1 === 'none' ? fileInfo['large_file_sha1'] : contentSha1; // some clients tell none
    return length !== bytes || (told !== undefined && told !== sha1);
  });
  if (wrong.length > 0) throw new Error(`${wrong.length} objects are not the file`);
  console.log(`${objects.length} objects stored, ${state.unfinished.length} left unfinished; SHA-1 ${sha1}`);
}

async function measure(bench: Bench): Promise<Record<string, Figures>> {
  const runs: Record<string, () => Promise<Result>> = { Lectern: () => runOurs(bench) };
  if (spawnSync('rclone', ['version']).status === 0) {
    for (const [name, flags] of Object.entries(rcloneFlags)) runs[name] = () => runRclone(bench, flags);
  } else console.log('rclone is not installed (Debian package `rclone`): ours alone');
  const results: Record<string, Result[]> = {};
  for (let turn = 1; turn <= Number(values.rounds); turn += 1) {
    for (const [name, run] of Object.entries(runs)) (results[name] ??= []).push(await run());
  }
  const rows: Record<string, Figures> = {};
  for (const [name, list] of Object.entries(results)) rows[name] = toFigures(list, bench.bytes);
  await expectStored(bench);
  const again = (bytes: number): Figures => ({ 'sent again after kill -9, MB': round(bytes / 1e6) });
  rows['Lectern'] = { ...rows['Lectern'], ...again(await killOurs(bench)) };
  const name = 'rclone (default)';
  if (runs[name]) rows[name] = { ...rows[name], ...again(await killRclone(bench, [])) };
  return rows;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-upload-'));
  const bytes = Number(values.mib) * 2 ** 20;
  const path = join(folder, 'movie.mp4');
  const warmUp = join(folder, 'first.mp4');
  makeFile(path, bytes);
  makeFile(warmUp, 2 ** 20);
  writeFileSync(join(folder, 'rclone.conf'), '');
  const sandbox = await spawnB2Sandbox({ dir: join(folder, 'b2'), logEntries: 100 });
  try {
    report(`Upload of ${values.mib} MiB on loopback`, await measure({ sandbox, folder, path, warmUp, bytes }));
  } finally {
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await (values.client === undefined ? main() : runClient(JSON.parse(values.client) as ClientInput));
