import type { UploadId, VersionId } from '../../shared/domain/ids.ts';
import type { UploadRecord } from '../../shared/domain/upload.ts';
import type { Place } from './messages.ts';
import { moveBefore, rankWithin, renumber, type Rank } from './order.ts';
import type { Link } from './service-messages.ts';
import { tellQueueChanged, type ServiceState } from './service-state.ts';
import { inQueueOrder, isWorking } from './views.ts';

/** Where each version comes in the playing order of its course; none: no course shows it. */
export type Ranks = ReadonlyMap<VersionId, Rank>;

/** What gives uploads their places in the queue: people, and else the outline. */
export function createPlacing(state: ServiceState, link: Link) {
  let last: Promise<boolean> = Promise.resolve(true);
  /** The outline that waits for its turn; it comes after every edit, and the worker may be away for long. */
  let waiting: { ranks: Ranks; turn: Promise<boolean> } | null = null;
  /** One after the other: each begins with the places that the one before has given. */
  function place(choose: () => readonly Place[]): Promise<boolean> {
    const placed = last.then(async () => {
      const places = choose();
      if (places.length === 0) return true;
      const isSaved = await link.command({ verb: 'move', places });
      tellQueueChanged(state);
      return isSaved;
    });
    last = placed.catch(() => false);
    return placed;
  }
  /** The newest counts: the one that waits as the last of all is told of it. So no more wait than orders by hand, and one. */
  function followOutline(ranks: Ranks): Promise<boolean> {
    if (waiting?.turn === last) {
      waiting.ranks = ranks;
      return last;
    }
    const mine = { ranks, turn: last };
    const placed = place(() => {
      if (waiting === mine) waiting = null;
      return placesByOutline(state, mine.ranks);
    });
    mine.turn = last;
    waiting = mine;
    return placed;
  }
  return {
    /** Moves uploads before another one (null: to the end), keeping their order. They stay there, whatever the outline becomes. */
    reorder: (ids: readonly UploadId[], before: UploadId | null): Promise<boolean> =>
      place(() => placesByHand(state, ids, before)),
    sendFirst: (ids: readonly UploadId[]): Promise<boolean> =>
      place(() => placesByHand(state, ids, inQueueOrder(state.views.values())[0]?.record.uploadId ?? null)),
    /** Brings what waits into the playing order of its course; what somebody placed, and what is on its way, stays. */
    followOutline,
  };
}

function placesByHand({ views }: ServiceState, ids: readonly UploadId[], before: UploadId | null): readonly Place[] {
  const open = inQueueOrder(views.values()).filter(({ record }) => record.state !== 'ready');
  const order = moveBefore(
    open.map(({ record }) => record.uploadId),
    ids,
    before,
  );
  const changed = renumber(order, (id) => views.get(id)?.record.position ?? 0);
  const chosen = new Set(ids);
  return order.flatMap((uploadId, index) => {
    const byHand = chosen.has(uploadId);
    const isNew = changed.has(uploadId) || (byHand && views.get(uploadId)?.record.placedByHand === false);
    return isNew ? [{ uploadId, position: index + 1, byHand }] : [];
  });
}

function placesByOutline({ views }: ServiceState, ranks: Ranks): readonly Place[] {
  const open = [...views.values()]
    .map(({ record }) => record)
    .filter(({ state }) => state !== 'ready' && state !== 'cancelled')
    .toSorted((a, b) => a.position - b.position);
  const stays = ({ placedByHand, state }: UploadRecord): boolean => placedByHand || isWorking(state);
  const order = rankWithin(open, (record) => (stays(record) ? null : (ranks.get(record.versionId) ?? null)));
  // The positions that they have among them: nobody else's changes.
  return order.flatMap(({ uploadId }, index) => {
    const { uploadId: former, position = 0 } = open[index] ?? {};
    return former === uploadId ? [] : [{ uploadId, position, byHand: false }];
  });
}
