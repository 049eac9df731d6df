import type { VersionId } from '../../../shared/domain/ids.ts';
import type { JobPayload } from '../../../shared/domain/job.ts';
import type { Standing } from '../../db/tables/stored-uses.ts';
import type { Outcome } from '../../uploads/ports.ts';
import { failureOf } from './failure.ts';
import type { JobHandler, JobOutcome } from './runner.ts';

export interface DeleteVersionDeps {
  /** Whether rows of the library or of the upload journal use a stored object, at this time of the service's. */
  readonly standing: (version: JobPayload<'delete-version'>, serverNowMs: number | null) => Standing;
  /** Whether a version is to be stored and is not yet. */
  readonly isAwaited: (versionId: VersionId) => boolean;
  /** Asks now what other computers did; false: that cannot be known. */
  readonly hear: () => Promise<boolean>;
  /** The bucket that the storage client talks to; null: none. */
  readonly bucket: () => string | null;
  readonly serverNowMs: (signal: AbortSignal) => Promise<Outcome<number | null>>;
  /** `not-found` for what was deleted. */
  readonly getFile: (fileId: string, signal: AbortSignal) => Promise<Outcome<unknown>>;
  /** Told before the job counts as done, and again where that was cut off: no version is stored there any more. */
  readonly onDeleted: (version: JobPayload<'delete-version'>) => void;
  /** Told before one goes that is stored again by now: under its name the CDN may have what it was, whether it may be deleted or not. */
  readonly onReplaced: (version: JobPayload<'delete-version'>) => void;
  /** Told after that of one that is in use. */
  readonly onMissed: () => void;
  /** Good also when the version is gone already. */
  readonly deleteFileVersion: (fileId: string, objectName: string, signal: AbortSignal) => Promise<Outcome<void>>;
}
/** In a bucket that is not the connected one nothing can be deleted or looked for. What is in use is not to be deleted anyway. */
const elsewhere = (stands: Standing): JobOutcome =>
  stands === 'used'
    ? { type: 'done' }
    : { type: 'failed', failure: { kind: 'forbidden', retry: 'after-user', code: 'other-bucket' } };
/** Until the next look at what has to come first. */
const later: JobOutcome = { type: 'again', afterMs: 10 * 60_000 };

/**
 * Deletes a stored version by its id and name. Looked at when it is due, not when it was asked for: an object that
 * something uses again, or that several share, stays. Done twice, it finds nothing and is done.
 */
export function createDeleteVersion(deps: DeleteVersionDeps): JobHandler<'delete-version'> {
  /** Other computers are asked right before what cannot be taken back; not where nothing would be deleted anyway. */
  async function standing(version: JobPayload<'delete-version'>, serverNowMs: number | null): Promise<Standing> {
    const known = deps.standing(version, serverNowMs);
    if (known !== 'unused') return known;
    return (await deps.hear()) ? deps.standing(version, serverNowMs) : 'in-grace';
  }
  /** An earlier try may have deleted it and not have heard so, before it was wanted again: it is to be sent, then. */
  async function keep(version: JobPayload<'delete-version'>, signal: AbortSignal): Promise<JobOutcome> {
    const found = await deps.getFile(version.fileId, signal);
    if (!found.ok && found.error.kind !== 'not-found') return { type: 'failed', failure: failureOf(found.error) };
    if (!found.ok) {
      deps.onDeleted(version);
      deps.onMissed();
    }
    return { type: 'done' };
  }
  return async (version, signal) => {
    const { fileId, objectName, bucketName, replacedBy } = version;
    const now = await deps.serverNowMs(signal);
    if (!now.ok) return { type: 'failed', failure: failureOf(now.error) };
    const bucket = deps.bucket();
    if (bucket !== null && bucket !== bucketName) return elsewhere(deps.standing(version, now.value));
    const stands = await standing(version, now.value);
    if (stands === 'used') return keep(version, signal);
    if (stands === 'in-grace' || (replacedBy !== undefined && deps.isAwaited(replacedBy))) return later;
    if (replacedBy !== undefined) deps.onReplaced(version);
    const deleted = await deps.deleteFileVersion(fileId, objectName, signal);
    if (!deleted.ok) return { type: 'failed', failure: failureOf(deleted.error) };
    deps.onDeleted(version);
    return { type: 'done' };
  };
}
