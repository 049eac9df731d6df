import type { UploadId, VersionId } from '../../../src/shared/domain/ids.ts';
import type { ReasonCode, UploadRecord } from '../../../src/shared/domain/upload.ts';
import type { Row, Told } from './protocol.ts';

const workerDied = 'the upload worker ended unexpectedly';

/** Sees everything that is shown in a story, across its processes, and notes what must not be. */
export function createWitness(allowed: ReadonlySet<ReasonCode>, mayLoseWorkers: boolean) {
  const problems: string[] = [];
  const highest = new Map<UploadId, number>();
  const promised = new Set<VersionId>();
  const given = new Set<VersionId>();
  const reasons = new Set<string>();
  const watchers = new Set<() => void>();
  let rows: readonly Row[] = [];
  let records: readonly UploadRecord[] | null = null;
  let offsetMs = 0;

  const look = (row: Row): void => {
    const { uploadId, state, reason, bytesDone, bytesTotal } = row;
    const before = highest.get(uploadId) ?? 0;
    if (bytesDone < before) problems.push(`progress fell from ${before} to ${bytesDone} (${state})`);
    if (bytesDone > bytesTotal) problems.push(`progress ${bytesDone} of ${bytesTotal}`);
    highest.set(uploadId, Math.max(before, bytesDone));
    if ((state === 'waiting' || state === 'failed') && !reason) problems.push(`${state} without a reason`);
    if (!reason) return;
    reasons.add(reason.code);
    if (!allowed.has(reason.code))
      problems.push(`${state} for ${reason.code} (${reason.detail}), which nothing here explains`);
  };
  const see = (next: readonly Row[]): void => {
    rows = next;
    for (const row of next) look(row);
    const known = new Set(next.map(({ versionId }) => versionId));
    for (const versionId of promised)
      if (!known.has(versionId) && !given.has(versionId)) {
        problems.push(`upload of version ${versionId} is gone`);
        given.add(versionId);
      }
  };
  const hear = (told: Told): void => {
    if (told.told === 'begun' || told.told === 'shown') see(told.rows);
    if (told.told === 'shown') offsetMs = Math.max(offsetMs, told.offsetMs);
    if (told.told === 'begun' && told.problem !== null) problems.push(`database: ${told.problem}`);
    if (told.told === 'records') ({ records } = told);
    if (told.told === 'bug' && !(mayLoseWorkers && told.message === workerDied)) problems.push(`bug: ${told.message}`);
    for (const watch of watchers) watch();
  };
  return {
    problems,
    reasons,
    hear,
    rows: (): readonly Row[] => rows,
    records: (): readonly UploadRecord[] | null => records,
    offsetMs: (): number => offsetMs,
    setOffset: (byMs: number): void => void (offsetMs += byMs),
    /** It was answered that these are in the queue. */
    promise: (ids: Iterable<VersionId>): void => {
      for (const id of ids) promised.add(id);
    },
    /** Somebody gave it up; it may be gone. */
    giveUp: (versionId: VersionId): void => void given.add(versionId),
    isGivenUp: (versionId: VersionId): boolean => given.has(versionId),
    /** Resolves true once it is so (asked whenever something was told), false after a while. */
    async until(isSo: () => boolean, patienceMs: number): Promise<boolean> {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const watch = (): void => {
        if (isSo()) resolve(true);
      };
      const timer = setTimeout(() => resolve(isSo()), patienceMs);
      watchers.add(watch);
      watch();
      const answer = await promise;
      clearTimeout(timer);
      watchers.delete(watch);
      return answer;
    },
  };
}
export type Witness = ReturnType<typeof createWitness>;
