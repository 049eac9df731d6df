import { isTransportStream, TRANSPORT_STREAM_BYTES } from '../../shared/util/transport-stream.ts';
import { extensionOf, type FileKind } from './file-kinds.ts';
import { closeQuietly, openRegularFile, readFully } from './regular-file.ts';

/** The beginning of a file; null when it cannot be read. */
export async function readStart(path: string, bytes: number): Promise<Uint8Array | null> {
  const opened = await openRegularFile(path);
  if (!opened.ok) return null;
  try {
    const buffer = new Uint8Array(Math.min(bytes, opened.identity.bytes));
    return buffer.subarray(0, await readFully(opened.handle, buffer, 0));
  } catch {
    // The drive went away in the middle: the probe and the upload will say so with its reason
    return null;
  } finally {
    await closeQuietly(opened.handle);
  }
}

/** What a file is, where its name alone does not say so: `.ts` is a transport stream or TypeScript. */
export async function kindByContent(path: string, byName: FileKind): Promise<FileKind> {
  if (extensionOf(path) !== 'ts') return byName;
  const start = await readStart(path, TRANSPORT_STREAM_BYTES);
  return start && isTransportStream(start) ? 'video' : 'document';
}
