import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';

/** Both hashes and the length of a stream that passes through; lower-case hex, final when the stream has ended. */
export function createTap(onBytes: (bytes: number) => void, mostBytes = Number.MAX_SAFE_INTEGER) {
  const [sha1, sha256] = [createHash('sha1'), createHash('sha256')];
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > mostBytes) return done(new Error('more bytes than declared'));
      sha1.update(chunk);
      sha256.update(chunk);
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ bytes, sha1: sha1.digest('hex'), sha256: sha256.digest('hex') }) };
}

/** Both hashes of a file; null when it cannot be read. Rejects when the signal aborts. */
export async function hashFile(path: string, signal: AbortSignal): Promise<{ sha1: string; sha256: string } | null> {
  const [sha1, sha256] = [createHash('sha1'), createHash('sha256')];
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024, signal })) {
      sha1.update(chunk as Buffer);
      sha256.update(chunk as Buffer);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
  return { sha1: sha1.digest('hex'), sha256: sha256.digest('hex') };
}
