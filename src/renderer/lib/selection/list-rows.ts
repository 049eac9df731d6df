/** A row as the selection knows it. */
export interface ListItem<Id extends string> {
  readonly id: Id;
  /** What type-ahead compares. */
  readonly title: string;
  /** It stands for the rows under it: a range over lessons must not take in a chapter with all that it holds. */
  readonly isGroup?: boolean;
}
interface ListContent<Id extends string> {
  /** As displayed, whether or not a row is in the DOM. */
  readonly shown: readonly ListItem<Id>[];
  /** What the list stands for and does not display, such as the lessons of a closed chapter. */
  readonly folded?: readonly ListItem<Id>[];
  /** Whether a row is still there; a filter may hide it. */
  readonly has: (id: Id) => boolean;
  /** How many items stand side by side, where they are tiles. */
  readonly columns?: number;
}
/** The rows of a list as the gestures see them. */
export interface ListRows<Id extends string> extends Required<ListContent<Id>> {
  /** Where a row is displayed, from 0; -1 when it is not. */
  readonly indexOf: (id: Id | null) => number;
}

export function listRows<Id extends string>(content: ListContent<Id>): ListRows<Id> {
  const indexes = new Map(content.shown.map(({ id }, index) => [id, index]));
  return {
    folded: [],
    columns: 1,
    ...content,
    indexOf: (id) => (id === null ? -1 : (indexes.get(id) ?? -1)),
  };
}

/** The rows of the same kind as one of them: groups, or what is in groups. */
export function alike<Id extends string>(items: readonly ListItem<Id>[], isGroup: boolean): readonly Id[] {
  return items.filter((item) => isGroupRow(item) === isGroup).map(({ id }) => id);
}

/** Whether the row that is displayed there is a group; nowhere is none. */
export const isGroupAt = ({ shown }: Pick<ListRows<string>, 'shown'>, index: number): boolean =>
  isGroupRow(shown[index]);

const isGroupRow = (item: ListItem<string> | undefined): boolean => item?.isGroup === true;

/** So far that any list ends before. */
export const toTheEnd = 1_000_000;

/** The row `by` places further in the displayed order, stopping at the ends; without an active row, an end. */
export function neighbour<Id extends string>(list: ListRows<Id>, active: Id | null, by: number): Id | null {
  const { shown, columns } = list;
  const at = list.indexOf(active);
  if (at < 0) return (by > 0 ? shown[0] : shown.at(-1))?.id ?? null;
  return shown[stepAmong(shown.length, columns, at, by)]?.id ?? null;
}

/** The same among rows of one kind; `from` itself when there is none further on. */
export function neighbourAlike<Id extends string>(
  list: ListRows<Id>,
  active: Id | null,
  by: number,
  isGroup: boolean,
): Id | null {
  const at = list.indexOf(active);
  if (list.columns > 1) return neighbour(list, active, by);
  if (at < 0) return alike(list.shown, isGroup).at(by > 0 ? 0 : -1) ?? null;
  let found = isGroupAt(list, at) === isGroup ? at : -1;
  for (let next = at + Math.sign(by), left = Math.abs(by); left > 0 && next in list.shown; next += Math.sign(by)) {
    if (isGroupAt(list, next) !== isGroup) continue;
    found = next;
    left -= 1;
  }
  return list.shown[found]?.id ?? null;
}

/** Tiles: a step over the last line stays in its column, and in a line that is not full it goes to the last tile. */
function stepAmong(count: number, columns: number, at: number, by: number): number {
  const last = count - 1;
  const to = at + by;
  if (to >= 0 && to <= last) return to;
  if (Math.abs(by) >= toTheEnd || columns === 1) return to < 0 ? 0 : last;
  if (to < 0) return Math.abs(by) < columns ? 0 : at % columns;
  const isLastLine = Math.floor(at / columns) === Math.floor(last / columns);
  return isLastLine && Math.abs(by) >= columns ? at : last;
}

/** The row that takes over when `gone` leave: the next one that stays, else the one before. */
export function survivor<Id extends string>(
  order: readonly Id[],
  gone: Pick<ReadonlySet<string>, 'has'>,
  active: Id | null,
): Id | null {
  const at = active === null ? -1 : order.indexOf(active);
  if (at < 0) return null;
  const after = order.slice(at).find((id) => !gone.has(id));
  return after ?? order.slice(0, at).findLast((id) => !gone.has(id)) ?? null;
}
