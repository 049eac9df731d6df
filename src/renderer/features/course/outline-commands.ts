import type { ListCommand } from '../../lib/list-keys.ts';
import { selectOne } from '../../lib/selection/selection.ts';
import type { OutlineRow, RowId } from './outline-rows.ts';
import { setExpanded, type OutlineStore } from './outline-ui.ts';
import type { OutlineVerbs } from './verbs/outline-verbs.ts';

interface Outline {
  /** As displayed. */
  readonly rows: readonly OutlineRow[];
  readonly store: OutlineStore;
  readonly verbs: Pick<
    OutlineVerbs,
    'addChapter' | 'addLesson' | 'duplicate' | 'move' | 'moveChapter' | 'askWhereTo' | 'askWhatToEdit' | 'remove'
  >;
}

/** Does what a key means that does not select; answers whether it meant anything. */
export function runOutlineCommand(command: ListCommand, { rows, store, verbs }: Outline): boolean {
  if (command.type === 'collapse' || command.type === 'expand') turn(command.type, { rows, store });
  else if (command.type === 'open') store.setState({ isInspectorOpen: true, isDrawerOpen: true });
  else if (command.type === 'rename') store.setState({ renaming: store.getState().selection.active });
  else if (command.type === 'delete') verbs.remove();
  else if (command.type === 'add') void verbs.addLesson();
  else if (command.type === 'add-group') void verbs.addChapter();
  else if (command.type === 'duplicate') void verbs.duplicate();
  else if (command.type === 'move') verbs.move(command.direction);
  else if (command.type === 'move-to') verbs.askWhereTo();
  else if (command.type === 'edit') verbs.askWhatToEdit();
  else if (command.type === 'move-chapter') verbs.moveChapter(command.direction);
  else return false;
  return true;
}

/** Left closes a chapter or goes up to it; right opens it or goes down to its first lesson. */
function turn(way: 'collapse' | 'expand', { rows, store }: Pick<Outline, 'rows' | 'store'>): void {
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

/** The title typing ended in `id`: keep it, and go on to the next one or back to the row. */
export function nextToRename(rows: readonly OutlineRow[], id: RowId, by: -1 | 0 | 1): RowId | null {
  const at = rows.findIndex((row) => row.id === id);
  return by === 0 || at < 0 ? null : (rows[at + by]?.id ?? null);
}
