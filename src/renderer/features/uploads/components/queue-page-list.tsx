import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { UploadId } from '../../../../shared/domain/ids.ts';
import type { UploadRow } from '../../../../shared/ipc/contract/upload.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { survivor } from '../../../lib/selection.ts';
import { queueSelection, setQueueSelection, useQueueSelection } from '../uploads-ui-store.ts';
import type { QueuePage } from '../use-queue-page.ts';
import { QueuePageRow } from './queue-page-row.tsx';
import { useQueuePageEvents } from './use-queue-page-events.ts';

const ROW_PX = 44;

interface QueuePageListProps {
  /** What the filter shows, in sending order. */
  readonly rows: readonly UploadRow[];
  readonly page: QueuePage;
}

/** The queue as an ARIA grid; in the page are only the rows in sight and the one with the keyboard. */
export function QueuePageList({ rows, page }: QueuePageListProps) {
  const { t } = useTranslation();
  const selection = useQueueSelection();
  const scroller = useRef<HTMLDivElement>(null);
  const activeIndex = rows.findIndex(({ snapshot }) => snapshot.uploadId === selection.active);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.snapshot.uploadId ?? index,
    overscan: 8,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return activeIndex < 0 || shown.includes(activeIndex) ? shown : [...shown, activeIndex].toSorted((a, b) => a - b);
    },
  });
  // The keyboard goes where the selection goes; a list that has it keeps it when rows come and go.
  useLayoutEffect(() => {
    const box = scroller.current;
    const hasKeyboard = box?.contains(document.activeElement) ?? false;
    if (!box || activeIndex < 0 || !hasKeyboard) return;
    virtual.scrollToIndex(activeIndex);
    box.querySelector<HTMLElement>(`[aria-rowindex="${String(activeIndex + 1)}"]`)?.focus({ preventScroll: true });
  }, [virtual, activeIndex]);
  const order = rows.map(({ snapshot }) => snapshot.uploadId);
  useHeldKeyboard(scroller, order);
  const { events, dropBefore } = useQueuePageEvents({
    order,
    page,
    pageRows: Math.max(1, Math.floor((virtual.scrollRect?.height ?? 640) / ROW_PX)),
  });
  const lineAt = dropLineAt(rows, dropBefore);
  // A row that is not in the page cannot be the way in.
  const tabStop = activeIndex < 0 ? (virtual.range?.startIndex ?? 0) : activeIndex;
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
      className="min-h-0 grow overflow-x-hidden overflow-y-auto"
    >
      <div role="rowgroup" style={{ height: virtual.getTotalSize() }} className="relative">
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
              isSelected={selection.selected.has(row.snapshot.uploadId)}
              isTabStop={index === tabStop}
            />
          );
        })}
        {lineAt === null ? null : (
          <div
            aria-hidden
            style={{ top: lineAt * ROW_PX - 1 }}
            className="pointer-events-none absolute inset-x-0 h-0.5 bg-accent"
          />
        )}
      </div>
    </div>
  );
}

/** When the row with the keyboard leaves the list, the one that stands there now takes over. */
function useHeldKeyboard(scroller: RefObject<HTMLElement | null>, order: readonly UploadId[]): void {
  const before = useRef(order);
  useLayoutEffect(() => {
    const shown = new Set<UploadId>(order);
    const gone = new Set(before.current.filter((id) => !shown.has(id)));
    const { active, ...rest } = queueSelection();
    const next = active !== null && gone.has(active) ? survivor(before.current, gone, active) : null;
    before.current = order;
    // Elsewhere than on nothing: somebody works there.
    if (next === null || document.activeElement !== document.body) return;
    scroller.current?.focus({ preventScroll: true });
    setQueueSelection({ ...rest, active: next });
  });
}

/** Above which row the line stands that shows where dragged rows would go; undefined: nothing is dragged. */
function dropLineAt(rows: readonly UploadRow[], dropBefore: UploadId | null | undefined): number | null {
  if (dropBefore === undefined) return null;
  if (dropBefore === null) return rows.length;
  const at = rows.findIndex(({ snapshot }) => snapshot.uploadId === dropBefore);
  return at < 0 ? null : at;
}
