/*
 * What is selected in a list whose rows have ids, as pure steps. `active` is the row that has the keyboard; `anchor`
 * is where a range begins. Ranges go by the displayed order, whether or not a row is in the DOM.
 */
export interface Selection<Id extends string = string> {
  readonly selected: ReadonlySet<Id>;
  readonly anchor: Id | null;
  readonly active: Id | null;
}
export const nothingSelected: Selection<never> = { selected: new Set(), anchor: null, active: null };

/** A plain click, an arrow key. */
export function selectOne<Id extends string>(id: Id): Selection<Id> {
  return { selected: new Set([id]), anchor: id, active: id };
}

/** Ctrl/Cmd-click, Space. */
export function toggleOne<Id extends string>(selection: Selection<Id>, id: Id): Selection<Id> {
  const selected = new Set(selection.selected);
  if (!selected.delete(id)) selected.add(id);
  return { selected, anchor: id, active: id };
}

/** Shift-click, Shift+arrow; `add` keeps what was selected (Ctrl/Cmd+Shift-click). */
export function selectRange<Id extends string>(
  selection: Selection<Id>,
  order: readonly Id[],
  id: Id,
  add = false,
): Selection<Id> {
  const to = order.indexOf(id);
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  if (to < 0) return selection;
  if (from < 0) return selectOne(id);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { selected: new Set([...(add ? selection.selected : []), ...range]), anchor: selection.anchor, active: id };
}

/** Ctrl/Cmd+arrow: the keyboard goes elsewhere, the selection stays. */
export function moveActive<Id extends string>(selection: Selection<Id>, id: Id): Selection<Id> {
  return { ...selection, active: id };
}

export function selectAll<Id extends string>(selection: Selection<Id>, order: readonly Id[]): Selection<Id> {
  return { selected: new Set(order), anchor: selection.anchor, active: selection.active ?? order[0] ?? null };
}

/** The row `by` places further in the displayed order, stopping at the ends; without an active row, an end. */
export function neighbour<Id extends string>(order: readonly Id[], active: Id | null, by: number): Id | null {
  const at = active === null ? -1 : order.indexOf(active);
  if (at < 0) return (by > 0 ? order[0] : order.at(-1)) ?? null;
  return order[Math.min(order.length - 1, Math.max(0, at + by))] ?? null;
}

/** The row that takes over when `gone` leave: the next one that stays, else the one before. */
export function survivor<Id extends string>(
  order: readonly Id[],
  gone: ReadonlySet<string>,
  active: Id | null,
): Id | null {
  const at = active === null ? -1 : order.indexOf(active);
  if (at < 0) return null;
  const after = order.slice(at).find((id) => !gone.has(id));
  return after ?? order.slice(0, at).findLast((id) => !gone.has(id)) ?? null;
}
