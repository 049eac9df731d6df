import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type SpawnedB2Sandbox, spawnB2Sandbox } from '../sandbox/b2/spawn.ts';

/**
 * How fast the sandbox takes parts, measured by the plainest client there is: a `node:http` loop that writes one
 * buffer over and over, with `hex_digits_at_end` and hashes made beforehand. What it shows is the server's limit.
 *
 * node tests/bench/b2-sandbox.ts [--mib 1024] [--part-mb 25] [--connections 4] [--rounds 3] [--dir FOLDER]
 */
const { values } = parseArgs({
  options: {
    mib: { type: 'string', default: '1024' },
    'part-mb': { type: 'string', default: '25' },
    connections: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    dir: { type: 'string' },
  },
});
const totalBytes = Number(values.mib) * 2 ** 20;
const partBytes = Number(values['part-mb']) * 1_000_000;
const connections = Number(values.connections);
const chunk = Buffer.alloc(256 * 1024, createHash('sha512').update('noise').digest());
const agent = new Agent({ keepAlive: true, maxSockets: connections });

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
function sendPart(pair: { url: string; token: string }, part: Part): Promise<void> {
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

/** One large file from start to finish; answers the seconds that its parts took. */
async function uploadOnce(sandbox: SpawnedB2Sandbox, parts: readonly Part[]): Promise<number> {
  const api = `${sandbox.url}/b2api/v2`;
  const token = await signIn(sandbox);
  const start = { bucketId: sandbox.bucket.bucketId, fileName: `${sandbox.prefix}bench`, contentType: 'video/mp4' };
  const { fileId = '' } = await call(`${api}/b2_start_large_file`, token, start);
  const queue = [...parts];
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const pair = await call(`${api}/b2_get_upload_part_url`, token, { fileId });
      const target = { url: pair['uploadUrl'] ?? '', token: pair['authorizationToken'] ?? '' };
      for (let part = queue.shift(); part !== undefined; part = queue.shift()) await sendPart(target, part);
    }),
  );
  const seconds = (performance.now() - startedMs) / 1000;
  await call(`${api}/b2_finish_large_file`, token, { fileId, partSha1Array: parts.map((part) => part.sha1) });
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

const dir = values.dir ?? mkdtempSync(join(tmpdir(), 'b2-sandbox-bench-'));
const sandbox = await spawnB2Sandbox({ dir });
try {
  const parts = planParts();
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const before = usageOf(sandbox.pid);
    const clientBefore = process.cpuUsage();
    const seconds = await uploadOnce(sandbox, parts);
    const after = usageOf(sandbox.pid);
    const client = process.cpuUsage(clientBefore);
    const report = {
      round,
      MBs: Math.round(totalBytes / 1e6 / seconds),
      seconds: Number(seconds.toFixed(2)),
      serverCpuSeconds: Number((after.cpuSeconds - before.cpuSeconds).toFixed(2)),
      serverPeakMb: Math.round(after.peakMb),
      clientCpuSeconds: Number(((client.user + client.system) / 1e6).toFixed(2)),
    };
    console.log(JSON.stringify(report));
  }
} finally {
  await sandbox.stop();
  agent.destroy();
  rmSync(dir, { recursive: true, force: true });
}
