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
/** Ids and flags of one list: part of the feature's store. */
export interface ListUi<Id extends string> {
  readonly selection: Selection<Id>;
  readonly marquee: Marquee<Id>;
  readonly typed: Typed | null;
}
export const nothingDone: ListUi<never> = { selection: nothingSelected, marquee: { phase: 'inactive' }, typed: null };

/** What the person sees as selected. */
export const shownAsSelected = <Id extends string>({ selection, marquee }: Omit<ListUi<Id>, 'typed'>) =>
  marquee.phase === 'active' ? marquee.preview : selection.selected;

interface Press {
  readonly type: 'press';
  /** Where the button went down on empty space; null: elsewhere. */
  readonly from: Point | null;
  readonly mode: MarqueeMode;
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
      return { ...ui, typed: null, marquee: startOf(input) };
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
  const { marquee, selection } = ui;
  if (marquee.phase !== 'starting' && marquee.phase !== 'active') return ui;
  const { from, mode } = marquee;
  if (marquee.phase === 'starting' && !isDrag(from, to)) return ui;
  const inOrder = within(boxOf(from, to));
  const hit = from.y <= to.y ? inOrder : inOrder.toReversed();
  if (marquee.phase === 'active' && isSame(marquee.hit, hit)) return ui;
  return { ...ui, marquee: { phase: 'active', from, mode, hit, preview: combined(selection.selected, hit, mode) } };
}

const isSame = <Id>(one: readonly Id[], other: readonly Id[]): boolean =>
  one.length === other.length && one.every((id, at) => id === other[at]);

/** The keyboard goes on from where the rectangle ended; ranges begin where it began. */
function ended<Id extends string>(ui: ListUi<Id>, how: 'release' | 'cancel'): ListUi<Id> {
  const { marquee, selection } = ui;
  if (marquee.phase === 'starting') return { ...ui, marquee: { phase: 'inactive' } };
  if (marquee.phase !== 'active') return ui;
  if (how === 'cancel') return { ...ui, marquee: { phase: 'cancelled' } };
  const { hit, preview } = marquee;
  const ends = { anchor: hit[0] ?? selection.anchor, active: hit.at(-1) ?? selection.active };
  return { ...ui, marquee: { phase: 'resolved' }, selection: { selected: preview, ...ends } };
}

function clicked<Id extends string>(ui: ListUi<Id>, { id, held }: Click<Id>, list: ListRows<Id>): ListUi<Id> {
  const { marquee, selection } = ui;
  if (marquee.phase === 'resolved' || marquee.phase === 'cancelled') return { ...ui, marquee: { phase: 'inactive' } };
  if (id !== null) return list.has(id) ? withSelection(ui, clickOn(selection, list, id, held)) : ui;
  const isPlain = !held.range && !held.toggle;
  return isPlain && selection.selected.size > 0 ? { ...ui, selection: { ...selection, selected: new Set() } } : ui;
}

function keyed<Id extends string>(ui: ListUi<Id>, { command, atMs }: Key, list: ListRows<Id>): ListUi<Id> {
  // While the rectangle is drawn, the keyboard can only give it up.
  if (ui.marquee.phase === 'active') return command.type === 'clear' ? ended(ui, 'cancel') : ui;
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
