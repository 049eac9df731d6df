import type { UploadId } from '../../../../shared/domain/ids.ts';
import type { RowDragging } from '../../../hooks/use-list-press.ts';
import type { ListRows } from '../../../lib/selection/list-rows.ts';
import { gapAt, type RowDrop } from '../../../lib/selection/row-drop.ts';
import { takenWith } from '../queue-page-model.ts';
import { queueSelected } from '../uploads-ui-store.ts';
import type { QueuePage } from '../use-queue-page.ts';

interface QueueDrop extends RowDrop {
  /** Null: at the end. */
  readonly beforeId: UploadId | null;
}
interface QueueRowDrag {
  readonly list: ListRows<UploadId>;
  readonly rowPx: number;
  readonly page: QueuePage;
}

/** Uploads that are still to be sent, dragged to another place in the order. */
export function useQueueRowDrag({ list, rowPx, page }: QueueRowDrag): RowDragging<UploadId, QueueDrop> {
  return {
    taken(grabbed) {
      const shown = new Set(list.shown.map(({ id }) => id));
      const order = page.order().filter((id) => shown.has(id));
      return takenWith(grabbed, queueSelected(), order);
    },
    dropAt({ y }) {
      const gap = gapAt(y, rowPx, list.shown.length);
      return { lineAt: gap * rowPx, beforeId: list.shown[gap]?.id ?? null };
    },
    onEnd(drop, ids) {
      if (drop) page.moveBefore(new Set(ids), drop.beforeId);
    },
  };
}
