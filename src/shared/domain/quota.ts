/** How what waits to be sent fits into the room that is left. All in bytes. */
export interface QuotaVerdict {
  readonly leftBytes: number;
  readonly shortBytes: number;
  /** Nothing is to be sent before somebody decided. */
  readonly isOver: boolean;
}
export interface QuotaFacts {
  /** Null: there is no quota. */
  readonly quotaBytes: number | null;
  readonly usedBytes: number;
  /** Of everything that is still to be sent. */
  readonly neededBytes: number;
  /** Somebody said to send anyway, up to so much in all. */
  readonly allowedBytes: number;
}

/** What is to be stored, as far as it is known. */
export interface FileToStore {
  readonly bytes: number;
  /** Null: not known yet. */
  readonly sha1: string | null;
  /** Some of it may be sent already: it goes on, whatever else holds the same bytes. */
  readonly isBegun: boolean;
}

/** How many more bytes each of them takes: none where the same bytes are stored, or come with another one. */
export function roomFor(
  files: readonly FileToStore[],
  isStored: (content: { readonly sha1: string; readonly bytes: number }) => boolean,
): number[] {
  const keyOf = ({ sha1, bytes }: FileToStore): string => `${sha1} ${bytes}`;
  const coming = new Set(files.filter(({ isBegun, sha1 }) => isBegun && sha1 !== null).map(keyOf));
  return files.map((file) => {
    const { bytes, sha1, isBegun } = file;
    if (sha1 === null || isBegun) return bytes;
    if (coming.has(keyOf(file)) || isStored({ sha1, bytes })) return 0;
    coming.add(keyOf(file));
    return bytes;
  });
}

/** Compares what the queue needs with what is left. With nothing to send nobody has to decide, however full it is. */
export function judgeQuota({ quotaBytes, usedBytes, neededBytes, allowedBytes }: QuotaFacts): QuotaVerdict {
  if (quotaBytes === null) return { leftBytes: 0, shortBytes: 0, isOver: false };
  const leftBytes = Math.max(0, quotaBytes - usedBytes);
  const shortBytes = Math.max(0, neededBytes - leftBytes);
  const isAllowed = usedBytes + neededBytes <= allowedBytes;
  return { leftBytes, shortBytes, isOver: shortBytes > 0 && !isAllowed };
}

/** Which files still fit, taken in their order: one that is too large is passed over, and what comes after it may fit. */
export function fitting<File extends { readonly bytes: number }>(files: readonly File[], leftBytes: number): File[] {
  let left = leftBytes;
  return files.filter(({ bytes }) => {
    if (bytes > left) return false;
    left -= bytes;
    return true;
  });
}
