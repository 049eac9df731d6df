import { useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { editsText } from '../lib/dom.ts';
import { listCommandOf, type ListCommand, type OwnCommand, type SelectionCommand } from '../lib/list-keys.ts';
import { isControl, isIn, isInside, isToggling, rowIdAt } from '../lib/selection/dom-rows.ts';
import { gestureStep, type GestureInput, type ListUi, type Surface } from '../lib/selection/gestures.ts';
import type { RowDrop } from '../lib/selection/row-drop.ts';
import type { Platform } from '../../shared/domain/key-press.ts';
import { useShortcuts } from './shortcuts-context.ts';
import { useStudio } from './studio-context.ts';
import { useListPress, type RowDragging } from './use-list-press.ts';

export interface ListStore<Id extends string> {
  readonly getState: () => ListUi<Id>;
  readonly setState: (part: ListUi<Id>) => void;
}
interface ListSelection<Id extends string, Drop extends RowDrop> extends Surface<Id> {
  readonly store: ListStore<Id>;
  /** How many rows Page up and Page down go. */
  readonly pageRows: () => number;
  /** How many items stand side by side now, where they are tiles. */
  readonly columns?: () => number;
  /** What the list does with a key that does not select; answers whether it did anything. */
  readonly onCommand: (command: OwnCommand, event: KeyboardEvent<HTMLElement>) => boolean;
  /** A plain click that is not a matter of selection; answers whether it was one. */
  readonly onOwnClick?: (event: MouseEvent<HTMLElement>, id: Id | null) => boolean;
  /** Where rows can be dragged. */
  readonly dragging?: RowDragging<Id, Drop> | undefined;
}
export type Send<Id extends string> = (input: GestureInput<Id>) => void;

/**
 * What mouse and keyboard do to the selection of a list: one set of listeners for all of its rows, the same in every
 * list. `content` is what the scrolling box scrolls, `rectangle` and the line where dragged rows go lie in it.
 */
export function useListSelection<Id extends string, Drop extends RowDrop = RowDrop>(props: ListSelection<Id, Drop>) {
  const { store, columns = oneColumn } = props;
  const { platform } = useStudio();
  const { table } = useShortcuts();
  // A rectangle is drawn over several renders: rows come and go under it.
  const latest = useRef<Surface<Id>>(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const send: Send<Id> = (input) => {
    const { list, within } = latest.current;
    store.setState(gestureStep(store.getState(), input, { list: { ...list, columns: columns() }, within }));
  };
  const { onPointerDown, ...parts } = useListPress({ store, send, platform, dragging: props.dragging });
  const events = {
    onPointerDown,
    onClick: (event: MouseEvent<HTMLElement>) => click(event, send, platform, props.onOwnClick),
    onContextMenu(event: MouseEvent<HTMLElement>) {
      const id = isInside(event) ? rowIdAt<Id>(event.target) : null;
      if (id !== null) send({ type: 'menu', id });
    },
    onFocus({ target }: { readonly target: EventTarget }) {
      const id = rowIdAt<Id>(target);
      if (id !== null) send({ type: 'focus', id });
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      // A control that took the key (a menu's button opens by an arrow) has done with it what there was to do.
      if (event.defaultPrevented || editsText(event.target)) return;
      if (isControl(event.target) && ['Enter', ' '].includes(event.key)) return;
      const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
      const command = listCommandOf(event, { platform, table, isRtl, pageRows: props.pageRows(), columns: columns() });
      if (!command) return;
      if (isSelecting(command)) send({ type: 'key', command, atMs: event.timeStamp });
      else if (!props.onCommand(command, event)) return;
      event.preventDefault();
    },
  };
  return { events, send, ...parts };
}
const oneColumn = () => 1;
const selecting: ReadonlySet<string> = new Set<SelectionCommand['type']>([
  'go',
  'toggle',
  'select-all',
  'clear',
  'type-ahead',
]);
const isSelecting = (command: ListCommand): command is SelectionCommand => selecting.has(command.type);

function click<Id extends string>(
  event: MouseEvent<HTMLElement>,
  send: Send<Id>,
  platform: Platform,
  onOwnClick: ListSelection<Id, RowDrop>['onOwnClick'],
): void {
  const isLink = isIn(event.target, 'a');
  if (!isInside(event) || (isControl(event.target) && !isLink)) return;
  const id = rowIdAt<Id>(event.target);
  const held = { range: event.shiftKey, toggle: isToggling(event, platform) };
  const isPlain = !held.range && !held.toggle;
  if (isPlain && (isLink || onOwnClick?.(event, id) === true)) return;
  // A link with Ctrl or Shift held would open a window of its own.
  event.preventDefault();
  send({ type: 'click', id, held });
}
