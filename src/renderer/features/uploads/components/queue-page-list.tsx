import { useMemo, useRef, type KeyboardEvent } from 'react';
import type { UploadId } from '../../../../shared/domain/ids.ts';
import type { UploadRow } from '../../../../shared/ipc/contract/upload.ts';
import { Marquee } from '../../../components/marquee.tsx';
import { useListKeyboard } from '../../../hooks/use-list-keyboard.ts';
import { useListSelection } from '../../../hooks/use-list-selection.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useVirtualRows } from '../../../hooks/use-virtual-rows.ts';
import type { ListCommand } from '../../../lib/list-keys.ts';
import { rowAt } from '../../../lib/selection/dom-rows.ts';
import { listRows } from '../../../lib/selection/list-rows.ts';
import { queueListStore, useActiveUpload, useShownAsSelected } from '../uploads-ui-store.ts';
import type { QueuePage } from '../use-queue-page.ts';
import { QueuePageRow } from './queue-page-row.tsx';
import { useQueueRowDrag } from './use-queue-row-drag.ts';

const ROW_PX = 44;

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
  const selected = useShownAsSelected();
  const active = useActiveUpload();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useQueueRows(rows, all);
  const { virtual, height, reveal, within, pageRows } = useVirtualRows({
    scroller,
    list,
    rowPx: ROW_PX,
    kept: [active],
  });
  const { events, content, rectangle, send } = useListSelection({
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
  const order = list.shown.map(({ id }) => id);
  const { before, dragEvents } = useQueueRowDrag({ order, page, select: (id) => send({ type: 'menu', id }) });
  const lineAt = before === undefined ? null : before === null ? rows.length : list.indexOf(before);
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
      {...dragEvents}
      className="min-h-0 grow overflow-x-hidden overflow-y-auto outline-none"
    >
      <div ref={content} role="rowgroup" style={{ height: virtual.getTotalSize() }} className="relative">
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
              isTabStop={index === tabStop}
            />
          );
        })}
        {lineAt === null || lineAt < 0 ? null : (
          <div
            aria-hidden
            style={{ top: lineAt * ROW_PX - 1 }}
            className="pointer-events-none absolute inset-x-0 h-0.5 bg-accent"
          />
        )}
        <Marquee ref={rectangle} />
      </div>
    </div>
  );
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
