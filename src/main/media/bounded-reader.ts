import type { FileHandle } from 'node:fs/promises';
import type { MediaProblem } from '../../shared/domain/import-plan.ts';
import { ioFailure, readFully } from './regular-file.ts';

export interface ReadLimits {
  /** All reads together. A 50 GB file is understood from its headers and index; more means something is wrong. */
  readonly maxBytes: number;
  /** No read begins once this has aborted: the deadline has passed or nobody wants the answer any more. */
  readonly stop: AbortSignal;
}
export interface BoundedReader {
  readonly size: number;
  /** Exactly the bytes from start to end (exclusive). Throws when a limit is reached or the disk fails. */
  read(start: number, end: number): Promise<Uint8Array>;
  bytesRead(): number;
  /** Why reading stopped, if it did: what a parser makes of a failed read is not to be trusted. */
  failure(): MediaProblem | null;
}

/** Reads from an open file under limits. After the first failure every further read fails as well. */
export function createBoundedReader(handle: FileHandle, size: number, limits: ReadLimits): BoundedReader {
  let total = 0;
  let failure: MediaProblem | null = null;

  function fail(problem: MediaProblem): never {
    failure ??= problem;
    throw new Error(`read stopped: ${failure.code}`);
  }

  return {
    size,
    bytesRead: () => total,
    failure: () => failure,
    async read(start, end) {
      const wanted = end - start;
      if (failure) fail(failure);
      if (limits.stop.aborted || total + wanted > limits.maxBytes) fail({ code: 'TIMED_OUT' });
      total += wanted;
      const buffer = new Uint8Array(wanted);
      const read = await readFully(handle, buffer, start).catch((error: unknown) => {
        const { kind, code } = ioFailure(error);
        return fail({ code: 'UNREADABLE', data: { ioKind: kind, code } });
      });
      // The file shrank since it was opened
      return read < wanted ? fail({ code: 'TRUNCATED' }) : buffer;
    },
  };
}
