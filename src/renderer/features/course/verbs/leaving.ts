import type { Outline } from '../../../../shared/domain/course.ts';
import { survivor } from '../../../lib/selection/list-rows.ts';
import { nothingSelected, selectOne } from '../../../lib/selection/selection.ts';
import { rowsOf } from '../outline-rows.ts';
import type { OutlineStore } from '../outline-ui.ts';

/** Selected rows are about to leave the outline: the row after them takes the keyboard. */
export function handOver(store: OutlineStore, outline: Outline, gone: ReadonlySet<string>): void {
  const { collapsed, selection } = store.getState();
  const order = rowsOf(outline, collapsed).map((row) => row.id);
  const next = survivor(order, gone, selection.active);
  store.setState({ selection: next ? selectOne(next) : nothingSelected, wanted: next });
}
