import type { StoredPart } from '../../shared/domain/upload.ts';
import { partRange, type PartsPlan } from './plan.ts';

export interface Reconciled {
  /** Stored, and the journal knows the same hash. */
  readonly done: readonly StoredPart[];
  /** Stored with the right length, but only re-reading our range can tell whether the bytes are ours. */
  readonly recheck: readonly StoredPart[];
  readonly missing: readonly number[];
}

/**
 * Compares what the server lists with what the journal holds. The server decides what is there, the journal what
 * it must be: a part that only one of them knows is never taken on trust.
 */
export function reconcileParts(
  plan: PartsPlan,
  sizeBytes: number,
  journal: readonly StoredPart[],
  server: readonly StoredPart[],
): Reconciled {
  const known = new Map(journal.map((part) => [part.partNumber, part]));
  const stored = new Map(server.map((part) => [part.partNumber, part]));
  const done: StoredPart[] = [];
  const recheck: StoredPart[] = [];
  const missing: number[] = [];
  for (let partNumber = 1; partNumber <= plan.partCount; partNumber += 1) {
    const part = stored.get(partNumber);
    if (part?.bytes !== partRange(plan, sizeBytes, partNumber).bytes) missing.push(partNumber);
    else if (known.get(partNumber)?.sha1 === part.sha1) done.push({ ...known.get(partNumber), ...part });
    else recheck.push(part);
  }
  return { done, recheck, missing };
}
