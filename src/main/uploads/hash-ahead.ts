import { inOrder, type EngineState } from './engine-state.ts';
import type { Entry } from './entry.ts';
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
 * turn comes and no first byte ever waits for it.
 */
export function hashAhead(state: EngineState): void {
  if (state.isHashing || state.runs.size === 0 || state.life.signal.aborted) return;
  const queued = inOrder(state.entries.values()).filter(({ record }) => record().state === 'queued');
  const next = queued.slice(0, lookAhead).find((entry) => canBeHashed(entry, state.deps.planRules ?? planRules));
  if (!next) return;
  state.isHashing = true;
  void hashOne(state, next)
    .catch(state.deps.onBug)
    .finally(() => {
      state.isHashing = false;
      state.pump();
    });
}

/** A file that cannot be read or that changes meanwhile is left to its own run, which finds out why. */
async function hashOne({ deps, life }: EngineState, entry: Entry): Promise<void> {
  const { path } = entry.record();
  const hashed = await deps.hashFile(path, life.signal, 'idle');
  const seen = hashed.ok ? await deps.source.identify(path) : null;
  const isSame = seen?.ok && compareIdentity(entry.record(), seen.value) === 'same';
  if (hashed.ok && isSame) entry.dispatch({ type: 'hashed', sha1: hashed.value.sha1 });
  else await deps.clock.delay(10_000, life.signal);
}
