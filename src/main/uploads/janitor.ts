import { cleanUp } from './cleanup.ts';
import type { EngineState } from './engine-state.ts';
import { runAside } from './run-starter.ts';

const tryAgainMs = 60_000;

/** Removes what ended uploads left on the server, one after the other, beside the sending. */
export function cleanNext(state: EngineState): void {
  const { transport, entries, runs, life } = state;
  if (!transport || state.isCleaning || life.signal.aborted) return;
  const next = [...entries.values()].find(({ uploadId, record }) => record().needsCleanup && !runs.has(uploadId));
  if (!next) return;
  state.isCleaning = true;
  void runAside(state, next, transport, cleanUp)
    .then(async (cleaned) => {
      if (cleaned.ok) next.dispatch({ type: 'cleaned' });
      else await state.deps.clock.delay(tryAgainMs, AbortSignal.any([life.signal, state.wake.signal]));
    })
    .catch(state.deps.onBug)
    .finally(() => {
      state.isCleaning = false;
      state.pump();
    });
}
