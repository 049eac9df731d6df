import { isMadeOfFile, isObjectOf, storedSha1 } from './marks.ts';
import type { StoredFile, StoredObject } from './ports.ts';
import { attempt, done, errorOf, type Run, type Step } from './run.ts';

/** A stored object with the bytes that are to be sent, and its own hash as far as it is known. */
export interface Twin {
  readonly file: StoredFile;
  readonly sha1: string | null;
  /** Somebody here keeps it there, so it can be shared. Else it is copied: whoever keeps it may let it go at any time. */
  readonly isOurs: boolean;
}

/**
 * The same bytes may be stored already: by this library, by another upload, from another computer, by somebody else under
 * our prefix. Storage is asked before anything is believed: whether it is there, where, and what it says of itself.
 */
export async function findTwin(run: Run): Promise<Step<Twin | null>> {
  const { sha1, sizeBytes, plan: oldPlan } = run.entry.record();
  if (sha1 === null || oldPlan !== null) return done(null);
  const known = await run.findStored(sha1, sizeBytes);
  if (!known) return done(null);
  const found = await attempt(run, ({ signal }) => run.transport.getFile(known.fileId, signal));
  // Gone, or in a bucket that this key may not see: then it is sent.
  const kind = errorOf(found)?.kind;
  if (!found.ok) return kind === 'not-found' || kind === 'forbidden' || kind === 'invalid' ? done(null) : found;
  const file = found.value;
  if (!isUnderOurPrefix(run, file) || !isObjectOf(run.entry.record(), file)) return done(null);
  // Asked again: it may have been let go while storage answered.
  const isOurs = !known.isForeign && isOursStill(known, await run.findStored(sha1, sizeBytes));
  if (!isOurs && !isSameFile(run, file)) return done(null);
  return done({ file, sha1: storedSha1(file) ?? known.sha1 ?? null, isOurs });
}

const isOursStill = ({ fileId }: StoredObject, now: StoredObject | null): boolean =>
  now?.fileId === fileId && !now.isForeign;

const isUnderOurPrefix = ({ storage }: Run, file: StoredFile): boolean =>
  file.isFinished && file.bucketId === storage.bucketId && file.objectName.startsWith(storage.prefix);

/** Of somebody else's object only a hash that it says itself counts, and the file as it is. */
const isSameFile = ({ entry }: Run, file: StoredFile): boolean =>
  !isMadeOfFile(file) && file.bytes === entry.record().sizeBytes && storedSha1(file) === entry.record().sha1;
