import { createHash } from 'node:crypto';
import { createBlobWriter } from './blob-writer.ts';

/** Where the payload of an upload goes: hashed and written as it comes. */
export interface BlobSink {
  /** Takes a chunk, which belongs to the sink from then on. A promise means: send no more until it resolves. */
  take: (chunk: Buffer) => Promise<void> | undefined;
  /** All of it is written; answers its SHA-1. Rejects when the disk did not take it: then discard. */
  finish: () => Promise<string>;
  /** Whatever was written is gone. */
  discard: () => Promise<void>;
}

export interface Sinks {
  /** `usedBytes`: the file is there and holds so many bytes of an earlier blob. */
  open: (path: string, usedBytes: number) => BlobSink;
  close: () => Promise<void>;
}

/** Hashes and writes on the thread that receives: nothing to start, and no hop for the small parts of tests. */
export function createInlineSinks(): Sinks {
  return {
    open: (path, usedBytes) => {
      const hash = createHash('sha1');
      const writer = createBlobWriter(path, usedBytes);
      return {
        take: (chunk) => {
          hash.update(chunk);
          writer.write(chunk);
          return undefined;
        },
        finish: async () => {
          writer.close();
          return hash.digest('hex');
        },
        discard: async () => writer.discard(),
      };
    },
    close: () => Promise.resolve(),
  };
}
