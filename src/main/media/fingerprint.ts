import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { ioKindOf, systemCode, type IoKind } from './io-error.ts';
import { closeQuietly, identify, openRegularFile, readFully, sameFile } from './regular-file.ts';
import type { FileIdentity } from './regular-file.ts';

const CHUNK_BYTES = 1024 * 1024;

export interface FingerprintOptions {
  readonly signal?: AbortSignal | undefined;
  /** What the file was when it was chosen; anything else is `changed` before a byte is read. */
  readonly expected?: FileIdentity | undefined;
  /** Awaited between chunks: lets urgent work go first. */
  readonly breathe?: (() => Promise<void>) | undefined;
  readonly onProgress?: ((bytesDone: number, bytesTotal: number) => void) | undefined;
  /** Given every chunk, in order and only for the time of the call: for what else is to be known of the bytes in this one read. */
  readonly onChunk?: ((chunk: Uint8Array, position: number) => void) | undefined;
}
export type Fingerprint =
  | { readonly ok: true; readonly sha1: string; readonly identity: FileIdentity }
  | { readonly ok: false; readonly code: 'changed' | 'aborted' }
  | { readonly ok: false; readonly code: 'io'; readonly kind: IoKind; readonly system: string };

/**
 * SHA-1 (lower-case hex, as B2 wants it) of a whole file, streamed through one buffer of 1 MiB. `changed` when size,
 * time or inode moved while it was read, also when another file took its place. Never throws.
 */
export async function fingerprint(path: string, options: FingerprintOptions = {}): Promise<Fingerprint> {
  if (options.signal?.aborted) return { ok: false, code: 'aborted' };
  const opened = await openRegularFile(path);
  if (!opened.ok) return { ok: false, code: 'io', kind: opened.kind, system: opened.code };
  const { handle, identity } = opened;
  try {
    if (options.expected && !sameFile(options.expected, identity)) return { ok: false, code: 'changed' };
    const hash = await hashAll(handle, identity.bytes, options);
    if ('code' in hash) return { ok: false, code: hash.code };
    const now = await identify(path);
    if (!now.ok || !sameFile(now.identity, identity)) return { ok: false, code: 'changed' };
    return { ok: true, sha1: hash.sha1, identity };
  } catch (error) {
    return { ok: false, code: 'io', kind: ioKindOf(error), system: systemCode(error) };
  } finally {
    await closeQuietly(handle);
  }
}

async function hashAll(
  handle: FileHandle,
  bytes: number,
  { signal, breathe, onProgress, onChunk }: FingerprintOptions,
): Promise<{ sha1: string } | { code: 'changed' | 'aborted' }> {
  const hash = createHash('sha1');
  const buffer = new Uint8Array(CHUNK_BYTES);
  for (let position = 0; position < bytes; position += CHUNK_BYTES) {
    if (signal?.aborted) return { code: 'aborted' };
    const wanted = Math.min(CHUNK_BYTES, bytes - position);
    const read = await readFully(handle, buffer.subarray(0, wanted), position);
    if (read < wanted) return { code: 'changed' };
    hash.update(buffer.subarray(0, read));
    onChunk?.(buffer.subarray(0, read), position);
    onProgress?.(position + read, bytes);
    await breathe?.();
  }
  return { sha1: hash.digest('hex') };
}
