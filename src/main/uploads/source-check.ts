import { judgeContainer, type ContainerVerdict } from './container-check.ts';
import type { FailCode, ObjectView, UploadRecord } from '../../shared/domain/upload.ts';
import { planIndexFirst } from './index-first.ts';
import {
  bad,
  good,
  type Clock,
  type Outcome,
  type SourceError,
  type SourceHandle,
  type SourceIdentity,
} from './ports.ts';
import type { RunEnd } from './retry.ts';
import { attempt, done, end, failWith, waitFor, type Run, type Step } from './run.ts';

/** A file that nobody wrote to for this long is taken to be complete. */
export const stableAfterMs = 10_000;
const lookAgainMs = { 'file-missing': 30_000, 'drive-missing': 15_000, 'file-locked': 30_000 } as const;

/** To the millisecond: not every file system and API keeps more, and some cut where others round. */
const isSameTime = (a: number, b: number): boolean => Math.abs(a - b) <= 1;

/**
 * `moved`: same size and time under another inode, as after remounting a drive. `touched`: same size, at another time, as
 * what was saved over with the same bytes. Only the bytes tell what these two are.
 */
export type IdentityVerdict = 'same' | 'moved' | 'touched' | 'changed';

export function compareIdentity(record: UploadRecord, now: SourceIdentity): IdentityVerdict {
  if (record.sizeBytes !== now.sizeBytes || record.mtimeMs === null) return 'changed';
  if (!isSameTime(record.mtimeMs, now.mtimeMs)) return 'touched';
  return record.inode === now.inode ? 'same' : 'moved';
}

/** How a run ends over a source that cannot be had. */
export function sourceEnd(error: SourceError, nowMs: number): RunEnd {
  if (error.code === 'file-unreadable') return failWith(error.code, error.detail, false);
  return waitFor(error.code, error.detail, nowMs + lookAgainMs[error.code]);
}

export const changed = failWith('file-changed', null, true);
/** Whoever puts files in the place of others may do so again in a moment. */
const replacedAgainMs = 1_000;

/**
 * Before each part and before finish: never mix two versions of a file in one object. What only seems to be another file
 * is settled by the next run (see `settleSource`).
 */
export async function checkSource(run: Pick<Run, 'entry' | 'source' | 'clock'>): Promise<Step<void>> {
  const seen = await run.source.identify(run.entry.record().path);
  if (!seen.ok) return end(sourceEnd(seen.error, run.clock.nowMs()));
  const verdict = compareIdentity(run.entry.record(), seen.value);
  if (verdict === 'same') return done(undefined);
  return end(verdict === 'changed' ? changed : waitFor('file-growing', null, run.clock.nowMs() + replacedAgainMs));
}

/** What reading throws is an answer: it is tried again, then waited out or told. */
export async function tryRead<T>(read: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return good(await read());
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unreadable';
    return bad({ kind: 'source', retry: 'backoff', code });
  }
}

/** Opens the file for a look that is tried again like everything else. */
export async function openFor<T>(
  run: Run,
  look: (handle: SourceHandle, signal: AbortSignal) => Promise<Outcome<T> | Step<T>>,
): Promise<Step<T>> {
  const opened = await run.source.open(run.entry.record().path);
  if (!opened.ok) return end(sourceEnd(opened.error, run.clock.nowMs()));
  try {
    return await attempt(run, ({ signal }) => look(opened.value, signal));
  } finally {
    await opened.value.close();
  }
}

/** Looks into the file. One that cannot be read now is not passed by unseen: what depends on the look waits with it. */
export const lookInside = <T>(run: Run, look: (handle: SourceHandle) => Promise<T>): Promise<Step<T>> =>
  openFor(run, (handle) => tryRead(() => look(handle)));

/** How long since somebody wrote to it. Clocks differ: a little in the future is as fresh as a little in the past. */
export const quietFor = (mtimeMs: number, clock: Clock): number => Math.abs(clock.nowMs() - mtimeMs);

const doubts: Readonly<Record<Exclude<ContainerVerdict, 'whole'>, FailCode>> = {
  empty: 'file-empty',
  unfinished: 'file-unfinished',
  cut: 'file-cut',
  unknown: 'file-unknown',
};

/** What is looked into before it is sent. */
export const isFilm = (contentType: string): boolean => /^(video|audio)\//.test(contentType);

/**
 * Before any byte of a video or audio file is sent: what will not play is not worth the bandwidth, unless one insists. Of
 * one that was written to a moment ago, the rest may be on its way.
 */
export async function checkContents(run: Run): Promise<Step<void>> {
  const { asIs, contentType, sizeBytes, mtimeMs } = run.entry.record();
  if (asIs || !isFilm(contentType)) return done(undefined);
  const looked = await lookInside(run, (handle) => judgeContainer(handle, sizeBytes));
  if (!looked.ok) return looked;
  if (looked.value === 'whole') return done(undefined);
  // What was looked into may be another file already, of another length, that has just taken its place.
  const still = await checkSource(run);
  if (!still.ok) return still;
  const leftMs = mtimeMs === null ? 0 : stableAfterMs - quietFor(mtimeMs, run.clock);
  if (leftMs > 0 && looked.value !== 'unknown') return end(waitFor('file-growing', null, run.clock.nowMs() + leftMs));
  return end(failWith(doubts[looked.value], null, false));
}

/** What is made of a film whose index comes last, when it is to come first; null: it is sent as it is. */
export async function findView(run: Run): Promise<Step<ObjectView | null>> {
  const { contentType, sizeBytes } = run.entry.record();
  if (!isFilm(contentType)) return done(null);
  const layout = await lookInside(run, (handle) => planIndexFirst(handle, sizeBytes));
  if (!layout.ok) return layout;
  return done(layout.value && { kind: 'index-first', bytes: layout.value.bytes, sha1: null });
}
