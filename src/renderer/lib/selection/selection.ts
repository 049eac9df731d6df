import { alike, isGroupAt, neighbour, neighbourAlike, type ListRows } from './list-rows.ts';

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

/**
 * Shift-click, Shift+arrow; `add` keeps what was selected (Ctrl/Cmd+Shift-click). Only rows of the anchor's kind are
 * taken in; to a row of another kind, or from an anchor that is not displayed, there is no range: it starts anew.
 */
export function selectRange<Id extends string>(
  selection: Selection<Id>,
  list: ListRows<Id>,
  id: Id,
  add = false,
): Selection<Id> {
  const [from, to] = [list.indexOf(selection.anchor), list.indexOf(id)];
  if (to < 0) return selection;
  const isGroup = isGroupAt(list, to);
  if (from < 0 || isGroupAt(list, from) !== isGroup) return add ? toggleOne(selection, id) : selectOne(id);
  const range = alike(list.shown.slice(Math.min(from, to), Math.max(from, to) + 1), isGroup);
  return { selected: new Set([...(add ? selection.selected : []), ...range]), anchor: selection.anchor, active: id };
}

/** A click on a row, with what was held down. */
export function clickOn<Id extends string>(selection: Selection<Id>, list: ListRows<Id>, id: Id, held: Held) {
  if (held.range) return selectRange(selection, list, id, held.toggle);
  return held.toggle ? toggleOne(selection, id) : selectOne(id);
}
export interface Held {
  readonly range: boolean;
  readonly toggle: boolean;
}

/** Ctrl/Cmd+arrow: the keyboard goes elsewhere, the selection stays. */
export function moveActive<Id extends string>(selection: Selection<Id>, id: Id): Selection<Id> {
  return selection.active === id ? selection : { ...selection, active: id };
}

/** An arrow, Page, Home or End key; `extend` goes on among the rows of the anchor's kind. */
export function go<Id extends string>(selection: Selection<Id>, list: ListRows<Id>, { by, how }: Go): Selection<Id> {
  const isGroup = isGroupAt(list, list.indexOf(selection.anchor));
  const to =
    how === 'extend' ? neighbourAlike(list, selection.active, by, isGroup) : neighbour(list, selection.active, by);
  if (to === null) return selection;
  if (how === 'select') return selectOne(to);
  return how === 'extend' ? selectRange(selection, list, to) : moveActive(selection, to);
}
interface Go {
  readonly by: number;
  readonly how: 'select' | 'extend' | 'keep';
}

/** Ctrl/Cmd+A: all that is displayed, of the kind of the active row; again: what is folded away, too. */
export function selectAll<Id extends string>(selection: Selection<Id>, list: ListRows<Id>): Selection<Id> {
  const isGroup = isGroupAt(list, list.indexOf(selection.active));
  const shown = alike(list.shown, isGroup);
  const isAgain = shown.every((id) => selection.selected.has(id));
  const selected = new Set(isAgain ? [...shown, ...alike(list.folded, isGroup)] : shown);
  return { selected, anchor: selection.anchor, active: selection.active ?? shown[0] ?? null };
}

/** Escape: of several the one with the keyboard stays; then nothing. */
export function clear<Id extends string>({ selected, anchor, active }: Selection<Id>): Selection<Id> {
  if (selected.size > 1 && active !== null && selected.has(active)) return selectOne(active);
  return { selected: new Set(), anchor, active };
}

const nobody: ReadonlySet<never> = new Set();
/** What a verb is for: all that is selected; without any, the row with the keyboard. */
export function chosenOf<Id extends string>({ selected, active }: Selection<Id>): ReadonlySet<Id> {
  if (selected.size > 0) return selected;
  return active === null ? nobody : new Set([active]);
}

/** Those that are still there; the same set when all are. */
export function stillThere<Id extends string>(ids: ReadonlySet<Id>, has: (id: Id) => boolean): ReadonlySet<Id> {
  const held = [...ids].filter((id) => has(id));
  return held.length === ids.size ? ids : new Set(held);
}
