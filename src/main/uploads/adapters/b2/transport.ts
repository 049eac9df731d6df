import type { OutgoingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import { deviceMark } from '../../marks.ts';
import { encodeObjectName } from '../../object-name.ts';
import {
  bad,
  good,
  type NewObject,
  type Outcome,
  type PortError,
  type SendSource,
  type SentFile,
  type StorageInfo,
  type StorageSettings,
  type UploadTransport,
} from '../../ports.ts';
import { createUrlPool, type UploadUrl, type UrlPool } from '../../url-pool.ts';
import {
  copiedFile,
  copiedPart,
  file,
  finished,
  nothing,
  sentFile,
  sentPart,
  started,
  toStoredFile,
  uploadUrl,
} from './answers.ts';
import { connect, createClient, type Client } from './client.ts';
import { isSafeUrl } from './endpoint.ts';
import { badAnswer } from './errors.ts';
import type { Deadlines } from './exchange.ts';
import { readAs } from './json-call.ts';
import { listParts, listUnfinished, listVersions } from './listings.ts';
import { createSender, type Sender } from './send-bytes.ts';

export interface TransportOptions {
  readonly deadlines?: Deadlines;
}
/** A vault may take its time to answer for a part; nothing takes this long to move a single byte. */
const uploadDeadlines: Deadlines = { stallMs: 20_000, answerMs: 90_000 };
/** How often the question of `Expect` may stay unanswered before it is not asked any more. */
const maxUnanswered = 2;

interface State {
  readonly settings: StorageSettings;
  readonly client: Client;
  readonly pool: UrlPool;
  readonly send: Sender;
  readonly deadlines: Deadlines;
  info: Promise<Outcome<StorageInfo>> | null;
  unanswered: number;
}

/** B2 for the engine: JSON calls through the npm package where it has them, bytes straight from the disk by us. */
export function createB2Transport(settings: StorageSettings, options: TransportOptions = {}): UploadTransport {
  const client = createClient(settings);
  const deadlines = options.deadlines ?? uploadDeadlines;
  const send = createSender(client.agents);
  const state: State = { settings, client, pool: createUrlPool(), send, deadlines, info: null, unanswered: 0 };
  return {
    connect: (signal) => connectOnce(state, signal),
    startLargeFile: async ({ objectName: fileName, contentType, info }, signal) => {
      const storage = await connectOnce(state, signal);
      if (!storage.ok) return storage;
      const fileInfo = settings.device === undefined ? info : { ...info, [deviceMark]: settings.device };
      const start = { bucketId: storage.value.bucketId, fileName, contentType, axiosOverride: { data: { fileInfo } } };
      return client.ask(started, signal, (sdk, axios) => sdk.startLargeFile({ ...axios, ...start }));
    },
    findUnfinished: (objectName, signal) =>
      inBucket(state, signal, (bucketId) => listUnfinished(client, { bucketId, objectName }, signal)),
    findVersions: (objectName, signal) =>
      inBucket(state, signal, (bucketId) => listVersions(client, { bucketId, objectName }, signal)),
    listParts: (fileId, signal) => listParts(client, fileId, signal),
    sendPart: (part, signal) => sendPart(state, part, signal),
    copyPart: ({ sourceFileId, offset, bytes, fileId: largeFileId, partNumber }, signal) =>
      copyPart(
        state,
        { sourceFileId, largeFileId, partNumber, range: `bytes=${offset}-${offset + bytes - 1}` },
        signal,
      ),
    copyFile: (copy, signal) => copyFile(state, copy, signal),
    sendFile: (object, signal) => sendFile(state, object, signal),
    finishLargeFile: async (fileId, partSha1Array, signal) => {
      state.pool.drop(fileId);
      const done = await client.ask(finished, signal, (sdk, axios) =>
        sdk.finishLargeFile({ ...axios, fileId, partSha1Array }),
      );
      return done.ok ? good({ bytes: done.value.contentLength }) : done;
    },
    getFile: async (fileId, signal) => {
      const found = await client.ask(file, signal, (sdk, axios) => sdk.getFileInfo({ ...axios, fileId }));
      return found.ok ? good(toStoredFile(found.value)) : found;
    },
    cancelLargeFile: async (fileId, signal) => {
      state.pool.drop(fileId);
      const done = await client.ask(nothing, signal, (sdk, axios) => sdk.cancelLargeFile({ ...axios, fileId }));
      return done.ok ? good(undefined) : done;
    },
    deleteVersion: async (fileId, fileName, signal) => {
      const done = await client.ask(nothing, signal, (sdk, axios) =>
        sdk.deleteFileVersion({ ...axios, fileId, fileName }),
      );
      return done.ok ? good(undefined) : done;
    },
    disconnect() {
      state.pool.clear();
      client.agents.destroy();
    },
  };
}

/** Bucket and limits do not change while a key is in use: found once, kept while it works. */
async function connectOnce(state: State, signal: AbortSignal): Promise<Outcome<StorageInfo>> {
  const asked = (state.info ??= connect(state.client, state.settings, signal));
  const outcome = await asked;
  if (!outcome.ok && state.info === asked) state.info = null;
  return outcome;
}

async function inBucket<T>(
  state: State,
  signal: AbortSignal,
  work: (bucketId: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const storage = await connectOnce(state, signal);
  return storage.ok ? work(storage.value.bucketId) : storage;
}

type Part = SendSource & { fileId: string; partNumber: number };

async function sendPart(state: State, part: Part, signal: AbortSignal): Promise<Outcome<{ sha1: string }>> {
  const { client } = state;
  const fetchUrl = () =>
    client.ask(uploadUrl, signal, (sdk, axios) => sdk.getUploadPartUrl({ ...axios, fileId: part.fileId }));
  const headers = { 'X-Bz-Part-Number': part.partNumber };
  const sent = await sendTo(state, { target: part.fileId, source: part, headers, shape: sentPart, fetchUrl, signal });
  return sent.ok ? good({ sha1: sent.value.sha1 }) : sent;
}

/** `b2_copy_part`, which the npm package does not have. The service hashes what it copies. */
async function copyPart({ client }: State, copy: object, signal: AbortSignal): Promise<Outcome<{ sha1: string }>> {
  const copied = await client.post('b2_copy_part', copiedPart, copy, signal);
  return copied.ok ? good({ sha1: copied.value.contentSha1 }) : copied;
}

/** `b2_copy_file`, which the npm package does not have; with type and info of our own. */
async function copyFile(
  { client }: State,
  { sourceFileId, objectName: fileName, contentType, info: fileInfo }: NewObject & { sourceFileId: string },
  signal: AbortSignal,
): Promise<Outcome<SentFile>> {
  const copy = { sourceFileId, fileName, metadataDirective: 'REPLACE', contentType, fileInfo };
  const copied = await client.post('b2_copy_file', copiedFile, copy, signal);
  return copied.ok ? good({ fileId: copied.value.fileId, sha1: copied.value.contentSha1 }) : copied;
}

async function sendFile(state: State, object: SendSource & NewObject, signal: AbortSignal): Promise<Outcome<SentFile>> {
  const storage = await connectOnce(state, signal);
  if (!storage.ok) return storage;
  const { bucketId } = storage.value;
  const fetchUrl = () => state.client.ask(uploadUrl, signal, (sdk, axios) => sdk.getUploadUrl({ ...axios, bucketId }));
  const headers = {
    'X-Bz-File-Name': encodeObjectName(object.objectName),
    'Content-Type': object.contentType,
    ...Object.fromEntries(
      Object.entries(object.info).map(([name, value]) => [`X-Bz-Info-${name}`, encodeURIComponent(value)]),
    ),
  };
  const sent = await sendTo(state, { target: bucketId, source: object, headers, shape: sentFile, fetchUrl, signal });
  return sent.ok ? good({ fileId: sent.value.answer.fileId, sha1: sent.value.sha1 }) : sent;
}

type WithHash = z.ZodType<{ contentSha1: string | null }>;
interface Sending<T extends WithHash> {
  /** Whose upload URLs are used: a large file's, or the bucket's. */
  readonly target: string;
  readonly source: SendSource;
  readonly headers: OutgoingHttpHeaders;
  readonly shape: T;
  readonly fetchUrl: () => Promise<Outcome<z.infer<typeof uploadUrl>>>;
  readonly signal: AbortSignal;
}
const damaged: PortError = { kind: 'invalid', retry: 'now', code: 'checksum', sentAll: true };

/** Takes a pair, sends, and puts the pair back only when the server has what we read. */
async function sendTo<T extends WithHash>(
  state: State,
  { target, source, headers, shape, fetchUrl, signal }: Sending<T>,
): Promise<Outcome<{ answer: z.infer<T>; sha1: string }>> {
  const { pool, deadlines } = state;
  const pooled = source.isRetry ? null : pool.take(target, Date.now());
  const leased = pooled ? good(pooled) : await fetchPair(fetchUrl);
  if (!leased.ok) return leased;
  const pair = leased.value;
  const sent = await state.send({
    url: pair.uploadUrl,
    source,
    deadlines,
    signal,
    headers: { ...headers, Authorization: pair.authorizationToken },
    // A pair that has worked will most likely work again; a new one may belong to a busy vault.
    asksFirst: pooled === null && state.unanswered < maxUnanswered,
    onAsked: (isUnderstood) => void (state.unanswered = isUnderstood ? 0 : state.unanswered + 1),
  });
  if (!sent.ok) return sent;
  const { answer, sha1 } = sent.value;
  const read = readAs(shape, answer, true);
  if (!read.ok) {
    // A pair that has worked went stale, in whatever words; only one that is new says something of the key.
    const isStale = answer.status === 401 && pooled !== null;
    const error: PortError = isStale ? { kind: 'auth', retry: 'now', code: read.error.code } : read.error;
    return bad(sha1 === '' ? error : { ...error, sentAll: true });
  }
  if (read.value.contentSha1 !== sha1) return bad(damaged);
  pool.putBack(target, pair);
  return good({ answer: read.value, sha1 });
}

async function fetchPair(fetchUrl: Sending<never>['fetchUrl']): Promise<Outcome<UploadUrl>> {
  const fetched = await fetchUrl();
  if (!fetched.ok) return fetched;
  if (!isSafeUrl(fetched.value.uploadUrl)) return bad(badAnswer);
  return good({ ...fetched.value, obtainedAtMs: Date.now() });
}
