import type { UploadId, VersionId } from '../../../src/shared/domain/ids.ts';
import type { ReasonCode, UploadReason, UploadRecord } from '../../../src/shared/domain/upload.ts';
import { problem, type Problem } from './problem.ts';
import type { Checked, LibraryRow, Row, Told } from './protocol.ts';

const workerDied = 'the upload worker ended unexpectedly';
/** What is said of an answer that came too late: true of the machine, if not of the server. */
const late: ReadonlySet<string | null> = new Set(['answer-timeout', 'stalled']);
/** The answer to a request that was under way while something was held up is given up within this time, and shown. */
const lagCountsMs = 5_000;

interface WitnessDeps {
  readonly allowed: ReadonlySet<ReasonCode>;
  readonly mayLoseWorkers: boolean;
  /** When this process was held up last. */
  readonly laggedAtMs: () => number;
}

/** What was told last. */
const untold = () => ({
  rows: [] as readonly Row[],
  records: null as readonly UploadRecord[] | null,
  boundaries: 0,
  offsetMs: 0,
  laggedAtMs: 0,
  verified: 0,
  passed: 0,
  library: [] as readonly LibraryRow[],
});

/** Sees everything that is shown in a story, across its processes, and notes what must not be. */
export function createWitness({ allowed, mayLoseWorkers, laggedAtMs }: WitnessDeps) {
  const problems: Problem[] = [];
  const highest = new Map<UploadId, number>();
  const promised = new Set<VersionId>();
  const given = new Set<VersionId>();
  const readyBefore = new Map<VersionId, ReadonlySet<VersionId>>();
  const reasons = new Set<string>();
  const watchers = new Set<() => void>();
  const checks: Checked[] = [];
  const lives = new Map<VersionId, 'purged' | 'taken-back'>();
  const state = untold();

  /** The bench's own process, or the one that uploads, was held up a moment ago: then some answer was late. */
  const isLag = ({ code, detail }: UploadReason): boolean =>
    code === 'server-busy' && late.has(detail) && Date.now() - Math.max(state.laggedAtMs, laggedAtMs()) < lagCountsMs;
  const look = (row: Row): void => {
    const { uploadId, state: now, reason, bytesDone, bytesTotal } = row;
    const before = highest.get(uploadId) ?? 0;
    if (bytesDone < before) problems.push(problem('shown', `progress fell from ${before} to ${bytesDone} (${now})`));
    if (bytesDone > bytesTotal) problems.push(problem('shown', `progress ${bytesDone} of ${bytesTotal}`));
    highest.set(uploadId, Math.max(before, bytesDone));
    if ((now === 'waiting' || now === 'failed') && !reason) problems.push(problem('shown', `${now} without a reason`));
    if (!reason) return;
    reasons.add(reason.code);
    if (allowed.has(reason.code) || isLag(reason)) return;
    problems.push(problem('shown', `${now} for ${reason.code} (${reason.detail}), which nothing here explains`));
  };
  const see = (next: readonly Row[]): void => {
    state.rows = next;
    for (const row of next) look(row);
    const known = new Set(next.map(({ versionId }) => versionId));
    for (const versionId of promised)
      if (!known.has(versionId) && !given.has(versionId)) {
        problems.push(problem('lost', `upload of version ${versionId} is gone`));
        given.add(versionId);
      }
  };
  const hear = (told: Told): void => {
    if (told.told === 'shown') {
      state.offsetMs = Math.max(state.offsetMs, told.offsetMs);
      state.laggedAtMs = Math.max(state.laggedAtMs, told.laggedAtMs);
    }
    if (told.told === 'begun' || told.told === 'shown') see(told.rows);
    if (told.told === 'begun' && told.problem !== null) problems.push(problem('broken', `database: ${told.problem}`));
    if (told.told === 'records')
      Object.assign(state, { records: told.records, boundaries: told.boundaries, library: told.library });
    if (told.told === 'passed') state.passed += 1;
    if (told.told === 'purged' || told.told === 'taken-back') lives.set(told.versionId, told.told);
    if (told.told === 'verified') {
      checks.push(...told.checks);
      state.verified += 1;
    }
    if (told.told === 'bug' && !(mayLoseWorkers && told.message === workerDied))
      problems.push(problem(told.message === workerDied ? 'bench' : 'broken', `bug: ${told.message}`));
    for (const watch of watchers) watch();
  };
  return {
    problems,
    reasons,
    hear,
    /** What reading back found, in order. */
    checks,
    verified: (): number => state.verified,
    /** How often time passed, and everything due was done. */
    passed: (): number => state.passed,
    /** What became of a file's lesson last. */
    lives,
    library: (): readonly LibraryRow[] => state.library,
    rows: (): readonly Row[] => state.rows,
    records: (): readonly UploadRecord[] | null => state.records,
    /** Of the journal, that the last process had passed when it told its records. */
    boundaries: (): number => state.boundaries,
    offsetMs: (): number => state.offsetMs,
    setOffset: (byMs: number): void => void (state.offsetMs += byMs),
    /** Somebody wants these in the queue, for the first time. */
    expect(ids: Iterable<VersionId>): void {
      const ready = new Set(state.rows.filter((row) => row.state === 'ready').map(({ versionId }) => versionId));
      for (const id of ids) if (!readyBefore.has(id)) readyBefore.set(id, ready);
    },
    /** What was stored before this one came. */
    readyBefore: (id: VersionId): ReadonlySet<VersionId> => readyBefore.get(id) ?? new Set(),
    /** It was answered that these are in the queue. */
    promise: (ids: Iterable<VersionId>): void => {
      for (const id of ids) promised.add(id);
    },
    /** It is taken off the list, until it is promised again. */
    release: (versionId: VersionId): void => void promised.delete(versionId),
    /** Somebody gave it up; it may be gone. */
    giveUp: (versionId: VersionId): void => void given.add(versionId),
    /** Somebody wants it again. */
    wantAgain: (versionId: VersionId): void => void given.delete(versionId),
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
