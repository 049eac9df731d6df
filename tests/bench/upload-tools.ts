import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { UploadWorkerOptions } from '../../src/main/uploads/adapters/worker-thread.ts';
import { type Bench, type Load, warmUpName } from './upload-bench.ts';
import type { ClientInput, ClientReport } from './upload-client.ts';
import { options } from './upload-options.ts';
import type { PlainInput } from './upload-plain.ts';
import { measureProcess } from './upload-usage.ts';

/** One go of one client: the files of `load` under `prefix`. */
export interface Job {
  readonly bench: Bench;
  readonly load: Load;
  /** Ends with a slash. */
  readonly prefix: string;
}
export interface Result {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly idleMb?: number;
  readonly firstByteMs?: number;
}
/** A client with its settings. `start` begins the job, or goes on with it after a kill of the same job. */
export interface Tool {
  readonly name: string;
  /** `bound`: what is possible, which nobody is compared with. */
  readonly role: 'ours' | 'peer' | 'bound';
  run(job: Job): Promise<Result>;
  start(job: Job): ChildProcess;
}

const isThere = (command: string): boolean => spawnSync(command, ['version']).status === 0;

/** Ours, with the limits of its worker changed when `worker` says so. */
export function createOurs(name = 'Lectern', worker: UploadWorkerOptions = {}): Tool {
  const start = ({ bench, load, prefix }: Job): ChildProcess => {
    const { sandbox, warmUp, folder } = bench;
    const { keyId, applicationKey } = sandbox.keys.restricted;
    const where = { bucket: sandbox.bucket.bucketName, prefix: sandbox.prefix, endpoint: sandbox.url };
    const input: ClientInput = {
      database: join(folder, `${prefix.replaceAll('/', '')}.db`),
      settings: { keyId, applicationKey, ...where },
      warmUp: { path: warmUp, name: `${prefix}${warmUpName}` },
      items: load.files.map(({ path, name: file }) => ({ path, name: `${prefix}${file}` })),
      worker,
    };
    const client = join(import.meta.dirname, 'upload-client.ts');
    const profile = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
    const args = ['--disable-warning=ExperimentalWarning', ...profile, client, JSON.stringify(input)];
    return spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  };
  const run = async (job: Job): Promise<Result> => {
    const child = start(job);
    if (!child.stdout) throw new Error('not started');
    const lines: string[] = [];
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      if (lines.length === 2) child.stdin?.end();
    });
    await once(child, 'exit');
    if (lines.length < 2) throw new Error('it ended before all was ready');
    return JSON.parse(lines[1] ?? '') as ClientReport;
  };
  return { name, role: 'ours', run, start };
}

/** A tool that is started for the job: its figures are those of its whole process. */
function createPeer(name: string, start: (job: Job) => ChildProcess): Tool {
  const run = async (job: Job): Promise<Result> => {
    const { code, ...measured } = await measureProcess(() => start(job));
    if (code !== 0) throw new Error(`it ended with ${code ?? 'a signal'}`);
    return measured;
  };
  return { name, role: 'peer', run, start };
}

const quiet = ['ignore', 'ignore', options.only === undefined ? 'ignore' : 'inherit'] as const;

function createRclone(name: string, flags: readonly string[]): Tool {
  return createPeer(`rclone ${name}`, ({ bench, load, prefix }) => {
    const { sandbox, folder } = bench;
    const { keyId, applicationKey } = sandbox.keys.restricted;
    const remote = `:b2:${sandbox.bucket.bucketName}/${sandbox.prefix}${prefix}`;
    const key = ['--b2-account', keyId, '--b2-key', applicationKey, '--b2-endpoint', sandbox.url];
    const env = { ...process.env, RCLONE_CONFIG: join(folder, 'rclone.conf') };
    return spawn('rclone', ['copy', load.folder, remote, ...key, ...flags], { stdio: [...quiet], env });
  });
}

/** Debian's `b2` 1.3.8: one file by `upload-file`, several by `sync`. */
function createB2(name: string, threads: number): Tool {
  return createPeer(`b2 ${name}`, ({ bench, load, prefix }) => {
    const { sandbox, folder } = bench;
    const { bucketName } = sandbox.bucket;
    const [first, ...others] = load.files;
    const flags = ['--noProgress', '--threads', String(threads)];
    const args =
      others.length === 0 && first
        ? ['upload-file', ...flags, bucketName, first.path, `${sandbox.prefix}${prefix}${first.name}`]
        : ['sync', ...flags, load.folder, `b2://${bucketName}/${sandbox.prefix}${prefix}`];
    return spawn('backblaze-b2', args, {
      stdio: [...quiet],
      env: { ...process.env, B2_ACCOUNT_INFO: join(folder, 'b2-account') },
    });
  });
}

/** A loop over `node:http` that does nothing but what has to be done. */
function createPlain(connections: number, partBytes: number): Tool {
  const name = `node:http loop, ${connections} × ${partBytes / 1e6} MB`;
  const start = ({ bench, load, prefix }: Job): ChildProcess => {
    const { sandbox } = bench;
    const { keyId, applicationKey } = sandbox.keys.restricted;
    const files = load.files.map((file) => ({ ...file, name: `${sandbox.prefix}${prefix}${file.name}` }));
    const { url, bucket } = sandbox;
    const input: PlainInput = { url, keyId, applicationKey, bucketId: bucket.bucketId, files, connections, partBytes };
    const script = join(import.meta.dirname, 'upload-plain.ts');
    const args = ['--disable-warning=ExperimentalWarning', script, JSON.stringify(input)];
    return spawn(process.execPath, args, { stdio: [...quiet] });
  };
  return { ...createPeer(name, start), role: 'bound' };
}

/** For large files: size of the parts by how many at once. */
const rcloneForParts: Readonly<Record<string, readonly string[]>> = {
  default: [],
  '8 MB × 4, no whole hash': ['--b2-chunk-size=8M', '--transfers=4', '--b2-disable-checksum'],
  '16 MB × 8, no whole hash': ['--b2-chunk-size=16M', '--transfers=8', '--b2-disable-checksum'],
  '32 MB × 16, no whole hash': ['--b2-chunk-size=32M', '--transfers=16', '--b2-disable-checksum'],
  '96 MB × 2, no whole hash': ['--b2-chunk-size=96M', '--transfers=2', '--b2-disable-checksum'],
};
const rcloneForFiles: Readonly<Record<string, readonly string[]>> = {
  default: [],
  '× 8': ['--transfers=8'],
  '× 16, fast list': ['--transfers=16', '--fast-list', '--no-traverse'],
};

/** Everybody who takes part; a peer that is not installed is named and left out. */
export function toolsFor(kind: 'parts' | 'files'): Tool[] {
  const tools: Tool[] = [createOurs()];
  const flags = kind === 'parts' ? rcloneForParts : rcloneForFiles;
  if (isThere('rclone')) for (const [name, list] of Object.entries(flags)) tools.push(createRclone(name, list));
  else console.log('absent: rclone (Debian package `rclone`)');
  if (isThere('backblaze-b2')) tools.push(createB2('default (10 threads)', 10), createB2('4 threads', 4));
  else console.log('absent: b2 (Debian package `backblaze-b2`)');
  tools.push(createPlain(4, 25_000_000), createPlain(16, 25_000_000));
  const { only } = options;
  return only === undefined ? tools : tools.filter(({ name }) => name.startsWith(only));
}
