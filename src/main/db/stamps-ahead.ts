import { nodeOf, type Hlc } from '../../shared/domain/hlc.ts';
import { createHistory } from './history.ts';
import type { Database } from './open.ts';
import type { Pending, PendingEntry } from './sync-pending.ts';

/** Stamps this far ahead of the server's time are brought back by it (`sync.clamp_ops`). */
const AHEAD_MS = 60_000;

export const isAhead = (h: Hlc, serverNowMs: number): boolean => Number(h.slice(0, 13)) > serverNowMs + AHEAD_MS;

/**
 * The server has brought stamps of ours back, and the rows come with others than were sent: the history follows, or undo
 * would ask about a change that nobody made. For the first `limit` rows of an entry that is about to be let go of.
 */
export function createFollowServer(db: Database, pending: Pending): (entry: PendingEntry, limit: number) => void {
  const history = createHistory(db);
  return (entry, limit) => {
    for (const { tbl, id, grp, sent, held } of pending.stampsOf(entry, limit))
      if (held < sent && nodeOf(held) === nodeOf(sent)) history.restamp({ tbl, id, grp, from: sent, to: held });
  };
}
