import type { VersionId } from '../../../shared/domain/ids.ts';

export interface PosterMakerDeps {
  /** Resolves when the page has nothing better to do; rejects when `signal` aborts. */
  readonly idle: (signal: AbortSignal) => Promise<void>;
  /** Whether the version's bytes can be read at all now. */
  readonly isThere: (versionId: VersionId, signal: AbortSignal) => Promise<boolean>;
  /** null: no picture can be had of it, ever. */
  readonly take: (versionId: VersionId, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly save: (versionId: VersionId, jpeg: Uint8Array<ArrayBuffer> | null) => Promise<unknown>;
}

/** Longer than any healthy file takes; a decoder that hangs must not hold up the others. */
const LIMIT_MS = 30_000;

/**
 * Makes the picture of one version. `passed-over`: its bytes cannot be read now (the drive is away) or the picture
 * cannot be kept (the disk is full); main names it again the next time it is asked. `stopped`: `signal` aborted.
 */
export async function makePoster(
  versionId: VersionId,
  deps: PosterMakerDeps,
  signal: AbortSignal,
): Promise<'saved' | 'passed-over' | 'stopped'> {
  try {
    await deps.idle(signal);
    if (!(await deps.isThere(versionId, signal))) return 'passed-over';
    await deps.save(versionId, await takeInTime(versionId, deps, signal));
    return 'saved';
  } catch {
    return signal.aborted ? 'stopped' : 'passed-over';
  }
}

async function takeInTime(
  versionId: VersionId,
  deps: PosterMakerDeps,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  try {
    return await deps.take(versionId, AbortSignal.any([signal, limit]));
  } catch (error) {
    if (signal.aborted || !limit.aborted) throw error;
    return null;
  }
}
