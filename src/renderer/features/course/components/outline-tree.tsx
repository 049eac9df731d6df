import { useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { ChapterId, CourseId } from '../../../../shared/domain/ids.ts';
import { DragGhost, DropLine } from '../../../components/drag-parts.tsx';
import { Marquee } from '../../../components/marquee.tsx';
import { useRowHeights } from '../../../hooks/density-context.ts';
import { useListKeyboard } from '../../../hooks/use-list-keyboard.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useVirtualRows } from '../../../hooks/use-virtual-rows.ts';
import { readPreference, writePreference } from '../../../lib/preferences.ts';
import { draggedIds, shownAsSelected } from '../../../lib/selection/gestures.ts';
import { isGroupAt, type ListRows } from '../../../lib/selection/list-rows.ts';
import { selectOne } from '../../../lib/selection/selection.ts';
import { nextToRename } from '../outline-commands.ts';
import { draggedWords } from '../outline-deletion.ts';
import { isStruck, outlineList, type OutlineRow, type RowId } from '../outline-rows.ts';
import { useOutlineStore, useOutlineUi, type OutlineStore } from '../outline-ui.ts';
import { useUnsavedUi } from '../unsaved/unsaved-context.ts';
import { useOutlineDrag } from '../use-outline-drag.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { ChapterRow } from './chapter-row.tsx';
import { FilesLine } from './files-line.tsx';
import { LessonRow } from './lesson-row.tsx';
import type { TitleEnd } from './title-input.tsx';
import { gripOf, useFold, type Grip } from './use-fold.ts';
import { useOutlineGestures } from './use-outline-gestures.ts';

interface OutlineTreeProps {
  readonly courseId: CourseId;
  readonly outline: Outline;
  readonly rows: readonly OutlineRow[];
  readonly verbs: OutlineVerbs;
  /** Chooses what is to go into an empty chapter. */
  readonly onImportInto: (chapterId: ChapterId) => void;
}

/** Chapters and lessons as an ARIA tree grid; in the page are only the rows in sight and the one with the keyboard. */
export function OutlineTree({ courseId, outline, rows, verbs, onImportInto }: OutlineTreeProps) {
  const { t } = useTranslation();
  const { line: rowPx } = useRowHeights();
  const store = useOutlineStore();
  const selected = useOutlineUi(shownAsSelected);
  const active = useOutlineUi((ui) => ui.selection.active);
  const renaming = useOutlineUi((ui) => ui.renaming);
  const wanted = useOutlineUi((ui) => ui.wanted);
  const dropOn = useOutlineUi((ui) => ui.dropOn);
  const struck = useUnsavedUi((ui) => ui.struck);
  const dirty = useUnsavedUi((ui) => ui.dirty);
  const unsaved = useMemo(() => new Set([...dirty.values()].map(({ entityId }) => entityId)), [dirty]);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useMemo(() => outlineList(outline, rows), [outline, rows]);
  const { virtual, height, reveal, within, pageRows } = useVirtualRows({
    scroller,
    list,
    rowPx,
    kept: [active, renaming],
    initialOffset: () => scrollOf(courseId),
  });
  useScrollMemory(courseId, scroller);
  const onTitleEnd = useTitleEnd(rows, store, verbs);
  const grip = useRef<Grip | null>(null);
  const onTake = (id: RowId) => {
    grip.current = gripOf(id, list.indexOf(id) * rowPx, scroller.current);
  };
  const dragging = useOutlineDrag({ outline, rows, rowPx, store, verbs, onTake });
  const { events, content, rectangle, line, ghost, refresh, send } = useOutlineGestures({
    dragging,
    rows,
    store,
    verbs,
    pageRows,
    list,
    within: (box) => lessonsFirst(list, within(box)),
  });
  const keyboard = useListKeyboard({
    scroller,
    list,
    active,
    reveal,
    height,
    typedIn: renaming,
    wanted,
    onWantedMet: () => store.setState({ wanted: null }),
    onTakeOver: (id) => send({ type: 'focus', id }),
  });
  // After the keyboard's: it brings the row that it is on into sight, which is here where it is held.
  useFold({ grip, outline, list, rowPx, store, scroller, content, onPlaced: refresh });
  const onTheirWay = useOutlineUi(draggedIds);
  const dragged = useMemo(() => new Set(onTheirWay), [onTheirWay]);
  // A row that is not in the page cannot be the way in.
  const activeAt = list.indexOf(active);
  const tabStop = activeAt < 0 ? (virtual.range?.startIndex ?? 0) : activeAt;
  return (
    <div
      ref={scroller}
      role="treegrid"
      tabIndex={-1}
      aria-label={t('coursePage.outline')}
      aria-multiselectable
      aria-rowcount={rows.length}
      aria-colcount={4}
      data-outline
      data-lands="in-place"
      {...events}
      {...keyboard}
      data-dragging={dragged.size > 0 || undefined}
      className="@container group/list h-full overflow-x-hidden overflow-y-auto pb-8 outline-none data-dragging:cursor-grabbing"
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
          const flags = {
            index,
            top: start,
            position: row.position,
            setSize: row.setSize,
            isTabStop: index === tabStop,
            isSelected: selected.has(row.id),
            isRenaming: row.id === renaming,
            isDropTarget: row.id === dropOn,
            isDragged: dragged.has(row.id),
            isStruck: isStruck(struck, row.kind === 'chapter' ? row.chapter : row, row.id),
            isUnsaved: unsaved.has(row.id),
            onTitleEnd,
            onRestore: verbs.restore,
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
        <DropLine ref={line} />
        <FilesLine />
        <Marquee ref={rectangle} />
      </div>
      <DragGhost ref={ghost} words={draggedWords(t, outline, dragged)} />
    </div>
  );
}

/** A rectangle over lessons and the chapter row between them means the lessons, not the chapter with all it holds. */
function lessonsFirst(list: ListRows<RowId>, hit: readonly RowId[]): readonly RowId[] {
  const lessons = hit.filter((id) => !isGroupAt(list, list.indexOf(id)));
  return lessons.length > 0 ? lessons : hit;
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

function useTitleEnd(rows: readonly OutlineRow[], store: OutlineStore, verbs: OutlineVerbs) {
  const latest = useRef(rows);
  useLayoutEffect(() => {
    latest.current = rows;
  }, [rows]);
  return useMemo(
    () =>
      ({ typed, next, byKey }: TitleEnd) => {
        const id = store.getState().renaming;
        if (id === null) return;
        const to = nextToRename(latest.current, id, next);
        store.setState({ renaming: to, ...(to && { selection: selectOne(to) }), ...(byKey && !to && { wanted: id }) });
        if (typed !== null) verbs.rename(id, typed);
      },
    [store, verbs],
  );
}
