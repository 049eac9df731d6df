import { spawnSync } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SpawnedB2Sandbox, spawnB2Sandbox } from '../sandbox/b2/spawn.ts';
import { uploaderCapabilities } from '../sandbox/b2/options.ts';
import { options } from './upload-options.ts';

/** How the small object ends that every client of ours sends first. */
export const warmUpName = '.first';

interface LoadFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha1: string;
}
/** Files to be sent, all in one folder of their own, and what their SHA-1s are. */
export interface Load {
  readonly folder: string;
  readonly files: readonly LoadFile[];
  readonly totalBytes: number;
}
export interface Bench {
  readonly sandbox: SpawnedB2Sandbox;
  readonly folder: string;
  readonly warmUp: string;
  /** A name that no other run of this bench has. */
  readonly next: () => string;
}

/** A folder and a sandbox server in a process of its own, with blob files made beforehand, so that no run pays for them. */
export async function openBench(): Promise<Bench> {
  const folder = mkdtempSync(join(options.dir ?? tmpdir(), 'lectern-bench-upload-'));
  const warmUp = join(folder, 'first.mp4');
  makeFile(warmUp, 2 ** 20);
  writeFileSync(join(folder, 'rclone.conf'), '');
  const bytes = 10_000_000;
  const sandbox = await spawnB2Sandbox({
    dir: join(folder, 'b2'),
    logEntries: 100,
    spare: { count: Math.ceil((options.mib * 2 ** 20 * 1.2) / bytes) + 20, bytes },
    // One that names no prefix: `b2` lists all unfinished files of the bucket before it sends one.
    seed: { keys: [{ keyName: 'bucket', capabilities: uploaderCapabilities, bucketOnly: true }] },
  });
  signB2In(sandbox, folder);
  let count = 0;
  return { sandbox, folder, warmUp, next: () => `${(count += 1)}` };
}

export async function closeBench({ sandbox, folder }: Bench): Promise<void> {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Debian's `b2` knows three addresses and cannot be given another: it signs in with one of them replaced, once. */
function signB2In(sandbox: SpawnedB2Sandbox, folder: string): void {
  const { keyId, applicationKey } = sandbox.keys.named['bucket'] ?? sandbox.keys.master;
  const script = `import sys
from b2.account_info.abstract import AbstractAccountInfo
AbstractAccountInfo.REALM_URLS['production'] = sys.argv[1]
from b2.console_tool import main
sys.argv = ['b2', 'authorize-account'] + sys.argv[2:]
main()`;
  spawnSync('/usr/bin/python3', ['-c', script, sandbox.url, keyId, applicationKey], {
    env: { ...process.env, B2_ACCOUNT_INFO: join(folder, 'b2-account') },
  });
}

/** Random bytes, so that nothing on the way can be clever about them. Answers their SHA-1. */
function makeFile(path: string, bytes: number): string {
  const hash = createHash('sha1');
  const handle = openSync(path, 'w');
  const chunk = new Uint8Array(4 * 2 ** 20);
  for (let done = 0; done < bytes; done += chunk.length) {
    const piece = randomFillSync(chunk).subarray(0, Math.min(chunk.length, bytes - done));
    writeSync(handle, piece);
    hash.update(piece);
  }
  closeSync(handle);
  return hash.digest('hex');
}

/** Makes files in a folder of their own, each a little longer than the one before: films are never of one length. */
export function makeLoad(bench: Bench, count: number, fileBytes: number): Load {
  const folder = join(bench.folder, `load-${bench.next()}`);
  mkdirSync(folder);
  const files = Array.from({ length: count }, (_, index) => {
    const name = `${index + 1}.mp4`;
    const path = join(folder, name);
    const bytes = fileBytes + index * 100;
    return { name, path, bytes, sha1: makeFile(path, bytes) };
  });
  return { folder, files, totalBytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** What was stored under the prefix must be what lies on the disk, or the figures mean nothing. */
export async function expectStored({ sandbox }: Bench, load: Load, prefix: string): Promise<void> {
  const { objects, unfinished } = await sandbox.control.state();
  const wanted = new Map(load.files.map((file) => [`${sandbox.prefix}${prefix}${file.name}`, file]));
  const ours = objects.filter(({ fileName }) => wanted.has(fileName));
  // The bytes themselves: what a client told of them proves nothing.
  for (const { fileId, fileName, bytes } of ours) {
    const file = wanted.get(fileName);
    const isSame = bytes === file?.bytes && (await sandbox.control.sha1OfObject(fileId)) === file.sha1;
    if (!isSame) throw new Error(`${fileName} is not the file`);
  }
  if (ours.length < load.files.length) throw new Error(`${ours.length} of ${load.files.length} objects are there`);
  if (unfinished.length > 0) console.log(`${unfinished.length} large files are left unfinished`);
}

/** Removes every object and unfinished file, so that the next run finds the same server. */
export async function clearObjects({ sandbox }: Bench): Promise<void> {
  const { keyId, applicationKey } = sandbox.keys.master;
  const authorization = `Basic ${Buffer.from(`${keyId}:${applicationKey}`).toString('base64')}`;
  const answer = await fetch(`${sandbox.url}/b2api/v2/b2_authorize_account`, { headers: { authorization } });
  const { authorizationToken } = (await answer.json()) as { authorizationToken: string };
  const call = async (operation: string, body: object): Promise<void> => {
    const headers = { authorization: authorizationToken };
    await fetch(`${sandbox.url}/b2api/v2/${operation}`, { method: 'POST', headers, body: JSON.stringify(body) });
  };
  const { objects, unfinished } = await sandbox.control.state();
  for (const { fileId, fileName } of objects) await call('b2_delete_file_version', { fileId, fileName });
  for (const { fileId } of unfinished) await call('b2_cancel_large_file', { fileId });
}
