import { isWholeContainer, judgeContainer, type ContainerVerdict } from './container-check.ts';
import type { FailCode, ObjectView, UploadRecord } from '../../shared/domain/upload.ts';
import { planIndexFirst } from './index-first.ts';
import type { Clock, FileSource, SourceError, SourceHandle, SourceIdentity } from './ports.ts';
import type { RunEnd } from './retry.ts';
import { done, end, failWith, waitFor, type Step } from './run.ts';
import type { Entry } from './entry.ts';

/** A file that nobody wrote to for this long is taken to be complete. */
export const stableAfterMs = 10_000;
/** One that is no whole film by then will not become one: `checkContents` says so. */
const patienceMs = 10 * 60_000;
const lookAgainMs = { 'file-missing': 30_000, 'drive-missing': 15_000, 'file-locked': 30_000 } as const;

interface Looking {
  readonly entry: Entry;
  readonly source: FileSource;
  readonly clock: Clock;
}

/** To the millisecond: not every file system and API keeps more, and some cut where others round. */
const isSameTime = (a: number, b: number): boolean => Math.abs(a - b) <= 1;

/** `moved`: same size and time under another inode, as after remounting a drive. */
export function compareIdentity(record: UploadRecord, now: SourceIdentity): 'same' | 'moved' | 'changed' {
  const isSame =
    record.sizeBytes === now.sizeBytes && record.mtimeMs !== null && isSameTime(record.mtimeMs, now.mtimeMs);
  if (!isSame) return 'changed';
  return record.inode === now.inode ? 'same' : 'moved';
}

/** How a run ends over a source that cannot be had. */
export function sourceEnd(error: SourceError, nowMs: number): RunEnd {
  if (error.code === 'file-unreadable') return failWith(error.code, error.detail, false);
  return waitFor(error.code, error.detail, nowMs + lookAgainMs[error.code]);
}

const changed = failWith('file-changed', null, true);

/** Before each part and before finish: never mix two versions of a file in one object. */
export async function checkSource(run: Looking): Promise<Step<void>> {
  const seen = await run.source.identify(run.entry.record().path);
  if (!seen.ok) return end(sourceEnd(seen.error, run.clock.nowMs()));
  return compareIdentity(run.entry.record(), seen.value) === 'same' ? done(undefined) : end(changed);
}

/** Looks into the file; null when it cannot be read, which is found later and said better. */
async function lookInside<T>(
  { entry, source }: Looking,
  look: (handle: SourceHandle) => Promise<T>,
): Promise<T | null> {
  const opened = await source.open(entry.record().path);
  if (!opened.ok) return null;
  try {
    return await look(opened.value);
  } catch {
    return null;
  } finally {
    await opened.value.close();
  }
}

/**
 * At the beginning of a run. A new row without an identity takes the file's own, once nobody writes to it any more.
 * A file that only changed its inode keeps its upload, but every stored part is read again before it counts.
 */
export async function settleSource(run: Looking): Promise<Step<void>> {
  const { entry, clock } = run;
  const seen = await run.source.identify(entry.record().path);
  if (!seen.ok) return end(sourceEnd(seen.error, clock.nowMs()));
  const { mtimeMs, inode } = entry.record();
  if (mtimeMs === null) {
    const quietMs = Math.abs(clock.nowMs() - seen.value.mtimeMs);
    if (quietMs < stableAfterMs) return end(waitFor('file-growing', null, clock.nowMs() + stableAfterMs - quietMs));
    // A recorder may pause for longer than that: a film without an end is not complete.
    const isWhole = await lookInside(run, (handle) => isWholeContainer(handle, seen.value.sizeBytes));
    if (quietMs < patienceMs && isWhole === false) {
      return end(waitFor('file-growing', null, clock.nowMs() + stableAfterMs));
    }
    entry.dispatch({ type: 'identified', ...seen.value });
    return done(undefined);
  }
  const verdict = compareIdentity(entry.record(), seen.value);
  if (verdict === 'changed') return end(changed);
  if (verdict === 'moved') {
    if (inode !== null) entry.forgetParts();
    entry.dispatch({ type: 'identified', ...seen.value });
  }
  return done(undefined);
}

const doubts: Readonly<Record<Exclude<ContainerVerdict, 'whole'>, FailCode>> = {
  empty: 'file-empty',
  unfinished: 'file-unfinished',
  cut: 'file-cut',
  unknown: 'file-unknown',
};

/** Before any byte of a video or audio file is sent: what will not play is not worth the bandwidth, unless one insists. */
export async function checkContents(run: Looking): Promise<Step<void>> {
  const { asIs, contentType, sizeBytes } = run.entry.record();
  if (asIs || !/^(video|audio)\//.test(contentType)) return done(undefined);
  const verdict = await lookInside(run, (handle) => judgeContainer(handle, sizeBytes));
  return verdict === null || verdict === 'whole' ? done(undefined) : end(failWith(doubts[verdict], null, false));
}

/** What is made of a film whose index comes last, when it is to come first; null: it is sent as it is. */
export async function findView(run: Looking): Promise<ObjectView | null> {
  const { contentType, sizeBytes } = run.entry.record();
  if (!/^(video|audio)\//.test(contentType)) return null;
  const layout = await lookInside(run, (handle) => planIndexFirst(handle, sizeBytes));
  return layout && { kind: 'index-first', bytes: layout.bytes, sha1: null };
}
