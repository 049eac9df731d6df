import { inOrder, type EngineState } from './engine-state.ts';
import type { Entry } from './entry.ts';
import { isUnhashed } from './marks.ts';
import { planRules, type PlanRules } from './plan.ts';
import { compareIdentity } from './source-check.ts';

/** How far ahead of the sending it is worth to read. */
const lookAhead = 4;

/** What goes in one request is hashed on its way, and read once. */
const canBeHashed = (entry: Entry, { singleMaxBytes }: PlanRules): boolean => {
  const { state, sha1, mtimeMs, plan, sizeBytes } = entry.record();
  return state === 'queued' && sha1 === null && mtimeMs !== null && plan === null && sizeBytes > singleMaxBytes;
};

/**
 * Hashes the next files of the queue while the current ones go up, so that their whole-file SHA-1 is known when their
 * turn comes and no first byte ever waits for it; and when nothing goes up, the files that went up without.
 */
export function hashAhead(state: EngineState): void {
  if (state.life.signal.aborted) return;
  const isIdle = state.runs.size === 0;
  // The files of the queue come first: it is read again when there is time.
  if (!isIdle) state.idleHash?.abort();
  if (state.isHashing) return;
  const next = isIdle ? findSent(state) : (findQueued(state) ?? findTwin(state));
  if (!next) return;
  state.isHashing = true;
  const idle = isIdle ? new AbortController() : null;
  state.idleHash = idle;
  const signal = idle ? AbortSignal.any([state.life.signal, idle.signal]) : state.life.signal;
  void hashOne(state, next, signal)
    .catch(state.deps.onBug)
    .finally(() => {
      Object.assign(state, { isHashing: false, idleHash: null });
      state.pump();
    });
}

function findQueued({ entries, deps }: EngineState): Entry | undefined {
  const queued = inOrder(entries.values()).filter(({ record }) => record().state === 'queued');
  return queued.slice(0, lookAhead).find((entry) => canBeHashed(entry, deps.planRules ?? planRules));
}

/** Begun before it was hashed, and stored by now. */
const findSent = ({ entries }: EngineState): Entry | undefined =>
  [...entries.values()].find((entry) => entry.record().state === 'ready' && mayBeHashed(entry));

/** Begun before it was hashed, and as long as one that comes: once it is hashed, that one may be a link. */
function findTwin({ entries }: EngineState): Entry | undefined {
  const all = [...entries.values()];
  const comes = new Set(all.filter(isHashedAndQueued).map((entry) => entry.record().sizeBytes));
  return comes.size === 0 ? undefined : all.find((entry) => comes.has(entry.record().sizeBytes) && mayBeHashed(entry));
}

const isHashedAndQueued = ({ record }: Entry): boolean => record().state === 'queued' && record().sha1 !== null;
const mayBeHashed = (entry: Entry): boolean => isUnhashed(entry.record()) && !entry.isUnreadable;

/** A file that cannot be read or that changed meanwhile is left to its own run, which finds out why. */
async function hashOne({ deps }: EngineState, entry: Entry, signal: AbortSignal): Promise<void> {
  const { path } = entry.record();
  const isSame = async (): Promise<boolean> => {
    const seen = await deps.source.identify(path);
    return seen.ok && compareIdentity(entry.record(), seen.value) === 'same';
  };
  const hashed = (await isSame()) ? await deps.hashFile(path, signal, 'idle') : null;
  if (hashed?.ok && (await isSame())) return entry.dispatch({ type: 'hashed', sha1: hashed.value.sha1 });
  if (signal.aborted) return;
  entry.isUnreadable = isUnhashed(entry.record());
  await deps.clock.delay(10_000, signal);
}
