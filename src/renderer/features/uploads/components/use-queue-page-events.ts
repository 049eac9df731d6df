import { useState, type DragEvent, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';
import type { UploadId } from '../../../../shared/domain/ids.ts';
import { useStudio } from '../../../hooks/studio-context.ts';
import { listCommandOf } from '../../../lib/list-keys.ts';
import { moveActive, selectOne } from '../../../lib/selection.ts';
import { selectionAfter, selectionAfterClick } from '../queue-page-keys.ts';
import { queueSelection, setQueueSelection } from '../uploads-ui-store.ts';
import type { QueuePage } from '../use-queue-page.ts';

interface QueuePageEvents {
  /** As displayed. */
  readonly order: readonly UploadId[];
  readonly page: QueuePage;
  readonly pageRows: number;
}

const rowAt = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-upload]') : null;
const idAt = (target: EventTarget): UploadId | null =>
  (rowAt(target)?.dataset['upload'] as UploadId | undefined) ?? null;
const isControl = (target: EventTarget): boolean => target instanceof Element && target.closest('button, a') !== null;

/** What mouse and keyboard do in the queue; one set of listeners for all rows. */
export function useQueuePageEvents({ order, page, pageRows }: QueuePageEvents) {
  const { platform } = useStudio();
  const drag = useRowDrag(order, page);
  const events = {
    ...drag.events,
    onClick(event: MouseEvent) {
      const id = idAt(event.target);
      if (id === null || isControl(event.target)) return;
      const toggle = platform === 'darwin' ? event.metaKey : event.ctrlKey;
      setQueueSelection(selectionAfterClick(queueSelection(), order, id, { range: event.shiftKey, toggle }));
    },
    onContextMenu({ target }: MouseEvent) {
      const id = idAt(target);
      if (id !== null && !queueSelection().selected.has(id)) setQueueSelection(selectOne(id));
    },
    onFocus({ target }: FocusEvent) {
      const id = idAt(target);
      const selection = queueSelection();
      if (id !== null && id !== selection.active) setQueueSelection(moveActive(selection, id));
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      // A button that took the key (a menu's opens by an arrow) has done with it what there was to do.
      if (event.defaultPrevented || (isControl(event.target) && ['Enter', ' '].includes(event.key))) return;
      const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
      const command = listCommandOf(event, { platform, isRtl, pageRows });
      if (!command) return;
      const next = selectionAfter(command, queueSelection(), order);
      if (next) setQueueSelection(next);
      else if (command.type === 'move') page.step(command.direction);
      else if (command.type === 'delete') page.runChosen('cancel');
      else if (command.type === 'open') rowAt(event.target)?.querySelector('a')?.click();
      else return;
      event.preventDefault();
    },
  };
  return { events, dropBefore: drag.before };
}

/** Rows dragged to another place. `before`: where they would go (null: to the end); undefined: nothing is dragged. */
function useRowDrag(order: readonly UploadId[], page: QueuePage) {
  const [before, setBefore] = useState<UploadId | null | undefined>(undefined);
  const [isDragging, setDragging] = useState(false);
  const end = (): void => {
    setDragging(false);
    setBefore(undefined);
  };
  return {
    before,
    events: {
      onDragStart(event: DragEvent) {
        const id = idAt(event.target);
        if (id === null) return;
        if (!queueSelection().selected.has(id)) setQueueSelection(selectOne(id));
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', '');
        setDragging(true);
      },
      onDragOver(event: DragEvent) {
        const row = rowAt(event.target);
        const id = idAt(event.target);
        if (!isDragging || !row || id === null) return;
        event.preventDefault();
        const { top, height } = row.getBoundingClientRect();
        const isLowerHalf = event.clientY > top + height / 2;
        setBefore(isLowerHalf ? (order[order.indexOf(id) + 1] ?? null) : id);
      },
      onDrop(event: DragEvent) {
        if (!isDragging) return;
        event.preventDefault();
        if (before !== undefined) page.moveBefore(before);
        end();
      },
      onDragEnd: end,
    },
  };
}
