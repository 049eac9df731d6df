import { useState, type DragEvent } from 'react';
import type { UploadId } from '../../../../shared/domain/ids.ts';
import { rowAt, rowIdAt } from '../../../lib/selection/dom-rows.ts';
import type { QueuePage } from '../use-queue-page.ts';

interface QueueRowDrag {
  /** As displayed. */
  readonly order: readonly UploadId[];
  readonly page: QueuePage;
  /** Before it is dragged: what is dragged is what is selected. */
  readonly select: (id: UploadId) => void;
}

/** Rows dragged to another place. `before`: where they would go (null: to the end); undefined: nothing is dragged. */
export function useQueueRowDrag({ order, page, select }: QueueRowDrag) {
  const [before, setBefore] = useState<UploadId | null | undefined>(undefined);
  const [isDragging, setDragging] = useState(false);
  const end = (): void => {
    setDragging(false);
    setBefore(undefined);
  };
  return {
    before,
    dragEvents: {
      onDragStart(event: DragEvent) {
        const id = rowIdAt<UploadId>(event.target);
        if (id === null) return;
        select(id);
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', '');
        setDragging(true);
      },
      onDragOver(event: DragEvent) {
        const row = rowAt(event.target);
        const id = rowIdAt<UploadId>(event.target);
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
