import { useVirtualizer, defaultRangeExtractor, type Range, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, type FocusEvent, type RefObject } from 'react';
import type { ChapterId, CourseId } from '../../../../shared/domain/ids.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { readPreference, writePreference } from '../../../lib/preferences.ts';
import { nextToRename } from '../outline-commands.ts';
import type { OutlineRow, RowId } from '../outline-rows.ts';
import { useOutlineStore, useOutlineUi, type OutlineStore } from '../outline-ui.ts';
import type { OutlineVerbs } from '../outline-verbs.ts';
import { selectOne } from '../../../lib/selection.ts';
import { ChapterRow } from './chapter-row.tsx';
import { LessonRow } from './lesson-row.tsx';
import { rowIdOf } from './row-attributes.ts';
import type { TitleEnd } from './title-input.tsx';
import { useOutlineEvents } from './use-outline-events.ts';

const ROW_PX = 32;

interface OutlineTreeProps {
  readonly courseId: CourseId;
  readonly rows: readonly OutlineRow[];
  readonly verbs: OutlineVerbs;
  /** Chooses what is to go into an empty chapter. */
  readonly onImportInto: (chapterId: ChapterId) => void;
}

/** Chapters and lessons as an ARIA tree grid; in the page are only the rows in sight and the one with the keyboard. */
export function OutlineTree({ courseId, rows, verbs, onImportInto }: OutlineTreeProps) {
  const { t } = useTranslation();
  const store = useOutlineStore();
  const selection = useOutlineUi((ui) => ui.selection);
  const renaming = useOutlineUi((ui) => ui.renaming);
  const dropOn = useOutlineUi((ui) => ui.dropOn);
  const scroller = useRef<HTMLDivElement>(null);
  const indexes = useMemo(() => new Map(rows.map((row, index) => [row.id, index])), [rows]);
  const activeIndex = selection.active === null ? -1 : (indexes.get(selection.active) ?? -1);
  const kept = [activeIndex, renaming === null ? -1 : (indexes.get(renaming) ?? -1)];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    rangeExtractor: (range) => withKept(range, [...kept, focusedIndex(scroller.current, indexes)]),
    useFlushSync: false,
    initialOffset: () => scrollOf(courseId),
  });
  useScrollMemory(courseId, scroller);
  const watchKeyboard = useKeyboardPlace({ scroller, virtual, indexes, activeIndex });
  const onTitleEnd = useTitleEnd(rows, store, verbs);
  const events = useOutlineEvents({
    rows,
    store,
    verbs,
    pageRows: Math.floor((virtual.scrollRect?.height ?? 640) / ROW_PX),
  });
  const tabStop = activeIndex < 0 ? 0 : activeIndex;
  return (
    <div
      ref={scroller}
      role="treegrid"
      aria-label={t('coursePage.outline')}
      aria-multiselectable
      aria-rowcount={rows.length}
      aria-colcount={4}
      data-outline
      {...events}
      {...watchKeyboard}
      className="@container h-full overflow-x-hidden overflow-y-auto pb-8"
    >
      <div role="rowgroup" style={{ height: virtual.getTotalSize() }} className="relative">
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          const flags = {
            index,
            top: start,
            position: row.position,
            setSize: row.setSize,
            isTabStop: index === tabStop,
            isSelected: selection.selected.has(row.id),
            isRenaming: row.id === renaming,
            isDropTarget: row.id === dropOn,
            onTitleEnd,
          };
          return row.kind === 'chapter' ? (
            <ChapterRow
              key={key}
              chapter={row.chapter}
              isExpanded={row.isExpanded}
              onImport={row.chapter.lessons.length === 0 ? onImportInto : undefined}
              {...flags}
            />
          ) : (
            <LessonRow key={key} lesson={row.lesson} {...flags} />
          );
        })}
      </div>
    </div>
  );
}

const scrollKey = (courseId: CourseId) => `outline.scroll.${courseId}`;
const scrollOf = (courseId: CourseId): number => Number(readPreference(scrollKey(courseId))) || 0;

/** Where the outline was scrolled to is kept when the page, or the window, goes. */
function useScrollMemory(courseId: CourseId, scroller: RefObject<HTMLDivElement | null>): void {
  // A layout effect: its end comes before the box leaves the page and forgets.
  useLayoutEffect(() => {
    const box = scroller.current;
    const keep = () => writePreference(scrollKey(courseId), String(Math.round(box?.scrollTop ?? 0)));
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [courseId, scroller]);
}

/**
 * The row that has the keyboard: until another has taken it over it must stay, or the keyboard would leave the outline
 * with it. Asked of the page itself, which alone always knows.
 */
function focusedIndex(box: HTMLElement | null, indexes: ReadonlyMap<RowId, number>): number {
  const at = document.activeElement;
  const id = at instanceof Element && box?.contains(at) ? rowIdOf(at) : null;
  return id === null ? -1 : (indexes.get(id) ?? -1);
}

/** The rows in sight, and those that must stay in the page because the keyboard is in them. */
function withKept(range: Range, kept: readonly number[]): number[] {
  const shown = new Set([
    ...defaultRangeExtractor(range),
    ...kept.filter((index) => index >= 0 && index < range.count),
  ]);
  return [...shown].toSorted((a, b) => a - b);
}

/**
 * Scrolls only as far as it must; a row that was far away comes to the middle. All rows are equally high, so nothing
 * has to be measured, which would make the page lay itself out for every key.
 */
function bringIntoView(box: HTMLElement, { scrollOffset, scrollRect }: Scrolled, index: number): void {
  const height = scrollRect?.height ?? box.clientHeight;
  const top = scrollOffset ?? box.scrollTop;
  const start = index * ROW_PX;
  const end = start + ROW_PX;
  if (start >= top && end <= top + height) return;
  const isFar = end < top - height || start > top + 2 * height;
  box.scrollTop = isFar ? start - height / 2 : start < top ? start : end - height;
}
type Scrolled = Pick<Virtualizer<HTMLDivElement, Element>, 'scrollOffset' | 'scrollRect'>;

interface KeyboardPlace {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly indexes: ReadonlyMap<RowId, number>;
  readonly activeIndex: number;
}

/**
 * While the keyboard is in the outline, or is wanted there, the active row has it and is in sight. When its row is taken
 * away by another hand, the row that stands there now has it. Answers what the outline must listen with.
 */
function useKeyboardPlace({ scroller, virtual, indexes, activeIndex }: KeyboardPlace) {
  const store = useOutlineStore();
  const active = useOutlineUi((ui) => ui.selection.active);
  const wanted = useOutlineUi((ui) => ui.wanted);
  const renaming = useOutlineUi((ui) => ui.renaming);
  /** Where the keyboard was last; -1 when it left. A row that leaves the page with it tells nobody. */
  const held = useRef(-1);
  // A window that shrinks must not hide the row that one is on.
  const height = virtual.scrollRect?.height;
  useLayoutEffect(() => {
    const box = scroller.current;
    const typed = renaming === null ? undefined : indexes.get(renaming);
    if (box && typed !== undefined) return bringIntoView(box, virtual, typed);
    if (!box || (wanted === null && !hasKeyboard(box, held.current))) return;
    const there = indexes.get(wanted ?? active ?? NO_ROW);
    const index = there ?? (wanted === null ? Math.min(held.current, indexes.size - 1) : -1);
    if (index < 0) return;
    bringIntoView(box, virtual, index);
    box.querySelector<HTMLElement>(`[aria-rowindex="${String(index + 1)}"]`)?.focus({ preventScroll: true });
    if (wanted !== null) store.setState({ wanted: null });
  }, [scroller, virtual, height, store, indexes, active, activeIndex, wanted, renaming]);
  return {
    onFocusCapture: ({ target }: FocusEvent) => {
      held.current = indexes.get(rowIdOf(target) ?? NO_ROW) ?? -1;
    },
    onBlurCapture: ({ target }: FocusEvent) => {
      // When the whole window loses the keyboard, it will be given back to this row.
      if (document.activeElement !== target) held.current = -1;
    },
  };
}
const NO_ROW = '' as RowId;

/** It is in there, or it was and its row has left the page with it. */
const hasKeyboard = (box: HTMLElement, held: number) =>
  box.contains(document.activeElement) || (held >= 0 && document.activeElement === document.body);

function useTitleEnd(rows: readonly OutlineRow[], store: OutlineStore, verbs: OutlineVerbs) {
  const latest = useRef(rows);
  useLayoutEffect(() => {
    latest.current = rows;
  }, [rows]);
  return useMemo(
    () =>
      ({ title, next, byKey }: TitleEnd) => {
        const id = store.getState().renaming;
        if (id === null) return;
        const to = nextToRename(latest.current, id, next);
        store.setState({ renaming: to, ...(to && { selection: selectOne(to) }), ...(byKey && !to && { wanted: id }) });
        if (title !== null) verbs.rename(id, title);
      },
    [store, verbs],
  );
}
