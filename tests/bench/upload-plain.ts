import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Agent, request, type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';

/*
 * The plainest client there is, as a process of its own: a loop over `node:http` with two buffers of 256 KiB on each
 * connection. It reads and hashes each byte once, as one has to, and does nothing else: no journal, no retry, no
 * verification. Its row shows what is possible, not what a peer does.
 */
export interface PlainInput {
  readonly url: string;
  readonly keyId: string;
  readonly applicationKey: string;
  readonly bucketId: string;
  readonly files: readonly { readonly path: string; readonly name: string; readonly bytes: number }[];
  readonly connections: number;
  readonly partBytes: number;
}
interface Pair {
  readonly uploadUrl: string;
  readonly authorizationToken: string;
}
/** One request: a file, or a part of one. `done` is told the SHA-1 of what was sent. */
interface Piece {
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
  readonly headers: OutgoingHttpHeaders;
  /** Whose upload URL it needs: a call and what it is about. */
  readonly target: readonly [operation: string, about: object];
  readonly done: (sha1: string) => Promise<void>;
}
type Call = (operation: string, body: object) => Promise<Record<string, string>>;

const chunkBytes = 256 * 1024;

async function readAnswer(answer: IncomingMessage): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  if (answer.statusCode !== 200) throw new Error(Buffer.concat(chunks).toString('utf8'));
}

const write = (sending: ClientRequest, chunk: Uint8Array): Promise<void> =>
  new Promise((resolve) => void sending.write(chunk, () => resolve()));

/** Reads, hashes and writes; the hash follows the body. */
async function send(agent: Agent, { uploadUrl, authorizationToken }: Pair, piece: Piece): Promise<string> {
  const { bytes, offset, headers, path } = piece;
  const length = { 'Content-Length': bytes + 40, 'X-Bz-Content-Sha1': 'hex_digits_at_end' };
  const options = { method: 'POST', agent, headers: { ...headers, ...length, Authorization: authorizationToken } };
  const sending = request(uploadUrl, options);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  sending.on('response', resolve).on('error', reject);
  const handle: FileHandle = await open(path);
  const hash = createHash('sha1');
  const buffers = [new Uint8Array(chunkBytes), new Uint8Array(chunkBytes)] as const;
  let onTheWay = Promise.resolve();
  for (let sent = 0, turn = 0; sent < bytes; turn += 1) {
    const wanted = Math.min(chunkBytes, bytes - sent);
    const { bytesRead, buffer } = await handle.read(buffers[turn % 2 === 0 ? 0 : 1], 0, wanted, offset + sent);
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await onTheWay;
    sent += bytesRead;
    onTheWay = write(sending, chunk);
  }
  await onTheWay;
  await handle.close();
  const sha1 = hash.digest('hex');
  sending.end(sha1);
  await readAnswer(await promise);
  return sha1;
}

async function signIn({ url, keyId, applicationKey }: PlainInput): Promise<Call> {
  const authorization = `Basic ${Buffer.from(`${keyId}:${applicationKey}`).toString('base64')}`;
  const answer = await fetch(`${url}/b2api/v2/b2_authorize_account`, { headers: { authorization } });
  const { authorizationToken } = (await answer.json()) as { authorizationToken: string };
  return async (operation, body) => {
    const headers = { authorization: authorizationToken };
    const called = await fetch(`${url}/b2api/v2/${operation}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!called.ok) throw new Error(await called.text());
    return (await called.json()) as Record<string, string>;
  };
}

type File = PlainInput['files'][number];
const contentType = 'application/octet-stream';

async function toPieces({ bucketId, partBytes }: PlainInput, call: Call, file: File): Promise<readonly Piece[]> {
  const { path, name, bytes } = file;
  if (bytes <= partBytes) {
    const headers = { 'X-Bz-File-Name': encodeURI(name), 'Content-Type': contentType };
    const target = ['b2_get_upload_url', { bucketId }] as const;
    return [{ path, offset: 0, bytes, headers, target, done: () => Promise.resolve() }];
  }
  const { fileId } = await call('b2_start_large_file', { bucketId, fileName: name, contentType });
  const partSha1Array: string[] = [];
  const count = Math.ceil(bytes / partBytes);
  let left = count;
  return Array.from({ length: count }, (_, index) => ({
    path,
    offset: index * partBytes,
    bytes: Math.min(partBytes, bytes - index * partBytes),
    headers: { 'X-Bz-Part-Number': index + 1 },
    target: ['b2_get_upload_part_url', { fileId }] as const,
    async done(sha1: string) {
      partSha1Array[index] = sha1;
      left -= 1;
      if (left === 0) await call('b2_finish_large_file', { fileId, partSha1Array });
    },
  }));
}

async function runPlain(input: PlainInput): Promise<void> {
  const call = await signIn(input);
  const agent = new Agent({ keepAlive: true, maxSockets: input.connections });
  const pieces: Piece[] = [];
  for (const file of input.files) pieces.push(...(await toPieces(input, call, file)));
  const lane = async (): Promise<void> => {
    const pair: { of: string; urls: Pair } = { of: '', urls: { uploadUrl: '', authorizationToken: '' } };
    for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
      const of = JSON.stringify(piece.target);
      if (pair.of !== of) Object.assign(pair, { of, urls: await call(...piece.target) });
      await piece.done(await send(agent, pair.urls, piece));
    }
  };
  await Promise.all(Array.from({ length: input.connections }, lane));
  agent.destroy();
}

if (process.argv[1] === import.meta.filename) await runPlain(JSON.parse(process.argv[2] ?? '') as PlainInput);
