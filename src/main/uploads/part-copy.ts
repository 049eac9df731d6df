import type { StoredPart } from '../../shared/domain/upload.ts';
import type { PartsPlan } from './plan.ts';
import type { FormerObject, SourceHandle } from './ports.ts';
import { attempt, done, type Run, type Tried } from './run.ts';
import { checkSource } from './source-check.ts';

export interface PartToMake {
  readonly handle: SourceHandle;
  readonly fileId: string;
  readonly partNumber: number;
  readonly offset: number;
  readonly bytes: number;
}
/** `copied` null: the part has to be sent. `sha1`: of the part as it is here, where it was read to find that out. */
export interface CopyTry {
  readonly copied: StoredPart | null;
  readonly sha1: string | null;
}
/** Makes a part by copying, if it can. */
export type CopyPart = (part: PartToMake, stop: AbortSignal) => Promise<Tried<CopyTry>>;

/** A copy that fails that often is not worth waiting for: the bytes are here. */
const maxTries = 3;
/** So many parts in a row that differ: it is another film there, and every further look would read it twice. */
const maxDifferent = 8;
/** From then on one part in so many is looked at: behind a new beginning the former film may go on. */
const lookEvery = 8;
/** The key may not read, the former object is gone, or the service does not copy this: then none of it is copied. */
const refusals: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'invalid']);

/** The object that the plan was made for, of the former version or with the same bytes, if it is still known. */
export async function findPlannedFormer(run: Run, plan: PartsPlan): Promise<FormerObject | null> {
  const { copyFrom } = plan;
  if (copyFrom === undefined) return null;
  const { versionId, sha1, sizeBytes } = run.entry.record();
  const { former } = await run.getHints(versionId);
  if (former?.fileId === copyFrom) return former;
  const twin = sha1 === null ? null : await run.findStored(sha1, sizeBytes);
  return twin?.fileId === copyFrom ? { fileId: copyFrom, bucketId: run.storage.bucketId, parts: null } : null;
}

/**
 * Copies parts that are equal to those of the former version, so that they need not be sent. The file is read once more
 * for that, and only where a former part has the same number and length; the service's own hash of the copy decides.
 */
export function createCopier(run: Run, former: FormerObject | null): CopyPart {
  const parts = new Map(former?.parts?.map((part) => [part.partNumber, part]));
  const isTwin = former?.parts === null;
  let mayCopy = former !== null;
  let different = 0;
  return async ({ handle, ...part }, stop) => {
    const twin = parts.get(part.partNumber);
    const isWorthALook = mayCopy && (different < maxDifferent || part.partNumber % lookEvery === 0);
    if (!former || !isWorthALook || (!isTwin && twin?.bytes !== part.bytes)) return done({ copied: null, sha1: null });
    const hashed = await attempt(
      run,
      async ({ signal }) => {
        const same = await checkSource(run);
        return same.ok ? run.source.hashRange(handle, part.offset, part.bytes, signal) : same;
      },
      stop,
    );
    if (!hashed.ok) return hashed;
    const sha1 = hashed.value;
    different = isTwin || sha1 === twin?.sha1 ? 0 : different + 1;
    if (different > 0) return done({ copied: null, sha1 });
    let failures = 0;
    const copied = await attempt<StoredPart | null>(
      run,
      async ({ signal }) => {
        if (!mayCopy || failures >= maxTries) return done(null);
        const made = await run.transport.copyPart({ ...part, sourceFileId: former.fileId }, signal);
        // While there is no network, the bytes could not be sent either.
        if (!made.ok && made.error.kind !== 'offline') failures += 1;
        if (!made.ok && refusals.has(made.error.kind)) mayCopy = false;
        if (!made.ok) return mayCopy ? made : done(null);
        const { partNumber, bytes } = part;
        // What it was said to be the same as is another file.
        if (made.value.sha1 !== sha1 && isTwin) mayCopy = false;
        return done(made.value.sha1 === sha1 ? { partNumber, bytes, sha1, copied: true } : null);
      },
      stop,
    );
    return copied.ok ? done({ copied: copied.value, sha1 }) : copied;
  };
}
