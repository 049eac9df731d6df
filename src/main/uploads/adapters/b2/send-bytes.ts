import { createHash } from 'node:crypto';
import type { ClientRequest, OutgoingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { good, type Outcome, type PortError, type SendSource } from '../../ports.ts';
import { noAnswer, truncated } from '../../source-guard.ts';
import { systemCodeOf } from './errors.ts';
import { createExchange, type Answer, type Deadlines, type Exchange } from './exchange.ts';
import type { Agents } from './http-agents.ts';

/** Two buffers a connection: one is filled and hashed while the other is on its way. */
const chunkBytes = 1024 * 1024;
/** What is handed over at once: little on a slow line, so that the watchdog sees it move. */
const slice = { first: 64 * 1024, least: 16 * 1024, later: 512 * 1024, quickMs: 100, slowMs: 1_000 } as const;
type Buffers = readonly [Uint8Array, Uint8Array];

export interface SendRequest {
  readonly url: string;
  readonly headers: OutgoingHttpHeaders;
  readonly source: SendSource;
  readonly deadlines: Deadlines;
  /** Ask before sending (`Expect: 100-continue`): a busy server then refuses without a byte on the way. */
  readonly asksFirst: boolean;
  /** Told whether the server answered the question in time. */
  readonly onAsked: (isUnderstood: boolean) => void;
  readonly signal: AbortSignal;
}
export interface Sent {
  readonly answer: Answer;
  /** Of the bytes as they were read and sent. */
  readonly sha1: string;
}
/** A server that knows the question answers within a round trip; one that does not never will. */
const continueWaitMs = 1_000;

/**
 * Streams a stretch of a file in one POST. Every byte is read once: its SHA-1 is made on the way and sent as 40 hex
 * digits after the body (`hex_digits_at_end`). Memory: two chunks, whatever the size.
 */
export function createSender(agents: Agents) {
  const free: Buffers[] = [];
  // What the line took at once in the last request; half a chunk at most, in case it has become slow since.
  let firstSlice: number = slice.first;
  return async (request: SendRequest): Promise<Outcome<Sent>> => {
    const buffers = free.pop() ?? [new Uint8Array(chunkBytes), new Uint8Array(chunkBytes)];
    const client = agents.request(new URL(request.url), {
      method: 'POST',
      headers: {
        ...request.headers,
        ...lengthAndHash(request.source),
        ...(request.asksFirst ? { Expect: '100-continue' } : {}),
      },
    });
    const exchange = createExchange(client, request.deadlines, request.signal);
    if (request.asksFirst) await waitForContinue(client, exchange, request.onAsked);
    const writer = createWriter(exchange, request.source, firstSlice);
    const sha1 = exchange.isOver() ? '' : await pump(exchange, request.source, buffers, writer.write);
    const answer = await exchange.answer;
    firstSlice = answer.ok ? Math.min(writer.sliceBytes(), slice.later) : slice.first;
    // Only now is nothing on its way any more that lies in these buffers; what is still being read into one is left to it.
    if (sha1 !== null) free.push(buffers);
    if (!answer.ok) return answer;
    return good({ answer: answer.value, sha1: sha1 ?? '' });
  };
}
export type Sender = ReturnType<typeof createSender>;

/** A hash that is not known yet follows the body: https://www.backblaze.com/apidocs/b2-upload-part */
const lengthAndHash = ({ bytes, sha1 }: SendSource): OutgoingHttpHeaders =>
  sha1 === null
    ? { 'Content-Length': bytes + 40, 'X-Bz-Content-Sha1': 'hex_digits_at_end' }
    : { 'Content-Length': bytes, 'X-Bz-Content-Sha1': sha1 };

/** Resolves when the body may be sent: the server said so, did not understand, or has already answered otherwise. */
async function waitForContinue(
  client: ClientRequest,
  exchange: Exchange,
  onAsked: (isUnderstood: boolean) => void,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  const arm = (): void => {
    timer = setTimeout(() => {
      onAsked(false);
      resolve();
    }, continueWaitMs);
  };
  const onSocket = (socket: Socket): void => {
    if (socket.connecting) socket.once('connect', arm);
    else arm();
  };
  client.once('socket', onSocket);
  client.once('continue', () => {
    onAsked(true);
    resolve();
  });
  client.flushHeaders();
  await Promise.race([promise, exchange.answer]);
  clearTimeout(timer);
}

/**
 * Reads, hashes and writes until all is sent or the exchange is over. Answers the hash of what was sent; null when a read
 * did not end, which keeps nobody from ending.
 */
async function pump(
  exchange: Exchange,
  source: SendSource,
  buffers: Buffers,
  write: (chunk: Uint8Array) => Promise<void>,
): Promise<string | null> {
  const hash = source.sha1 === null ? createHash('sha1') : null;
  let sent = 0;
  let onTheWay = Promise.resolve();
  for (let turn = 0; sent < source.bytes && !exchange.isOver(); turn += 1) {
    const buffer = buffers[turn % 2 === 0 ? 0 : 1];
    const read = await Promise.race([readInto(source, buffer, sent), exchange.answer.then(() => null)]);
    if (read === null) return null;
    if (typeof read !== 'number') {
      exchange.fail(read);
      return read.code === noAnswer ? null : '';
    }
    const chunk = buffer.subarray(0, read);
    hash?.update(chunk);
    await onTheWay;
    sent += read;
    onTheWay = write(chunk);
  }
  await onTheWay;
  const made = hash?.digest('hex');
  if (!exchange.isOver()) exchange.end(made ?? '');
  return made ?? source.sha1 ?? '';
}

/** Writes chunks in slices that grow while the line takes them quickly and the speed limit allows it; counts what has left. */
function createWriter(exchange: Exchange, { onWritten, pace }: Pick<SendSource, 'onWritten' | 'pace'>, first: number) {
  let sliceBytes = first;
  let written = 0;
  const write = async (chunk: Uint8Array): Promise<void> => {
    for (let offset = 0; offset < chunk.length && !exchange.isOver();) {
      const leave = pace(Math.min(sliceBytes, chunk.length - offset));
      const granted = typeof leave === 'number' ? leave : await leave;
      if (exchange.isOver()) return;
      const piece = chunk.subarray(offset, offset + granted);
      const startedMs = performance.now();
      await exchange.write(piece);
      if (exchange.isOver()) return;
      const tookMs = performance.now() - startedMs;
      if (tookMs < slice.quickMs) sliceBytes = Math.min(sliceBytes * 2, chunkBytes);
      else if (tookMs > slice.slowMs) sliceBytes = Math.max(sliceBytes / 2, slice.least);
      offset += piece.length;
      written += piece.length;
      onWritten(written);
    }
  };
  return { write, sliceBytes: (): number => sliceBytes };
}

async function readInto(source: SendSource, buffer: Uint8Array, sent: number): Promise<number | PortError> {
  const wanted = Math.min(buffer.length, source.bytes - sent);
  try {
    const read = await source.handle.read(buffer, source.offset + sent, wanted);
    return read > 0 ? read : { kind: 'source', retry: 'now', code: truncated };
  } catch (error) {
    return { kind: 'source', retry: 'backoff', code: systemCodeOf(error) };
  }
}
