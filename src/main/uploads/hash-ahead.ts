import type { EngineState } from './engine-state.ts';
import type { Entry } from './entry.ts';
import type { SourceIdentity } from './ports.ts';
import { holdsAllParts } from './settle-source.ts';
import { compareIdentity } from './source-check.ts';
import { hashWhole, type WholeHash } from './whole-hash.ts';

/**
 * Hashes the next files of the queue while the current ones go up, so that their whole-file SHA-1 is known when their
 * turn comes and no first byte ever waits for it; and when nothing goes up, the files that went up without.
 */
export function hashAhead(state: EngineState): void {
  if (state.life.signal.aborted) return;
  const isIdle = state.runs.size === 0;
  // The files of the queue come first: it is read again when there is time.
  if (!isIdle && state.hashing?.isIdle) state.hashing.abort.abort();
  if (state.hashing) return;
  const nowMs = state.deps.clock.nowMs();
  const next = isIdle ? state.hashQueue.nextSent(nowMs) : state.hashQueue.nextAhead(nowMs);
  if (!next) return;
  const abort = new AbortController();
  state.hashing = { entry: next, isIdle, abort };
  void hashOne(state, next, AbortSignal.any([state.life.signal, abort.signal]))
    .catch(state.deps.onBug)
    .finally(() => {
      state.hashing = null;
      state.pump();
    });
}

/** Whoever pauses or cancels an upload may want to take its drive away: nothing reads its file any more. */
export function leaveFile({ hashing }: EngineState, entry: Entry): void {
  if (hashing?.entry === entry && entry.record().state !== 'ready') hashing.abort.abort();
}

/** A file that is away, locked or another one by now is looked at again later; one in the queue is also left to its own run, which finds out why. */
async function hashOne(state: EngineState, entry: Entry, signal: AbortSignal): Promise<void> {
  const hashed = await hashIfSame(state, entry, signal);
  if (hashed) entry.dispatch({ type: 'hashed', ...hashed });
  // What is made of it may be another object than the planned one by now: it is not asked at once again.
  if (signal.aborted || !state.hashQueue.wants(entry)) return;
  const { clock } = state.deps;
  const restMs = state.hashQueue.rest(entry, clock.nowMs());
  void clock.delay(restMs, state.life.signal).then(() => {
    state.hashQueue.wake();
    state.pump();
  });
}

/** Null: it is not there as it was, or was written to meanwhile. */
async function hashIfSame({ deps }: EngineState, entry: Entry, signal: AbortSignal): Promise<WholeHash | null> {
  const { path, sha1 } = entry.record();
  const seen = await deps.source.identify(path);
  if (!seen.ok || !(await isAsItWas(deps, entry, seen.value, signal))) return null;
  const hashed = await hashWhole(deps, entry.record(), signal, true);
  if (!hashed.ok || (sha1 !== null && hashed.value.sha1 !== sha1)) return null;
  const again = await deps.source.identify(path);
  const isSame = again.ok && compareIdentity({ ...entry.record(), ...seen.value }, again.value) === 'same';
  return isSame ? hashed.value : null;
}

/** On a drive that was mounted again, or saved over, only its bytes say that it still is what was sent. */
async function isAsItWas(
  { source }: EngineState['deps'],
  entry: Entry,
  seen: SourceIdentity,
  signal: AbortSignal,
): Promise<boolean> {
  const verdict = compareIdentity(entry.record(), seen);
  if (verdict === 'same' || verdict === 'changed') return verdict === 'same';
  return entry.record().state === 'ready' && (await holdsAllParts({ entry, source }, signal));
}
