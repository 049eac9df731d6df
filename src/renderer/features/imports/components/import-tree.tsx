import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef, type KeyboardEvent, type Ref } from 'react';
import { DragGhost } from '../../../components/drag-parts.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { askForLesson, goToRow, setIncluded, toggleFold } from '../imports-ui-store.ts';
import { checkOf, checkOfRow } from '../selection.ts';
import { moveFor } from '../tree-keys.ts';
import type { TreeRow } from '../tree-rows.ts';
import { useCaptionDrag } from '../use-caption-drag.ts';
import { ImportRow } from './import-row.tsx';
import { HEAD_PX, ROW_PX, treeColumns, wideOnly } from './tree-columns.ts';

interface ImportTreeProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly planId: string;
  readonly rows: readonly TreeRow[];
  readonly excluded: ReadonlySet<string>;
  readonly activeId: string | null;
  /** Of a folder that was dropped again: what is new says so. */
  readonly isRefresh: boolean;
}

/** The plan as a tree grid: one tab stop, rows by the arrow keys, only the rows in sight in the DOM. */
export function ImportTree({ ref, planId, rows, excluded, activeId, isRefresh }: ImportTreeProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => box.current as HTMLDivElement);
  const active = Math.max(
    0,
    rows.findIndex((row) => row.id === activeId),
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
    paddingStart: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
  });
  const items = virtual.getVirtualItems();
  const isDrawn = items.some((item) => item.index === active);
  // Wherever the row one is on comes from (a key, a jump, a fold), it is brought into sight.
  useEffect(() => {
    if (activeId !== null) virtual.scrollToIndex(active, { align: 'auto' });
  }, [activeId, active, virtual]);
  const drag = useCaptionDrag({ planId, rows, box });
  const check = (row: TreeRow) => setIncluded(planId, row.keys, checkOf(row.keys, excluded) !== true);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const item = rows[active]?.item;
    if (event.key === 'Enter' && item?.kind === 'orphan') {
      event.preventDefault();
      return askForLesson(planId, item.caption.fileKey);
    }
    const move = moveFor(event.key, rows, active, rtl ? 'ArrowLeft' : 'ArrowRight');
    if (!move) return;
    event.preventDefault();
    if (move.do === 'check') check(move.row);
    else if (move.do === 'toggle') toggleFold(planId, move.id);
    else goToRow(planId, rows[move.to]?.id ?? '');
  };
  return (
    <div
      ref={box}
      role="treegrid"
      tabIndex={0}
      aria-label={t('imports.tree')}
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      aria-activedescendant={isDrawn ? rowDomId(rows[active]) : undefined}
      onKeyDown={onKeyDown}
      onPointerDown={drag.onPointerDown}
      className="group/tree relative h-full overflow-y-auto outline-none"
    >
      <TreeHead />
      <DragGhost ref={drag.ghost} words={drag.words} />
      <div role="rowgroup" data-rows style={{ height: virtual.getTotalSize() - HEAD_PX }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          return row ? (
            <ImportRow
              key={row.id}
              planId={planId}
              domId={rowDomId(row)}
              row={row}
              rowIndex={index + 2}
              top={start}
              isActive={index === active}
              isMarked={row.id === activeId}
              excluded={excluded}
              isRefresh={isRefresh}
              check={checkOfRow(row, excluded)}
              onCheck={() => check(row)}
              onToggle={() => toggleFold(planId, row.id)}
              onActivate={() => goToRow(planId, row.id)}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

const rowDomId = (row: TreeRow | undefined): string => `row-${row?.id ?? ''}`;

function TreeHead() {
  const { t } = useTranslation();
  const head = 'text-11 font-medium text-ink-muted truncate';
  return (
    <div role="rowgroup" className="sticky top-0 z-20">
      <div role="row" aria-rowindex={1} className={`${treeColumns} h-7 border-b border-line bg-surface`}>
        <div role="columnheader" className={`${head} ps-11`}>
          {t('imports.column.title')}
        </div>
        <div role="columnheader" className={`${head} ${wideOnly}`}>
          {t('imports.column.file')}
        </div>
        <div role="columnheader" className={`${head} text-end`}>
          {t('imports.column.duration')}
        </div>
        <div role="columnheader" className={`${head} text-end ${wideOnly}`}>
          {t('imports.column.size')}
        </div>
        <div role="columnheader" className={head}>
          {t('imports.column.notes')}
        </div>
      </div>
    </div>
  );
}
