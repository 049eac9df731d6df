import type { VersionId } from '../../../shared/domain/ids.ts';
import type { JobPayload } from '../../../shared/domain/job.ts';
import type { Outcome } from '../../uploads/ports.ts';
import { failureOf } from './failure.ts';
import type { JobHandler, JobOutcome } from './runner.ts';

export interface DeleteVersionDeps {
  /** How many rows of the library and of the upload journal use a stored object, at this time of the service's. */
  readonly countUses: (fileId: string, serverNowMs: number | null) => number;
  /** Whether a version is to be stored and is not yet. */
  readonly isAwaited: (versionId: VersionId) => boolean;
  /** Whether it is known here what other computers did until just now. */
  readonly hasHeard: () => boolean;
  /** The bucket that the storage client talks to; null: none. */
  readonly bucket: () => string | null;
  readonly serverNowMs: (signal: AbortSignal) => Promise<Outcome<number | null>>;
  /** Told before the job counts as done, and again where that was cut off: no version is stored there any more. */
  readonly onDeleted: (version: JobPayload<'delete-version'>) => void;
  /** Good also when the version is gone already. */
  readonly deleteFileVersion: (fileId: string, objectName: string, signal: AbortSignal) => Promise<Outcome<void>>;
}
/** Until the next look at what has to come first. */
const later: JobOutcome = { type: 'again', afterMs: 10 * 60_000 };

/**
 * Deletes a stored version by its id and name. Looked at when it is due, not when it was asked for: an object that
 * something uses again, or that several share, stays. Done twice, it finds nothing and is done.
 */
export function createDeleteVersion(deps: DeleteVersionDeps): JobHandler<'delete-version'> {
  async function isUsed(fileId: string, signal: AbortSignal): Promise<boolean> {
    if (deps.countUses(fileId, null) === 0) return false;
    // What left the trash by itself is no use of it; only the service's time tells.
    const now = await deps.serverNowMs(signal);
    return !now.ok || now.value === null || deps.countUses(fileId, now.value) > 0;
  }
  return async (version, signal) => {
    const { fileId, objectName, bucketName, replacedBy } = version;
    if (!deps.hasHeard()) return later;
    if (await isUsed(fileId, signal)) return { type: 'done' };
    if (replacedBy !== undefined && deps.isAwaited(replacedBy)) return later;
    const bucket = deps.bucket();
    if (bucket !== null && bucket !== bucketName) {
      return { type: 'failed', failure: { kind: 'forbidden', retry: 'after-user', code: 'other-bucket' } };
    }
    const deleted = await deps.deleteFileVersion(fileId, objectName, signal);
    if (!deleted.ok) return { type: 'failed', failure: failureOf(deleted.error) };
    deps.onDeleted(version);
    return { type: 'done' };
  };
}
