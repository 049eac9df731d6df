import type { MediaService } from './media-service.ts';
import { type FileIdentity, identify } from './regular-file.ts';

interface Wanted {
  readonly bytes: number;
  /** Null: nobody knows. */
  readonly sha1: string | null;
  /** When it was last written to, as it was seen here; null: it never was. */
  readonly mtimeMs: number | null;
}
interface FoundAgain {
  readonly identity: FileIdentity;
  /** False: nothing was known of its content, and it was written to at another time than the one that is wanted. */
  readonly isCompared: boolean;
}

/**
 * Looks whether a file holds the bytes that are wanted: of the same size and, where it is known, with the same SHA-1. Without
 * that the time tells, which a file keeps when it is moved; a copy may have another one.
 */
export function createSameFile(hash: MediaService['hash']) {
  return async ({ bytes, sha1, mtimeMs }: Wanted, path: string): Promise<FoundAgain | null> => {
    const found = await identify(path);
    if (!found.ok || found.identity.bytes !== bytes) return null;
    const { identity } = found;
    if (sha1 === null) return { identity, isCompared: mtimeMs !== null && Math.abs(identity.mtimeMs - mtimeMs) < 1 };
    const hashed = await hash(path, { expected: identity });
    return hashed.success && hashed.data.sha1 === sha1 ? { identity, isCompared: true } : null;
  };
}
