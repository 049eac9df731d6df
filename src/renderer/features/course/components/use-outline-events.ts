import { useRef, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { useStudio } from '../../../hooks/studio-context.ts';
import { editsText } from '../../../lib/dom.ts';
import { clickRow, runOutlineCommand } from '../outline-commands.ts';
import { listCommandOf, type ListCommand } from '../../../lib/list-keys.ts';
import type { OutlineRow, RowId } from '../outline-rows.ts';
import { setExpanded, type OutlineStore } from '../outline-ui.ts';
import type { OutlineVerbs } from '../outline-verbs.ts';
import { moveActive, selectOne } from '../../../lib/selection.ts';
import { goesOn, typeOn, type Typed } from '../type-ahead.ts';
import { rowIdOf } from './row-attributes.ts';

interface OutlineEvents {
  readonly rows: readonly OutlineRow[];
  readonly store: OutlineStore;
  readonly verbs: OutlineVerbs;
  readonly pageRows: number;
}

const isIn = (target: EventTarget, selector: string) => target instanceof Element && target.closest(selector) !== null;

/** Where the keyboard enters the inspector: its player, else its title. */
const inspectorEntry = '[data-inspector] :is(video, textarea)';

const typeAheadOf = (text: string): ListCommand => ({ type: 'type-ahead', text });

/** What mouse and keyboard do in the outline; one set of listeners for all rows. */
export function useOutlineEvents({ rows, store, verbs, pageRows }: OutlineEvents) {
  const { platform } = useStudio();
  // A click on a title renames it only if the row had the keyboard before the click.
  const ready = useRef<RowId | null>(null);
  const typed = useRef<Typed | null>(null);
  return {
    onMouseDown({ target }: MouseEvent) {
      const id = rowIdOf(target);
      const { selected } = store.getState().selection;
      const isReady =
        id !== null &&
        selected.size === 1 &&
        selected.has(id) &&
        isIn(document.activeElement ?? document, `[data-row="${id}"]`);
      ready.current = isReady ? id : null;
    },
    onClick(event: MouseEvent) {
      const { target } = event;
      const id = rowIdOf(target);
      if (id === null || editsText(target)) return;
      const row = rows.find((one) => one.id === id);
      if (row?.kind === 'chapter' && isIn(target, '[data-twist]')) return setExpanded(store, row.id, !row.isExpanded);
      const toggle = platform === 'darwin' ? event.metaKey : event.ctrlKey;
      if (!toggle && !event.shiftKey && ready.current === id && isIn(target, '[data-title]'))
        return store.setState({ renaming: id });
      clickRow({ rows, store }, id, { range: event.shiftKey, toggle });
    },
    onContextMenu({ target }: MouseEvent) {
      const id = rowIdOf(target);
      if (id === null || store.getState().selection.selected.has(id)) return;
      store.setState({ selection: selectOne(id) });
    },
    onFocus({ target }: FocusEvent) {
      const id = rowIdOf(target);
      const { selection } = store.getState();
      if (id !== null && id !== selection.active) store.setState({ selection: moveActive(selection, id) });
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      if (editsText(event.target)) return;
      const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
      // A button in a row is pressed by its own keys.
      if (isIn(event.target, 'button') && ['Enter', ' '].includes(event.key)) return;
      // In the middle of a word Space is a letter of it.
      const isSpace = event.key === ' ' && goesOn(typed.current, event.timeStamp);
      const pressed = isSpace ? typeAheadOf(' ') : listCommandOf(event, { platform, isRtl, pageRows });
      if (!pressed) return;
      event.preventDefault();
      typed.current = pressed.type === 'type-ahead' ? typeOn(typed.current, pressed.text, event.timeStamp) : null;
      const command = typed.current ? typeAheadOf(typed.current.text) : pressed;
      const wasOpen = document.querySelector(inspectorEntry);
      runOutlineCommand(command, { rows, store, verbs });
      // Enter opens the inspector; once it is open, Enter goes into it.
      if (command.type === 'open' && wasOpen instanceof HTMLElement) wasOpen.focus();
    },
  };
}
