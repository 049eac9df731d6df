import type { MediaService } from './media-service.ts';
import { type FileIdentity, identify } from './regular-file.ts';

interface Wanted {
  readonly bytes: number;
  /** Null: nobody knows. */
  readonly sha1: string | null;
}

/** Looks whether a file holds the bytes that are wanted: of the same size and, where it is known, with the same SHA-1. */
export function createSameFile(hash: MediaService['hash']) {
  return async ({ bytes, sha1 }: Wanted, path: string): Promise<FileIdentity | null> => {
    const found = await identify(path);
    if (!found.ok || found.identity.bytes !== bytes) return null;
    if (sha1 === null) return found.identity;
    const hashed = await hash(path, { expected: found.identity });
    return hashed.success && hashed.data.sha1 === sha1 ? found.identity : null;
  };
}
