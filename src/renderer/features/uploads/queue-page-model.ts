import type { UploadId } from '../../../shared/domain/ids.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import type { Direction } from '../../lib/list-keys.ts';
import type { RowState } from './state.ts';

export const queueFilters = ['all', 'going', 'waiting', 'failed', 'ready'] as const;
export type QueueFilter = (typeof queueFilters)[number];

/** Under which of the filters a state falls besides `all`. */
export function filterOf(state: RowState): QueueFilter {
  if (state === 'waiting' || state === 'paused') return 'waiting';
  if (state === 'gone' || state === 'altered') return 'failed';
  return state === 'failed' || state === 'ready' ? state : 'going';
}

type StateOf = (row: UploadRow) => RowState;

/** The rows that a filter shows, in sending order, and how many each filter would show. */
export function filtered(rows: readonly UploadRow[], stateOf: StateOf, filter: QueueFilter) {
  const counts: Record<QueueFilter, number> = { all: rows.length, going: 0, waiting: 0, failed: 0, ready: 0 };
  const shown: UploadRow[] = [];
  for (const row of rows) {
    const own = filterOf(stateOf(row));
    counts[own] += 1;
    if (filter === 'all' || filter === own) shown.push(row);
  }
  return { shown, counts };
}

/**
 * Before which upload those chosen go when they are moved one place as a block (null: to the end). Undefined: they are
 * there already. `order` is what is still to be sent, in sending order.
 */
export function stepBefore(
  order: readonly UploadId[],
  chosen: ReadonlySet<UploadId>,
  direction: Direction,
): UploadId | null | undefined {
  const first = order.findIndex((id) => chosen.has(id));
  const last = order.findLastIndex((id) => chosen.has(id));
  if (first < 0) return undefined;
  const isBlock = order.slice(first, last + 1).every((id) => chosen.has(id));
  // Scattered ones come together first, at the one that leads the way.
  if (!isBlock) return direction === 'up' ? order[Math.max(0, first - 1)] : (order[last + 2] ?? null);
  if (direction === 'up') return first === 0 ? undefined : order[first - 1];
  return last === order.length - 1 ? undefined : (order[last + 2] ?? null);
}

/**
 * Before which upload those chosen come to stand when they are put before another one (null: at the end). One that
 * moves itself stands for the next one that stays. One that is not in `order` is a stored one, below all of them.
 */
export function placeBefore(
  order: readonly UploadId[],
  chosen: ReadonlySet<UploadId>,
  beforeId: UploadId | null,
): UploadId | null {
  const at = beforeId === null ? -1 : order.indexOf(beforeId);
  return at < 0 ? null : (order.slice(at).find((id) => !chosen.has(id)) ?? null);
}

/**
 * What goes along with a row that is held: of what is selected, if it is one of that, what has a place. `order` is what of the
 * rows in the list is still to be sent, in sending order.
 */
export function takenWith(
  grabbed: UploadId,
  selected: ReadonlySet<UploadId>,
  order: readonly UploadId[],
): readonly UploadId[] {
  if (!order.includes(grabbed)) return [];
  return selected.has(grabbed) ? order.filter((id) => selected.has(id)) : [grabbed];
}
