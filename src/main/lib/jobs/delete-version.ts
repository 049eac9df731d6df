import type { Outcome } from '../../uploads/ports.ts';
import { failureOf } from './failure.ts';
import type { JobHandler } from './runner.ts';

export interface DeleteVersionDeps {
  /** How many rows of the library and of the upload journal use a stored object. */
  readonly countUses: (fileId: string) => number;
  /** The bucket that the storage client talks to; null: none. */
  readonly bucket: () => string | null;
  /** Told before the job counts as done, and again where that was cut off: the CDN is to forget it, too. */
  readonly onDeleted: (objectName: string) => void;
  /** Good also when the version is gone already. */
  readonly deleteFileVersion: (fileId: string, objectName: string, signal: AbortSignal) => Promise<Outcome<void>>;
}

/**
 * Deletes a stored version by its id and name. Looked at when it is due, not when it was asked for: an object that
 * something uses again, or that several share, stays. Done twice, it finds nothing and is done.
 */
export function createDeleteVersion(deps: DeleteVersionDeps): JobHandler<'delete-version'> {
  return async ({ fileId, objectName, bucketName }, signal) => {
    if (deps.countUses(fileId) > 0) return { type: 'done' };
    const bucket = deps.bucket();
    if (bucket !== null && bucket !== bucketName) {
      return { type: 'failed', failure: { kind: 'forbidden', retry: 'after-user', code: 'other-bucket' } };
    }
    const deleted = await deps.deleteFileVersion(fileId, objectName, signal);
    if (!deleted.ok) return { type: 'failed', failure: failureOf(deleted.error) };
    deps.onDeleted(objectName);
    return { type: 'done' };
  };
}
