import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, type IncomingMessage, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type SpawnedB2Sandbox, spawnB2Sandbox } from '../sandbox/b2/spawn.ts';

/**
 * How fast the sandbox takes parts, measured by the plainest client there is: a `node:http` loop that writes one
 * buffer over and over, with `hex_digits_at_end` and hashes made beforehand. What it shows is the server's limit.
 * Each round first sends the same bytes to a bare server that only reads and hashes them (`floor`): what the sandbox
 * costs beyond that is its own, on whatever machine and under whatever load.
 *
 * node tests/bench/b2-sandbox.ts [--mib 1024] [--part-mb 25] [--connections 4] [--rounds 3]
 * [--threads 1] [--dir FOLDER]
 */
const { values } = parseArgs({
  options: {
    mib: { type: 'string', default: '1024' },
    'part-mb': { type: 'string', default: '25' },
    connections: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    dir: { type: 'string' },
    threads: { type: 'string', default: '1' },
    role: { type: 'string', default: 'client' },
  },
});
const totalBytes = Number(values.mib) * 2 ** 20;
const partBytes = Number(values['part-mb']) * 1_000_000;
const connections = Number(values.connections);
const chunk = Buffer.alloc(256 * 1024, createHash('sha512').update('noise').digest());
const agent = new Agent({ keepAlive: true, maxSockets: connections });

interface Target {
  url: string;
  token: string;
}

interface Part {
  partNumber: number;
  bytes: number;
  sha1: string;
}

function hashOf(bytes: number): string {
  const hash = createHash('sha1');
  for (let done = 0; done < bytes; done += chunk.length)
    hash.update(chunk.subarray(0, Math.min(chunk.length, bytes - done)));
  return hash.digest('hex');
}

function planParts(): Part[] {
  const hashes = new Map<number, string>();
  return Array.from({ length: Math.ceil(totalBytes / partBytes) }, (_, index) => {
    const bytes = Math.min(partBytes, totalBytes - index * partBytes);
    hashes.set(bytes, hashes.get(bytes) ?? hashOf(bytes));
    return { partNumber: index + 1, bytes, sha1: hashes.get(bytes) ?? '' };
  });
}

async function readAnswer(answer: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const piece of answer as AsyncIterable<Buffer>) chunks.push(piece);
  const text = Buffer.concat(chunks).toString('utf8');
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${text}`);
  return JSON.parse(text) as Record<string, string>;
}

async function call(url: string, authorization: string, input: object): Promise<Record<string, string>> {
  const answer = await fetch(url, { method: 'POST', headers: { authorization }, body: JSON.stringify(input) });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Record<string, string>;
}

/** Sends one part: the same buffer again and again, then the hash. */
function sendPart(pair: Target, part: Part): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const headers = {
    authorization: pair.token,
    'content-length': part.bytes + 40,
    'x-bz-content-sha1': 'hex_digits_at_end',
    'x-bz-part-number': part.partNumber,
  };
  const sending = request(pair.url, { method: 'POST', agent, headers });
  sending.on('response', (answer) => void readAnswer(answer).then(() => resolve(), reject));
  sending.on('error', reject);
  let sent = 0;
  const pump = (): void => {
    while (sent < part.bytes) {
      const piece = chunk.subarray(0, Math.min(chunk.length, part.bytes - sent));
      sent += piece.length;
      if (!sending.write(piece) && sent < part.bytes) {
        sending.once('drain', pump);
        return;
      }
    }
    sending.end(part.sha1);
  };
  pump();
  return promise;
}

async function signIn(sandbox: SpawnedB2Sandbox): Promise<string> {
  const { keyId, applicationKey } = sandbox.keys.restricted;
  const authorization = `Basic ${Buffer.from(`${keyId}:${applicationKey}`).toString('base64')}`;
  const answer = await fetch(`${sandbox.url}/b2api/v2/b2_authorize_account`, { headers: { authorization } });
  return ((await answer.json()) as { authorizationToken: string }).authorizationToken;
}

/** Sends all parts over the connections; answers the seconds that it took. */
async function sendAll(parts: readonly Part[], freshTarget: () => Promise<Target>): Promise<number> {
  const queue = [...parts];
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const target = await freshTarget();
      for (let part = queue.shift(); part !== undefined; part = queue.shift()) await sendPart(target, part);
    }),
  );
  return (performance.now() - startedMs) / 1000;
}

/** One large file from start to finish; answers the seconds that its parts took. */
async function uploadOnce(sandbox: SpawnedB2Sandbox, parts: readonly Part[]): Promise<number> {
  const api = `${sandbox.url}/b2api/v2`;
  const token = await signIn(sandbox);
  const start = { bucketId: sandbox.bucket.bucketId, fileName: `${sandbox.prefix}bench`, contentType: 'video/mp4' };
  const { fileId = '', fileName = '' } = await call(`${api}/b2_start_large_file`, token, start);
  const seconds = await sendAll(parts, async () => {
    const pair = await call(`${api}/b2_get_upload_part_url`, token, { fileId });
    return { url: pair['uploadUrl'] ?? '', token: pair['authorizationToken'] ?? '' };
  });
  await call(`${api}/b2_finish_large_file`, token, { fileId, partSha1Array: parts.map((part) => part.sha1) });
  await call(`${api}/b2_delete_file_version`, token, { fileId, fileName });
  return seconds;
}

interface Usage {
  cpuSeconds: number;
  peakMb: number;
}

/** CPU and peak memory of another process; Linux only. */
function usageOf(pid: number): Usage {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const peakKb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100, peakMb: Number(peakKb) / 1024 };
}

/** The bare server: reads, hashes, answers. Prints its port; ends with its standard input. */
function serveBare(): void {
  const server = createServer((req, res) => {
    const hash = createHash('sha1');
    req.on('data', (piece: Buffer) => hash.update(piece));
    req.on('end', () => res.end(JSON.stringify({ sha1: hash.digest('hex') })));
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
  process.stdin.resume();
  process.stdin.on('end', () => process.exit(0));
}

async function spawnBare(): Promise<{ url: string; pid: number; stop: () => void }> {
  const child = spawn(process.execPath, [import.meta.filename, '--role', 'bare'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const url = `http://127.0.0.1:${port.toString().trim()}/`;
  return { url, pid: child.pid ?? 0, stop: () => child.stdin.end() };
}

/** Speed of one run and what it cost the server. */
async function measure(pid: number, run: () => Promise<number>): Promise<{ MBs: number; cpuSeconds: number }> {
  const before = usageOf(pid).cpuSeconds;
  const seconds = await run();
  const cpuSeconds = Number((usageOf(pid).cpuSeconds - before).toFixed(2));
  return { MBs: Math.round(totalBytes / 1e6 / seconds), cpuSeconds };
}

async function runRounds(dir: string): Promise<void> {
  const spare = { count: Math.ceil(totalBytes / partBytes), bytes: partBytes };
  const sandbox = await spawnB2Sandbox({ dir, spare, sinkThreads: Number(values.threads) });
  const bare = await spawnBare();
  const parts = planParts();
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const floor = await measure(bare.pid, () => sendAll(parts, async () => ({ url: bare.url, token: '' })));
    const clientBefore = process.cpuUsage();
    const taken = await measure(sandbox.pid, () => uploadOnce(sandbox, parts));
    const { user, system } = process.cpuUsage(clientBefore);
    const clientCpuSeconds = Number(((user + system) / 1e6).toFixed(2));
    const peakMb = Math.round(usageOf(sandbox.pid).peakMb);
    console.log(JSON.stringify({ round, floor, sandbox: { ...taken, peakMb }, clientCpuSeconds }));
  }
  bare.stop();
  await sandbox.stop();
}

if (values.role === 'bare') serveBare();
else {
  const dir = values.dir ?? mkdtempSync(join(tmpdir(), 'b2-sandbox-bench-'));
  await runRounds(dir).finally(() => rmSync(dir, { recursive: true, force: true }));
  agent.destroy();
}
