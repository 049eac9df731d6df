import { createHash } from 'node:crypto';
import { bad, good, type Outcome, type PortError } from '../../ports.ts';
import type { Client } from './client.ts';
import { downloadRange } from './download.ts';
import { aborted, badAnswer, fromSystem, stalled, systemCodeOf } from './errors.ts';

export interface StoredStretch {
  readonly fileId: string;
  readonly offset: number;
  readonly bytes: number;
}
/** Failures in a row without a byte in between; a line that breaks now and then must not begin 5 GB anew. */
const maxFailures = 4;
const pauseMs = 500;
const stallMs = 20_000;

/**
 * SHA-1 of a stretch of a stored object. Streams, holds no more than a piece in memory, and goes on where the line broke.
 * `onBytes` is told every piece. Errors as in `downloadRange`.
 */
export async function hashStored(
  client: Client,
  { fileId, offset, bytes }: StoredStretch,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Outcome<string>> {
  const hash = createHash('sha1');
  let [done, failures] = [0, 0];
  while (done < bytes) {
    const before = done;
    const error = await readOn(client, { fileId, offset: offset + done, bytes: bytes - done }, signal, (piece) => {
      hash.update(piece);
      done += piece.length;
      onBytes(piece.length);
    });
    if (signal.aborted) return bad(aborted);
    if (!error) continue;
    failures = done > before ? 1 : failures + 1;
    if (error.retry === 'never' || error.retry === 'after-user' || failures >= maxFailures) return bad(error);
    await pause(failures * pauseMs, signal);
  }
  return good(hash.digest('hex'));
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

/** One request; null when it ended without an error. */
async function readOn(
  client: Client,
  { fileId, offset, bytes }: StoredStretch,
  signal: AbortSignal,
  take: (piece: Buffer) => void,
): Promise<PortError | null> {
  const range = { start: offset, end: offset + bytes - 1 };
  const asked = await downloadRange(client, { fileId }, range, signal);
  if (!asked.ok) return asked.error;
  const { stream, status, contentLength } = asked.value;
  // Without a range the answer begins at the first byte, which is another one than was asked for.
  if (contentLength !== bytes || (status !== 206 && offset > 0)) {
    stream.destroy();
    return badAnswer;
  }
  stream.setTimeout(stallMs, () => stream.destroy(Object.assign(new Error('stalled'), { code: stalled.code })));
  try {
    for await (const piece of stream) take(piece as Buffer);
    return null;
  } catch (error) {
    const code = systemCodeOf(error);
    return code === stalled.code ? stalled : fromSystem(code);
  }
}
