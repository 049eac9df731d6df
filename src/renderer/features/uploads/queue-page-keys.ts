import type { UploadId } from '../../../shared/domain/ids.ts';
import type { ListCommand } from '../../lib/list-keys.ts';
import {
  moveActive,
  neighbour,
  selectAll,
  selectOne,
  selectRange,
  toggleOne,
  type Selection,
} from '../../lib/selection.ts';

/** The selection after a key; null when the key does not change it. `order` is what is displayed. */
export function selectionAfter(
  command: ListCommand,
  selection: Selection<UploadId>,
  order: readonly UploadId[],
): Selection<UploadId> | null {
  if (command.type === 'select-all') return selectAll(selection, order);
  if (command.type === 'toggle') return selection.active ? toggleOne(selection, selection.active) : null;
  if (command.type === 'clear') return { ...selection, selected: new Set() };
  if (command.type !== 'go') return null;
  const to = neighbour(order, selection.active, command.by);
  if (to === null) return null;
  if (command.how === 'select') return selectOne(to);
  return command.how === 'extend' ? selectRange(selection, order, to) : moveActive(selection, to);
}

/** The selection after a click, with what was held down. */
export function selectionAfterClick(
  selection: Selection<UploadId>,
  order: readonly UploadId[],
  id: UploadId,
  held: { readonly range: boolean; readonly toggle: boolean },
): Selection<UploadId> {
  if (held.range) return selectRange(selection, order, id, held.toggle);
  return held.toggle ? toggleOne(selection, id) : selectOne(id);
}
