import { useMemo, useRef, type KeyboardEvent } from 'react';
import type { UploadId } from '../../../../shared/domain/ids.ts';
import type { UploadRow } from '../../../../shared/ipc/contract/upload.ts';
import { DragGhost, DropLine } from '../../../components/drag-parts.tsx';
import { Marquee } from '../../../components/marquee.tsx';
import { useRowHeights } from '../../../hooks/density-context.ts';
import { useListKeyboard } from '../../../hooks/use-list-keyboard.ts';
import { useListSelection } from '../../../hooks/use-list-selection.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useVirtualRows } from '../../../hooks/use-virtual-rows.ts';
import type { ListCommand } from '../../../lib/list-keys.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import { rowAt } from '../../../lib/selection/dom-rows.ts';
import { listRows, type ListRows } from '../../../lib/selection/list-rows.ts';
import { queueListStore, useActiveUpload, useDraggedUploads, useShownAsSelected } from '../uploads-ui-store.ts';
import type { QueuePage } from '../use-queue-page.ts';
import { QueuePageRow } from './queue-page-row.tsx';
import { useQueueRowDrag } from './use-queue-row-drag.ts';

interface QueuePageListProps {
  /** What the filter shows, in sending order. */
  readonly rows: readonly UploadRow[];
  /** The whole queue. */
  readonly all: readonly UploadRow[];
  readonly page: QueuePage;
}

/** The queue as an ARIA grid; in the page are only the rows in sight and the one with the keyboard. */
export function QueuePageList({ rows, all, page }: QueuePageListProps) {
  const { t } = useTranslation();
  const { upload: rowPx } = useRowHeights();
  const selected = useShownAsSelected();
  const active = useActiveUpload();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useQueueRows(rows, all);
  const { virtual, height, reveal, within, pageRows } = useVirtualRows({
    scroller,
    list,
    rowPx,
    kept: [active],
  });
  const dragging = useQueueRowDrag({ list, rowPx, page });
  const dragged = useDraggedUploads();
  const { events, content, rectangle, line, ghost, send } = useListSelection({
    dragging,
    store: queueListStore,
    list,
    within,
    pageRows,
    onCommand: (command, event) => runCommand(command, event, page),
  });
  const keyboard = useListKeyboard({
    scroller,
    list,
    active,
    reveal,
    height,
    onTakeOver: (id) => send({ type: 'focus', id }),
  });
  // A row that is not in the page cannot be the way in.
  const activeAt = list.indexOf(active);
  const tabStop = activeAt < 0 ? (virtual.range?.startIndex ?? 0) : activeAt;
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={-1}
      aria-label={t('uploads.queue')}
      aria-multiselectable
      aria-rowcount={rows.length}
      aria-colcount={3}
      {...events}
      {...keyboard}
      data-dragging={dragged.length > 0 || undefined}
      className="group/list min-h-0 grow overflow-x-hidden overflow-y-auto outline-none data-dragging:cursor-grabbing"
    >
      <div
        ref={content}
        role="rowgroup"
        style={{ height: virtual.getTotalSize() }}
        className="relative group-data-dragging/list:pointer-events-none"
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <QueuePageRow
              key={key}
              row={row}
              index={index}
              top={start}
              page={page}
              isSelected={selected.has(row.snapshot.uploadId)}
              isDragged={dragged.includes(row.snapshot.uploadId)}
              isTabStop={index === tabStop}
            />
          );
        })}
        <DropLine ref={line} />
        <Marquee ref={rectangle} />
      </div>
      <DragGhost ref={ghost} words={draggedWords(t, list, dragged)} />
    </div>
  );
}

/** What hangs at the pointer: the name of one, how many of several. */
function draggedWords(t: Words, list: ListRows<UploadId>, ids: readonly UploadId[]): string {
  const [first = null] = ids;
  return ids.length === 1 ? (list.shown[list.indexOf(first)]?.title ?? '') : t('list.selected', { count: ids.length });
}

function useQueueRows(rows: readonly UploadRow[], all: readonly UploadRow[]) {
  return useMemo(() => {
    const ids = new Set(all.map(({ snapshot }) => snapshot.uploadId));
    const shown = rows.map(({ snapshot, fileName }) => ({ id: snapshot.uploadId, title: fileName }));
    return listRows<UploadId>({ shown, has: (id) => ids.has(id) });
  }, [rows, all]);
}

function runCommand(command: ListCommand, { target }: KeyboardEvent, page: QueuePage): boolean {
  if (command.type === 'move') page.step(command.direction);
  else if (command.type === 'delete') page.runChosen('cancel');
  else if (command.type === 'open') rowAt(target)?.querySelector('a')?.click();
  else return false;
  return true;
}
