import type { SelectionCommand } from '../list-keys.ts';
import type { ListRows } from './list-rows.ts';
import { boxOf, combined, isDrag, type Box, type MarqueeMode, type Point } from './marquee.ts';
import {
  clear,
  clickOn,
  go,
  moveActive,
  nothingSelected,
  selectAll,
  selectOne,
  stillThere,
  toggleOne,
  type Held,
  type Selection,
} from './selection.ts';
import { goesOn, rowThatStarts, typeOn, type Typed } from './type-ahead.ts';

/**
 * The rectangle: pressed and not moved yet, being drawn, or just over. Until it is resolved, what it would select is
 * apart from what is selected. The click that the browser makes of a press that became a rectangle means nothing.
 */
type Marquee<Id extends string> =
  | { readonly phase: 'inactive' | 'resolved' | 'cancelled' }
  | { readonly phase: 'starting'; readonly from: Point; readonly mode: MarqueeMode }
  | {
      readonly phase: 'active';
      readonly from: Point;
      readonly mode: MarqueeMode;
      /** The rows under it, from where it began to where it is. */
      readonly hit: readonly Id[];
      readonly preview: ReadonlySet<Id>;
    };
/**
 * Rows that are taken to another place: pressed and not moved yet, on their way, or just put down. Where they would go
 * is a matter of each list.
 */
type RowDrag<Id extends string> =
  | { readonly phase: 'inactive' | 'resolved' | 'cancelled' }
  | { readonly phase: 'starting'; readonly from: Point; readonly ids: readonly Id[]; readonly grabbed: Id }
  | { readonly phase: 'active'; readonly ids: readonly Id[] };
/** Ids and flags of one list: part of the feature's store. */
export interface ListUi<Id extends string> {
  readonly selection: Selection<Id>;
  readonly marquee: Marquee<Id>;
  readonly drag: RowDrag<Id>;
  readonly typed: Typed | null;
}
export const nothingDone: ListUi<never> = {
  selection: nothingSelected,
  marquee: { phase: 'inactive' },
  drag: { phase: 'inactive' },
  typed: null,
};

/** What the person sees as selected. */
export const shownAsSelected = <Id extends string>({ selection, marquee }: Pick<ListUi<Id>, 'selection' | 'marquee'>) =>
  marquee.phase === 'active' ? marquee.preview : selection.selected;

const nobody: readonly never[] = [];
/** The rows that are on their way. */
export const draggedIds = <Id extends string>({ drag }: Pick<ListUi<Id>, 'drag'>): readonly Id[] =>
  drag.phase === 'active' ? drag.ids : nobody;

interface Press {
  readonly type: 'press';
  /** Where the button went down on empty space; null: elsewhere. */
  readonly from: Point | null;
  readonly mode: MarqueeMode;
}
interface Take<Id extends string> {
  readonly type: 'take';
  readonly from: Point;
  /** The row that is held, and all that goes with it, in their order. */
  readonly grabbed: Id;
  readonly ids: readonly Id[];
}
interface Click<Id extends string> {
  readonly type: 'click';
  /** Null: on none of the rows. */
  readonly id: Id | null;
  readonly held: Held;
}
interface Key {
  readonly type: 'key';
  readonly command: SelectionCommand;
  readonly atMs: number;
}
export type GestureInput<Id extends string> =
  | Press
  | Take<Id>
  | Click<Id>
  | Key
  | { readonly type: 'move'; readonly to: Point }
  | { readonly type: 'release' | 'cancel' }
  | { readonly type: 'menu' | 'focus'; readonly id: Id };

/** The rows and where they are: `within` answers those that a box touches, by geometry, in displayed order. */
export interface Surface<Id extends string> {
  readonly list: ListRows<Id>;
  readonly within: (box: Box) => readonly Id[];
}

/** One step of the gestures of a list. The same state when nothing changes. Rows that are gone leave the selection. */
export function gestureStep<Id extends string>(
  ui: ListUi<Id>,
  input: GestureInput<Id>,
  surface: Surface<Id>,
): ListUi<Id> {
  const next = stepOf(ui, input, surface);
  if (next.selection === ui.selection) return next;
  const { selected } = next.selection;
  const held = stillThere(selected, surface.list.has);
  return held === selected ? next : { ...next, selection: { ...next.selection, selected: held } };
}

function stepOf<Id extends string>(ui: ListUi<Id>, input: GestureInput<Id>, surface: Surface<Id>): ListUi<Id> {
  switch (input.type) {
    case 'press':
      return { ...ui, typed: null, marquee: startOf(input), drag: { phase: 'inactive' } };
    case 'take': {
      const { from, grabbed, ids } = input;
      const drag = { phase: 'starting', from, grabbed, ids } as const;
      return { ...ui, typed: null, marquee: { phase: 'inactive' }, drag };
    }
    case 'move':
      return moved(ui, input.to, surface);
    case 'release':
    case 'cancel':
      return ended(ui, input.type);
    case 'click':
      return clicked(ui, input, surface.list);
    case 'menu':
      if (ui.selection.selected.has(input.id) || !surface.list.has(input.id)) return ui;
      return { ...ui, selection: selectOne(input.id) };
    case 'focus':
      return withSelection(ui, moveActive(ui.selection, input.id));
    case 'key':
      return keyed(ui, input, surface.list);
    default:
      return input satisfies never;
  }
}

const withSelection = <Id extends string>(ui: ListUi<Id>, selection: Selection<Id>): ListUi<Id> =>
  selection === ui.selection ? ui : { ...ui, selection };

const startOf = <Id extends string>({ from, mode }: Press): Marquee<Id> =>
  from ? { phase: 'starting', from, mode } : { phase: 'inactive' };

function moved<Id extends string>(ui: ListUi<Id>, to: Point, { within }: Surface<Id>): ListUi<Id> {
  const { marquee, selection, drag } = ui;
  if (drag.phase === 'starting' && isDrag(drag.from, to)) return takenUp(ui, drag);
  if (marquee.phase !== 'starting' && marquee.phase !== 'active') return ui;
  const { from, mode } = marquee;
  if (marquee.phase === 'starting' && !isDrag(from, to)) return ui;
  const inOrder = within(boxOf(from, to));
  const hit = from.y <= to.y ? inOrder : inOrder.toReversed();
  if (marquee.phase === 'active' && isSame(marquee.hit, hit)) return ui;
  return { ...ui, marquee: { phase: 'active', from, mode, hit, preview: combined(selection.selected, hit, mode) } };
}

/** A row that was not selected is, by being dragged. */
function takenUp<Id extends string>(ui: ListUi<Id>, { grabbed, ids }: Pick<Take<Id>, 'grabbed' | 'ids'>): ListUi<Id> {
  const selection = ui.selection.selected.has(grabbed) ? ui.selection : selectOne(grabbed);
  return { ...ui, selection, drag: { phase: 'active', ids } };
}

const isSame = <Id>(one: readonly Id[], other: readonly Id[]): boolean =>
  one.length === other.length && one.every((id, at) => id === other[at]);

/** The keyboard goes on from where the rectangle ended; ranges begin where it began. */
function ended<Id extends string>(ui: ListUi<Id>, how: 'release' | 'cancel'): ListUi<Id> {
  const { marquee, selection, drag } = ui;
  if (drag.phase === 'starting') return { ...ui, drag: { phase: 'inactive' } };
  if (drag.phase === 'active') return { ...ui, drag: { phase: how === 'release' ? 'resolved' : 'cancelled' } };
  if (marquee.phase === 'starting') return { ...ui, marquee: { phase: 'inactive' } };
  if (marquee.phase !== 'active') return ui;
  if (how === 'cancel') return { ...ui, marquee: { phase: 'cancelled' } };
  const { hit, preview } = marquee;
  const ends = { anchor: hit[0] ?? selection.anchor, active: hit.at(-1) ?? selection.active };
  return { ...ui, marquee: { phase: 'resolved' }, selection: { selected: preview, ...ends } };
}

/** What the press became is over, and only its click is still to come. */
const isOver = ({ phase }: { readonly phase: string }): boolean => phase === 'resolved' || phase === 'cancelled';

function clicked<Id extends string>(ui: ListUi<Id>, { id, held }: Click<Id>, list: ListRows<Id>): ListUi<Id> {
  const { marquee, selection } = ui;
  if (isOver(marquee) || isOver(ui.drag)) return { ...ui, marquee: { phase: 'inactive' }, drag: { phase: 'inactive' } };
  if (id !== null) return list.has(id) ? withSelection(ui, clickOn(selection, list, id, held)) : ui;
  const isPlain = !held.range && !held.toggle;
  return isPlain && selection.selected.size > 0 ? { ...ui, selection: { ...selection, selected: new Set() } } : ui;
}

function keyed<Id extends string>(ui: ListUi<Id>, { command, atMs }: Key, list: ListRows<Id>): ListUi<Id> {
  // While the rectangle is drawn, or rows are dragged, the keyboard can only give it up.
  if (ui.marquee.phase === 'active' || ui.drag.phase === 'active')
    return command.type === 'clear' ? ended(ui, 'cancel') : ui;
  // In the middle of a word Space is a letter of it.
  const letter = command.type === 'toggle' && goesOn(ui.typed, atMs) ? ' ' : null;
  const text = command.type === 'type-ahead' ? command.text : letter;
  if (text === null)
    return withSelection(ui.typed ? { ...ui, typed: null } : ui, afterKey(ui.selection, command, list));
  const typed = typeOn(ui.typed, text, atMs);
  const to = rowThatStarts(list, ui.selection.active, typed.text);
  return { ...ui, typed, ...(to !== null && { selection: selectOne(to) }) };
}

function afterKey<Id extends string>(selection: Selection<Id>, command: SelectionCommand, list: ListRows<Id>) {
  if (command.type === 'go') return go(selection, list, command);
  if (command.type === 'select-all') return selectAll(selection, list);
  if (command.type === 'clear') return clear(selection);
  const { active } = selection;
  return active !== null && list.has(active) ? toggleOne(selection, active) : selection;
}
