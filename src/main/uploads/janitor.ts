import { cleanUp } from './cleanup.ts';
import type { EngineState } from './engine-state.ts';
import type { Entry } from './entry.ts';
import { lateMs } from './run.ts';
import { runAside } from './run-starter.ts';

const tryAgainMs = 60_000;

/** Removes what ended uploads left on the server, one after the other, beside the sending. */
export function cleanNext(state: EngineState): void {
  const { transport, life } = state;
  if (!transport || state.isCleaning || life.signal.aborted) return;
  const next = firstUnclean(state);
  if (!next) return;
  state.isCleaning = true;
  void runAside(state, next, transport, cleanUp)
    .then(async (cleaned) => {
      if (cleaned.ok) noteCleaned(state, next, cleaned.value);
      else await state.deps.clock.delay(tryAgainMs, AbortSignal.any([life.signal, state.wake.signal]));
    })
    .catch(state.deps.onBug)
    .finally(() => {
      state.isCleaning = false;
      state.pump();
    });
}

function firstUnclean({ entries, runs }: EngineState): Entry | null {
  for (const entry of entries.values()) {
    if (entry.record().needsCleanup && !runs.has(entry.uploadId) && !entry.isCleanedLater) return entry;
  }
  return null;
}

/** Nothing was there, but a request that was given up may still arrive: looked for once more when it cannot any longer. */
function noteCleaned({ deps, life, pump }: EngineState, entry: Entry, removed: number): void {
  // A clock that was set back meanwhile makes no hours of it.
  const waitMs = Math.min(lateMs, entry.mayArriveUntilMs - deps.clock.nowMs());
  entry.mayArriveUntilMs = 0;
  if (removed > 0 || waitMs <= 0) return entry.dispatch({ type: 'cleaned' });
  entry.isCleanedLater = true;
  void deps.clock.delay(waitMs, life.signal).then(() => {
    entry.isCleanedLater = false;
    pump();
  });
}
