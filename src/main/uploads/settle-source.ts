import { isWholeContainer } from './container-check.ts';
import { objectBytes } from './marks.ts';
import { viewObject } from './object-source.ts';
import { partRange, type PartsPlan } from './plan.ts';
import { good, type Outcome, type SourceHandle, type SourceIdentity } from './ports.ts';
import { attempt, done, end, waitFor, type Run, type Step } from './run.ts';
import {
  changed,
  checkSource,
  compareIdentity,
  lookInside,
  openFor,
  quietFor,
  sourceEnd,
  stableAfterMs,
  tryRead,
} from './source-check.ts';

/** One that is no whole film by then will not become one: `checkContents` says so. */
const patienceMs = 10 * 60_000;

/**
 * At the beginning of a run. A new row without an identity takes the file's own, once nobody writes to it any more.
 * A file of the same size keeps its upload if it holds what is stored of it.
 */
export async function settleSource(run: Run): Promise<Step<void>> {
  const { entry, clock } = run;
  const seen = await run.source.identify(entry.record().path);
  if (!seen.ok) return end(sourceEnd(seen.error, clock.nowMs()));
  if (entry.record().mtimeMs === null) return meet(run, seen.value);
  const verdict = compareIdentity(entry.record(), seen.value);
  if (verdict === 'same') return done(undefined);
  return verdict === 'changed' ? end(changed) : meetAgain(run, seen.value, verdict);
}

/** Until nobody has written to it for a while. */
function awaitQuiet({ clock }: Run, { mtimeMs }: SourceIdentity): Step<void> {
  const leftMs = stableAfterMs - quietFor(mtimeMs, clock);
  return leftMs > 0 ? end(waitFor('file-growing', null, clock.nowMs() + leftMs)) : done(undefined);
}

async function meet(run: Run, seen: SourceIdentity): Promise<Step<void>> {
  const { entry, clock } = run;
  const quiet = awaitQuiet(run, seen);
  if (!quiet.ok) return quiet;
  // A recorder may pause for longer than that: a film without an end is not complete.
  const isWhole = await lookInside(run, (handle) => isWholeContainer(handle, seen.sizeBytes));
  if (!isWhole.ok) return isWhole;
  const isRecording = quietFor(seen.mtimeMs, clock) < patienceMs && !isWhole.value;
  if (isRecording) return end(waitFor('file-growing', null, clock.nowMs() + stableAfterMs));
  entry.dispatch({ type: 'identified', ...seen });
  return done(undefined);
}

/** Its drive was mounted again, or it was copied back, or written anew with the bytes that it had: read, and not sent again. */
async function meetAgain(run: Run, seen: SourceIdentity, verdict: 'moved' | 'touched'): Promise<Step<void>> {
  const { entry } = run;
  const quiet = verdict === 'touched' ? awaitQuiet(run, seen) : done(undefined);
  if (!quiet.ok) return quiet;
  const proof = entry.record().inode === null && verdict === 'moved' ? done(null) : await compareStored(run);
  if (!proof.ok) return proof;
  // Where nothing is stored yet, nothing proves anything: only the time of a file says that it is the same.
  if (!(proof.value ?? verdict === 'moved')) return end(changed);
  entry.dispatch({ type: 'identified', ...seen });
  // Reading took its time.
  return checkSource(run);
}

/**
 * Whether the file is what was sent of it; null: nothing was. With the hash of the whole, which its object may carry, all of
 * it counts.
 */
async function compareStored(run: Run): Promise<Step<boolean | null>> {
  const { path, plan, sha1 } = run.entry.record();
  if (!plan) return done(null);
  if (sha1 === null) return plan.kind === 'parts' && run.entry.parts.size > 0 ? holdsParts(run, plan) : done(null);
  const hashed = await attempt(run, async ({ signal }) => {
    const same = await checkBytes(run);
    return same.ok ? run.hashFile(path, signal) : same;
  });
  return hashed.ok ? done(hashed.value.sha1 === sha1) : hashed;
}

const holdsParts = (run: Run, plan: PartsPlan): Promise<Step<boolean>> =>
  openFor(run, async (handle, signal) => {
    const same = await checkBytes(run);
    return same.ok ? compareParts(run, plan, handle, signal) : same;
  });

/** As `checkSource`, but for time and inode, which are known to be others. */
async function checkBytes({ entry, source, clock }: Run): Promise<Step<void>> {
  const seen = await source.identify(entry.record().path);
  if (!seen.ok) return end(sourceEnd(seen.error, clock.nowMs()));
  return compareIdentity(entry.record(), seen.value) === 'changed' ? end(changed) : done(undefined);
}

/** Whether the file holds every part that was stored of it. */
export async function holdsAllParts(run: Pick<Run, 'entry' | 'source'>, signal: AbortSignal): Promise<boolean> {
  const { plan, path } = run.entry.record();
  if (plan?.kind !== 'parts' || run.entry.parts.size < plan.partCount) return false;
  const opened = await run.source.open(path);
  if (!opened.ok) return false;
  try {
    const compared = await compareParts(run, plan, opened.value, signal);
    return compared.ok && compared.value;
  } finally {
    await opened.value.close();
  }
}

async function compareParts(
  { entry, source }: Pick<Run, 'entry' | 'source'>,
  plan: PartsPlan,
  handle: SourceHandle,
  signal: AbortSignal,
): Promise<Outcome<boolean>> {
  const record = entry.record();
  const object = await tryRead(() => viewObject(record, handle));
  if (!object.ok) return object;
  if (object.value === null) return good(false);
  for (const { partNumber, sha1 } of entry.parts.values()) {
    const { offset, bytes } = partRange(plan, objectBytes(record), partNumber);
    const hashed = await source.hashRange(object.value, offset, bytes, signal);
    if (!hashed.ok) return hashed;
    if (hashed.value !== sha1) return good(false);
  }
  return good(true);
}
