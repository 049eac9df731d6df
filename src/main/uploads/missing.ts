import type { Outcome, PortError, StoredFile } from './ports.ts';

/** A listing of our prefix that was read to its end. */
export interface WholeListing {
  readonly fileIds: ReadonlySet<string>;
  readonly beganAtMs: number;
}
/** What the library says is stored. */
export interface Claim {
  readonly fileId: string;
  readonly objectName: string;
  readonly bucketName: string;
}
export interface MissingDeps {
  /** What is said to lie in our bucket under our prefix since before then. */
  readonly listClaims: (beforeMs: number) => readonly Claim[];
  readonly getFile: (fileId: string, signal: AbortSignal) => Promise<Outcome<StoredFile>>;
  /** These are not there: no version is stored there any more. */
  readonly noteGone: (claims: readonly Claim[]) => void;
  /** So many were not there. */
  readonly onGone: (count: number) => void;
}

/** A lookup costs a call of which 2,500 a day are free; what is left is looked at with the next listing. */
const maxLookups = 500;
/** What is gone is written down so many at once: each write waits for the disk, and an edit may wait behind it. */
const notedAtOnce = 100;
/** The service's words for that. Any other refusal may be about the key, the bucket or what lies between us. */
const absent: ReadonlySet<string> = new Set(['not_found', 'file_not_present', 'no_such_file']);
const isAbsent = ({ kind, retry, code }: PortError): boolean =>
  kind === 'not-found' && retry === 'never' && absent.has(code);

/**
 * What the library says is stored, and is not: after a backup was restored, a link that synced late, a second copy of the
 * library on the same prefix. A listing only raises the question (it leaves out hidden and older versions); each object is
 * asked for, and only the service's clear answer that it is not there counts.
 */
export function createMissingCheck(deps: MissingDeps) {
  /** The next run goes on behind this one: what a listing never tells of must not keep the others from being asked for. */
  let lastAsked = '';

  function pick({ fileIds, beganAtMs }: WholeListing): readonly Claim[] {
    const unlisted = deps.listClaims(beganAtMs).filter(({ fileId }) => !fileIds.has(fileId));
    const isBehind = ({ fileId }: Claim): boolean => fileId > lastAsked;
    return [...unlisted.filter(isBehind), ...unlisted.filter((one) => !isBehind(one))].slice(0, maxLookups);
  }
  return async (listing: WholeListing, signal: AbortSignal): Promise<void> => {
    let count = 0;
    let gone: Claim[] = [];
    function note(): void {
      if (gone.length > 0) deps.noteGone(gone);
      count += gone.length;
      gone = [];
    }
    for (const claim of pick(listing)) {
      const found = await deps.getFile(claim.fileId, signal);
      if (signal.aborted || (!found.ok && !isAbsent(found.error))) break;
      lastAsked = claim.fileId;
      if (!found.ok) gone.push(claim);
      if (gone.length === notedAtOnce) note();
    }
    note();
    // Cut off: a new connection looks at the queue by itself, and at the end there is none.
    if (count > 0 && !signal.aborted) deps.onGone(count);
  };
}
