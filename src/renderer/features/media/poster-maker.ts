import type { VersionId } from '../../../shared/domain/ids.ts';
import type { Jpeg } from './small-jpeg.ts';

interface PosterSource {
  readonly versionId: VersionId;
  readonly contentType: string;
}
export interface PosterMakerDeps {
  /** Resolves when the page has nothing better to do; rejects when `signal` aborts. */
  readonly idle: (signal: AbortSignal) => Promise<void>;
  /** The content type of the version's bytes; null when they cannot be read now. */
  readonly contentType: (versionId: VersionId, signal: AbortSignal) => Promise<string | null>;
  /** null: no picture can be had of it, ever. */
  readonly take: (source: PosterSource, signal: AbortSignal) => Promise<Jpeg | null>;
  readonly save: (versionId: VersionId, jpeg: Jpeg | null) => Promise<unknown>;
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
    const contentType = await deps.contentType(versionId, signal);
    if (contentType === null) return 'passed-over';
    await deps.save(versionId, await takeInTime({ versionId, contentType }, deps, signal));
    return 'saved';
  } catch {
    return signal.aborted ? 'stopped' : 'passed-over';
  }
}

async function takeInTime(source: PosterSource, deps: PosterMakerDeps, signal: AbortSignal): Promise<Jpeg | null> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  try {
    return await deps.take(source, AbortSignal.any([signal, limit]));
  } catch (error) {
    if (signal.aborted || !limit.aborted) throw error;
    return null;
  }
}
