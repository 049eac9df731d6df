import type { CheckMode } from '../../../src/shared/domain/stored-check.ts';
import { nextAction, type ReasonCode } from '../../../src/shared/domain/upload.ts';
import { problem } from './problem.ts';
import type { Scene } from './scene.ts';

const lookEveryMs = 100;
const verifyPatienceMs = 15_000;
/** What somebody else may end: it is tried again from time to time, whether somebody clicks or not. */
const passing: ReadonlySet<ReasonCode> = new Set([
  ...(['cap-exceeded', 'offline', 'server-busy', 'rate-limited'] as const),
  ...(['file-growing', 'file-locked', 'file-missing', 'drive-missing'] as const),
]);

/** What only a click ends, and what ended although a click may begin it again. Nothing else may need one. */
function clickWhereNeeded({ witness, send }: Scene): void {
  const rows = witness.rows();
  for (const { state, reason, retryAtMs } of rows)
    if (state === 'waiting' && reason && retryAtMs === null && passing.has(reason.code))
      witness.problems.push(problem('stuck', `waits for a click, for ${reason.code}`));
  const needsResume = rows.some(({ state, reason, retryAtMs }) => {
    const action = reason ? nextAction(reason.code) : 'none';
    return state === 'paused' || (state === 'waiting' && retryAtMs === null && action !== 'free-disk-space');
  });
  if (needsResume) send({ do: 'verb', verb: 'resume', which: 'all' });
  const forgotten = rows.filter(({ state, reason }) => state === 'failed' && reason?.code === 'server-forgot');
  if (forgotten.length > 0) send({ do: 'verb', verb: 'retry', which: forgotten.map(({ uploadId }) => uploadId) });
}

/** Until it is so, with a click wherever one is needed, or for so long, or until something went wrong. */
export async function pressOn(scene: Scene, isSo: () => boolean, patienceMs: number): Promise<boolean> {
  const { witness } = scene;
  const isOver = (): boolean => isSo() || witness.problems.length > 0;
  for (const endMs = Date.now() + patienceMs; Date.now() < endMs;) {
    if (await witness.until(isOver, lookEveryMs)) break;
    clickWhereNeeded(scene);
  }
  return isSo();
}

/** Reads everything back that is ready; false when nobody said that it is done. */
export async function verify({ witness, send }: Scene, mode: CheckMode): Promise<boolean> {
  const before = witness.verified();
  send({ do: 'verify-again', mode });
  return witness.until(() => witness.verified() > before, verifyPatienceMs);
}

const weekMs = 8 * 86_400_000;

/** More than a week passes, here and there, and what is due then is done, or at least begun. */
export async function passWeek({ witness, send, sandbox, settings }: Scene, patienceMs: number): Promise<void> {
  const before = witness.passed();
  sandbox.clock.advance(weekMs);
  send({ do: 'pass', byMs: weekMs, settings });
  witness.setOffset(weekMs);
  await witness.until(() => witness.passed() > before, patienceMs);
}
