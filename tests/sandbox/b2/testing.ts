import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { B2SandboxOptions } from './options.ts';
import { type B2Sandbox, startB2Sandbox } from './sandbox.ts';
import type { Seeded } from './seed.ts';

/** Helpers of the sandbox's own tests: raw HTTP, no client library. */

export const sha1 = (data: string | Buffer): string => createHash('sha1').update(data).digest('hex');

/** An answer as it came over the wire. */
export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The parsed body, or undefined when it is not JSON. */
  json: Record<string, unknown>;
  /** Whether the server asked for the body after `Expect: 100-continue`. */
  continued: boolean;
}

export interface RawRequest {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
  /** Uses connections of its own when absent. */
  agent?: Agent;
}

const parseJson = (headers: IncomingHttpHeaders, body: Buffer): Record<string, unknown> =>
  headers['content-type']?.startsWith('application/json') === true && body.length > 0
    ? (JSON.parse(body.toString('utf8')) as Record<string, unknown>)
    : {};

/** One request. Rejects when the connection ends without a whole answer. */
export function send(url: string, { method = 'POST', headers = {}, body, agent }: RawRequest = {}): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  let continued = false;
  const [, port, path] = /^http:\/\/127\.0\.0\.1:(\d+)(.*)$/.exec(url) ?? []; // a URL parser would resolve `..`
  const req = request({
    host: '127.0.0.1',
    port,
    path,
    method,
    headers,
    ...(agent === undefined ? { agent: false } : { agent }),
  });
  req.on('continue', () => {
    continued = true;
    req.end(body);
  });
  req.on('error', reject);
  req.on('response', (res) => {
    const chunks: Buffer[] = [];
    res.on('data', (chunk: Buffer) => chunks.push(chunk));
    res.on('error', reject);
    res.on('end', () => {
      const whole = Buffer.concat(chunks);
      const { statusCode = 0, headers: got } = res;
      resolve({ status: statusCode, headers: got, body: whole, json: parseJson(got, whole), continued });
    });
  });
  if (headers['Expect'] === undefined) req.end(body);
  else req.flushHeaders();
  return promise;
}

/** Writes bytes to the server as they are and answers all that comes back until it closes. */
export function sendBytes(url: string, text: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
  let answer = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    answer += chunk;
  });
  socket.on('error', reject);
  socket.on('close', () => resolve(answer));
  return promise;
}

/** A sandbox in a fresh folder, with parts of 100 bytes; everything goes when the test ends. */
export async function startForTest(options: Partial<B2SandboxOptions> = {}): Promise<B2Sandbox & AsyncDisposable> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'b2-sandbox-'));
  const limits = { absoluteMinimumPartSize: 100, recommendedPartSize: 1000, ...options.limits };
  const sandbox = await startB2Sandbox({ ...options, dir, limits });
  return Object.assign(sandbox, {
    [Symbol.asyncDispose]: async () => {
      await sandbox.stop();
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
    },
  });
}

export interface TestKey {
  keyId: string;
  applicationKey: string;
}

export const basic = ({ keyId, applicationKey }: TestKey): string =>
  `Basic ${Buffer.from(`${keyId}:${applicationKey}`).toString('base64')}`;

/** What a client must know of a sandbox, in this process or in another. */
export type Reachable = Seeded & { url: string };

/** A signed-in client: JSON calls, uploads, downloads, each answered raw. */
export interface TestClient {
  token: string;
  call: (operation: string, input?: object, headers?: OutgoingHttpHeaders) => Promise<RawAnswer>;
  /** A call that must succeed; answers its JSON. */
  ok: (operation: string, input?: object) => Promise<Record<string, unknown>>;
  get: (path: string, headers?: OutgoingHttpHeaders, method?: string) => Promise<RawAnswer>;
}

/** Signs in and answers a client; `version` is that of all its calls. */
export async function signIn(
  sandbox: Reachable,
  key: TestKey = sandbox.keys.restricted,
  version = 2,
): Promise<TestClient> {
  const api = `${sandbox.url}/b2api/v${version}`;
  const auth = await send(`${api}/b2_authorize_account`, { method: 'GET', headers: { Authorization: basic(key) } });
  if (auth.status !== 200) throw new Error(`sign-in: ${auth.body.toString()}`);
  const token = String(auth.json['authorizationToken']);
  const call: TestClient['call'] = (operation, input = {}, headers = {}) =>
    send(`${api}/${operation}`, { headers: { Authorization: token, ...headers }, body: JSON.stringify(input) });
  return {
    token,
    call,
    ok: async (operation, input) => {
      const answer = await call(operation, input);
      if (answer.status !== 200) throw new Error(`${operation}: ${answer.status} ${answer.body.toString()}`);
      return answer.json;
    },
    get: (path, headers = {}, method = 'GET') =>
      send(`${sandbox.url}${path}`, { method, headers: { Authorization: token, ...headers } }),
  };
}

/** An upload URL and its token. */
export interface UploadTarget {
  url: string;
  token: string;
}

const targetOf = (json: Record<string, unknown>): UploadTarget => ({
  url: String(json['uploadUrl']),
  token: String(json['authorizationToken']),
});

export const partTarget = async (client: TestClient, fileId: string): Promise<UploadTarget> =>
  targetOf(await client.ok('b2_get_upload_part_url', { fileId }));

export const fileTarget = async (client: TestClient, sandbox: Reachable): Promise<UploadTarget> =>
  targetOf(await client.ok('b2_get_upload_url', { bucketId: sandbox.bucket.bucketId }));

/** Starts a large file under the key's prefix and answers its id. */
export async function startFile(client: TestClient, sandbox: Reachable, name = 'lectern/film.mp4'): Promise<string> {
  const input = { bucketId: sandbox.bucket.bucketId, fileName: name, contentType: 'video/mp4' };
  return String((await client.ok('b2_start_large_file', input))['fileId']);
}

export const partHeaders = (target: UploadTarget, partNumber: number, body: string | Buffer): OutgoingHttpHeaders => ({
  Authorization: target.token,
  'Content-Length': Buffer.byteLength(body),
  'X-Bz-Part-Number': partNumber,
  'X-Bz-Content-Sha1': sha1(body),
});

export const sendPart = (
  target: UploadTarget,
  partNumber: number,
  body: string | Buffer,
  headers: OutgoingHttpHeaders = {},
): Promise<RawAnswer> => send(target.url, { headers: { ...partHeaders(target, partNumber, body), ...headers }, body });

export const sendFile = (
  target: UploadTarget,
  name: string,
  body: string | Buffer,
  headers: OutgoingHttpHeaders = {},
): Promise<RawAnswer> =>
  send(target.url, {
    headers: {
      Authorization: target.token,
      'Content-Length': Buffer.byteLength(body),
      'Content-Type': 'b2/x-auto',
      'X-Bz-File-Name': encodeURIComponent(name).replaceAll('%2F', '/'),
      'X-Bz-Content-Sha1': sha1(body),
      ...headers,
    },
    body,
  });

/** A whole small file, at a URL of its own; answers its JSON. */
export async function storeFile(
  client: TestClient,
  sandbox: Reachable,
  name: string,
  body: string | Buffer,
  headers: OutgoingHttpHeaders = {},
): Promise<Record<string, unknown>> {
  const answer = await sendFile(await fileTarget(client, sandbox), name, body, headers);
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.body.toString()}`);
  return answer.json;
}

/** A whole large file of the given parts; answers what finish said. */
export async function storeLargeFile(
  client: TestClient,
  sandbox: Reachable,
  name: string,
  parts: readonly (string | Buffer)[],
): Promise<Record<string, unknown>> {
  const fileId = await startFile(client, sandbox, name);
  const target = await partTarget(client, fileId);
  for (const [index, part] of parts.entries()) await sendPart(target, index + 1, part);
  return await client.ok('b2_finish_large_file', { fileId, partSha1Array: parts.map(sha1) });
}

/** `bytes` bytes that are not all alike. */
export const noise = (bytes: number, salt = 0): Buffer =>
  Buffer.from(Uint8Array.from({ length: bytes }, (_, index) => (index * 31 + salt * 7 + 11) % 251));

/** Status and code of a refusal, for comparing in one go. */
export const refusal = ({ status, json }: RawAnswer): [number, unknown] => [status, json['code']];
