import { memo } from 'react';
import type { UploadRow } from '../../../../shared/ipc/contract/upload.ts';
import { cx } from '../../../components/cx.ts';
import { ContextMenu } from '../../../components/menu.tsx';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { namedUpload } from '../use-upload-verbs.ts';
import type { QueuePage } from '../use-queue-page.ts';
import { QueueCells, useLiveUpload } from './queue-cells.tsx';
import { moveItems, verbItems } from './verb-items.ts';

interface QueuePageRowProps {
  readonly row: UploadRow;
  readonly index: number;
  readonly top: number;
  readonly page: QueuePage;
  readonly isSelected: boolean;
  /** On its way to another place. */
  readonly isDragged: boolean;
  readonly isTabStop: boolean;
}

/**
 * One upload on the page of the queue. Its menu is of all that is selected when it is one of them. While others are
 * dragged it is not drawn again.
 */
export const QueuePageRow = memo(function QueuePageRow({
  row,
  index,
  top,
  page,
  isSelected,
  isDragged,
  isTabStop,
}: QueuePageRowProps) {
  const { t } = useTranslation();
  const shortcuts = useShortcuts();
  const upload = useLiveUpload(row);
  const chosen = isSelected ? page.chosen : [namedUpload(row, upload)];
  const isToSend = upload.state !== 'ready';
  const ids = new Set(chosen.map(({ snapshot }) => snapshot.uploadId));
  const moves = isToSend ? [null, ...moveItems(t, (direction) => page.step(direction, ids), shortcuts)] : [];
  const items = [...verbItems(t, page.run, chosen), ...moves];
  return (
    <ContextMenu items={items}>
      <div
        role="row"
        data-row={row.snapshot.uploadId}
        data-focus-inset=""
        aria-rowindex={index + 1}
        aria-selected={isSelected}
        tabIndex={isTabStop ? 0 : -1}
        style={{ transform: `translateY(${String(top)}px)` }}
        className={cx(
          'absolute inset-x-0 top-0 flex h-11 items-center compact:h-7 gap-4 border-b border-line/60 ps-4 pe-2',
          isSelected ? 'bg-selected' : 'hover:bg-hover',
          isDragged && 'opacity-50',
        )}
      >
        <QueueCells row={row} upload={upload} items={items} run={page.run} grid={{ tabIndex: isTabStop ? 0 : -1 }} />
      </div>
    </ContextMenu>
  );
});
