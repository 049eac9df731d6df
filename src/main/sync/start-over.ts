import { err, type Result } from '../../shared/ipc/result.ts';
import type { Round } from './cycle.ts';

interface OtherHistory {
  readonly epoch: string;
  /** What this computer's mutations above this revision did may be missing there. */
  readonly lostAfter: number;
}

/**
 * The server's history is not the one that this computer knows. What the server has lost is pushed first, so that it is
 * there again before anything is swept here. `restoredAtMs`: the user is told; null: not.
 */
export function startOver(
  round: Round,
  { epoch, lostAfter }: OtherHistory,
  restoredAtMs: number | null = round.clock.nowMs(),
): Result<never, 'FORKED'> {
  round.log('sync.reset', { lostAfter });
  round.store.beginResync({ epoch, lostAfter, newClientId: round.newId(), restoredAtMs });
  return err('FORKED', 'the server’s history is another one');
}

/**
 * The server does not know a mutation any more that it had confirmed: it went back in time and nobody said so by a new
 * epoch. Which of its revisions are the ones of before nobody can tell, since others may have pushed in the meantime; so
 * everything that the journal has is sent again, and the ledger answers what is not missing.
 */
export function sendForgotten(round: Round): Result<never, 'FORKED'> {
  const { epoch } = round.position();
  if (epoch !== null) return startOver(round, { epoch, lostAfter: 0 }, null);
  round.store.rotate(round.newId()); // nothing was pulled yet, so there is nothing to start over from
  return err('FORKED', 'the server does not know what it had confirmed');
}
