import { useRef, type ClipboardEvent, type MouseEvent, type PointerEvent } from 'react';
import type { RowDragging } from '../../../hooks/use-list-press.ts';
import { useListSelection } from '../../../hooks/use-list-selection.ts';
import type { ListCommand } from '../../../lib/list-keys.ts';
import { isIn, rowIdAt } from '../../../lib/selection/dom-rows.ts';
import type { Surface } from '../../../lib/selection/gestures.ts';
import { runOutlineCommand } from '../outline-commands.ts';
import type { OutlineDrop } from '../outline-drops.ts';
import type { OutlineRow, RowId } from '../outline-rows.ts';
import { setExpanded, type OutlineStore } from '../outline-ui.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';

interface OutlineGestures extends Surface<RowId> {
  readonly rows: readonly OutlineRow[];
  readonly store: OutlineStore;
  readonly verbs: OutlineVerbs;
  readonly pageRows: () => number;
  readonly dragging: RowDragging<RowId, OutlineDrop>;
}

/** Where the keyboard enters the inspector: its player, else its title. */
const inspectorEntry = '[data-inspector] :is(video, textarea)';

/** The gestures of every list, and the outline's own: a chapter's arrow, a click on a selected title, its keys. */
export function useOutlineGestures({ rows, store, verbs, pageRows, dragging, list, within }: OutlineGestures) {
  // A click on a title renames it only if the row had the keyboard before the click.
  const ready = useRef<RowId | null>(null);

  function onCommand(command: ListCommand, { repeat }: Pick<KeyboardEvent, 'repeat'>): boolean {
    // A key that is held down would copy the copies.
    if (command.type === 'duplicate' && repeat) return true;
    const wasOpen = document.querySelector(inspectorEntry);
    const isDone = runOutlineCommand(command, { rows, store, verbs });
    // Enter opens the inspector; once it is open, Enter goes into it.
    if (command.type === 'open' && wasOpen instanceof HTMLElement) wasOpen.focus();
    return isDone;
  }
  function onOwnClick({ target }: MouseEvent<HTMLElement>, id: RowId | null): boolean {
    const row = rows.find((one) => one.id === id);
    if (row?.kind === 'chapter' && isIn(target, '[data-twist]')) {
      setExpanded(store, row.id, !row.isExpanded);
      return true;
    }
    if (id === null || ready.current !== id || !isIn(target, '[data-title]')) return false;
    store.setState({ renaming: id });
    return true;
  }
  const { events, ...parts } = useListSelection({ store, list, within, pageRows, dragging, onCommand, onOwnClick });
  return {
    ...parts,
    events: {
      ...events,
      onPaste(event: ClipboardEvent<HTMLElement>) {
        if (verbs.offerTitles(event.clipboardData.getData('text/plain'), rows)) event.preventDefault();
      },
      onPointerDown(event: PointerEvent<HTMLElement>) {
        const id = rowIdAt<RowId>(event.target);
        const { selected } = store.getState().selection;
        const isReady = id !== null && selected.size === 1 && selected.has(id);
        ready.current = isReady && isIn(document.activeElement ?? document, `[data-row="${id}"]`) ? id : null;
        events.onPointerDown(event);
      },
    },
  };
}
