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
