import type { ListCommand } from '../../lib/list-keys.ts';
import type { OutlineRow, RowId } from './outline-rows.ts';
import { rowThatStarts } from './type-ahead.ts';
import { setExpanded, type OutlineStore } from './outline-ui.ts';
import type { OutlineVerbs } from './outline-verbs.ts';
import {
  moveActive,
  neighbour,
  selectAll,
  selectOne,
  selectRange,
  toggleOne,
  type Selection,
} from '../../lib/selection.ts';

interface Outline {
  /** As displayed. */
  readonly rows: readonly OutlineRow[];
  readonly store: OutlineStore;
  readonly verbs: Pick<OutlineVerbs, 'move' | 'moveChapter' | 'remove'>;
}

/** Does what a key means. */
export function runOutlineCommand(command: ListCommand, outline: Outline): void {
  const { store, verbs, rows } = outline;
  const { selection } = store.getState();
  const select = (next: Selection<RowId>) => store.setState({ selection: next });
  switch (command.type) {
    case 'go':
      return go(command, outline);
    case 'collapse':
    case 'expand':
      return turn(command.type, outline);
    case 'type-ahead': {
      const to = rowThatStarts(rows, selection.active, command.text);
      return to === null ? undefined : select(selectOne(to));
    }
    case 'toggle':
      return selection.active ? select(toggleOne(selection, selection.active)) : undefined;
    case 'select-all':
      return select(selectAll(selection, alike(rows, selection.active)));
    case 'clear':
      return selection.active ? select(selectOne(selection.active)) : undefined;
    case 'open':
      return store.setState({ isInspectorOpen: true, isDrawerOpen: true });
    case 'rename':
      return store.setState({ renaming: selection.active });
    case 'delete':
      return void verbs.remove();
    case 'move':
      return verbs.move(command.direction);
    case 'move-chapter':
      return verbs.moveChapter(command.direction);
    default:
      return command satisfies never;
  }
}

/**
 * The rows that a range may take in: lessons when it begins at a lesson, chapters when at a chapter. A range of lessons
 * that crosses a chapter's row must not take in the chapter with all that it holds.
 */
function alike(rows: readonly OutlineRow[], id: RowId | null): readonly RowId[] {
  const kind = rows.find((row) => row.id === id)?.kind ?? 'lesson';
  return rows.filter((row) => row.kind === kind).map((row) => row.id);
}

function go(command: ListCommand & { readonly type: 'go' }, { rows, store }: Outline): void {
  const { selection } = store.getState();
  const order = command.how === 'extend' ? alike(rows, selection.anchor) : rows.map((row) => row.id);
  const to = neighbour(order, selection.active, command.by);
  if (to === null) return;
  const steps: Record<typeof command.how, () => Selection<RowId>> = {
    select: () => selectOne(to),
    extend: () => selectRange(selection, order, to),
    keep: () => moveActive(selection, to),
  };
  store.setState({ selection: steps[command.how]() });
}

/** Left closes a chapter or goes up to it; right opens it or goes down to its first lesson. */
function turn(way: 'collapse' | 'expand', { rows, store }: Outline): void {
  const { active } = store.getState().selection;
  const at = rows.findIndex((row) => row.id === active);
  const row = rows[at];
  if (!row) return;
  const goTo = (id: RowId) => store.setState({ selection: selectOne(id) });
  if (row.kind === 'lesson') return way === 'collapse' ? goTo(row.chapterId) : undefined;
  if (row.isExpanded === (way === 'collapse')) return setExpanded(store, row.id, way === 'expand');
  const first = rows[at + 1];
  if (way === 'expand' && first?.kind === 'lesson') goTo(first.id);
}

/** A click on a row, with what was held down. */
export function clickRow(
  { rows, store }: Pick<Outline, 'rows' | 'store'>,
  id: RowId,
  held: { readonly range: boolean; readonly toggle: boolean },
): void {
  const { selection } = store.getState();
  const order = alike(rows, selection.anchor);
  if (held.range && order.includes(id))
    return store.setState({ selection: selectRange(selection, order, id, held.toggle) });
  store.setState({ selection: held.toggle ? toggleOne(selection, id) : selectOne(id) });
}

/** The title typing ended in `id`: keep it, and go on to the next one or back to the row. */
export function nextToRename(rows: readonly OutlineRow[], id: RowId, by: -1 | 0 | 1): RowId | null {
  const at = rows.findIndex((row) => row.id === id);
  return by === 0 || at < 0 ? null : (rows[at + by]?.id ?? null);
}
