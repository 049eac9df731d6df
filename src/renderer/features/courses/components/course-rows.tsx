import { useMemo, useRef, type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject } from 'react';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Marquee } from '../../../components/marquee.tsx';
import { ContextMenu } from '../../../components/menu.tsx';
import { useRowHeights } from '../../../hooks/density-context.ts';
import { useListKeyboard } from '../../../hooks/use-list-keyboard.ts';
import { useListSelection } from '../../../hooks/use-list-selection.ts';
import { useOffer } from '../../../hooks/use-offer.ts';
import { useVirtualRows } from '../../../hooks/use-virtual-rows.ts';
import { useVirtualTiles } from '../../../hooks/use-virtual-tiles.ts';
import type { OwnCommand } from '../../../lib/list-keys.ts';
import { isControl, isInside, rowAt } from '../../../lib/selection/dom-rows.ts';
import { listRows, type ListRows } from '../../../lib/selection/list-rows.ts';
import type { Box } from '../../../lib/selection/marquee.ts';
import {
  coursesUi,
  showTitleDialog,
  useActiveCourse,
  useSelectedCourses,
  useShownAsSelected,
  useWantedCourse,
} from '../courses-ui-store.ts';
import type { CourseVerbs } from '../course-verbs.ts';
import { among } from '../model.ts';
import { CourseGrid } from './course-grid.tsx';
import { CourseTable, HEAD_PX, type CoursesProps } from './course-table.tsx';
import { tileHeight } from './course-tile.tsx';
import { useCourseItems } from './use-course-items.ts';

interface CourseRowsProps {
  /** What the search shows. */
  readonly courses: readonly CourseSummary[];
  /** The whole list. */
  readonly all: readonly CourseSummary[];
  readonly view: 'grid' | 'list';
  readonly verbs: CourseVerbs;
}

/** The courses as an ARIA grid: each is a row, whether it looks like a line or like a tile. */
export function CourseRows({ view, ...props }: CourseRowsProps) {
  return view === 'grid' ? <Tiles {...props} /> : <Lines {...props} />;
}

type LookProps = Omit<CourseRowsProps, 'view'>;

function Tiles({ courses, all, verbs }: LookProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRowsOf(courses, all);
  const tabStop = useTabStop(list);
  const { tiles, totalPx, ...surface } = useVirtualTiles({ scroller, list, heightOf: tileHeight, kept: [tabStop] });
  return (
    <CourseBox scroller={scroller} list={list} all={all} verbs={verbs} surface={surface}>
      {(look) => <CourseGrid courses={courses} tiles={tiles} totalPx={totalPx} {...look} />}
    </CourseBox>
  );
}

function Lines({ courses, all, verbs }: LookProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRowsOf(courses, all);
  const tabStop = useTabStop(list);
  const { course: rowPx } = useRowHeights();
  const { virtual, ...surface } = useVirtualRows({ scroller, list, rowPx, headPx: HEAD_PX, kept: [tabStop] });
  return (
    <CourseBox scroller={scroller} list={list} all={all} verbs={verbs} surface={surface}>
      {(look) => <CourseTable courses={courses} items={virtual.getVirtualItems()} rowPx={rowPx} {...look} />}
    </CourseBox>
  );
}

interface CourseBoxProps extends Pick<LookProps, 'all' | 'verbs'> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly list: ListRows<CourseId>;
  /** Where the rows are. */
  readonly surface: {
    readonly within: (box: Box) => readonly CourseId[];
    readonly reveal: (index: number) => void;
    readonly pageRows: () => number;
    readonly columns?: () => number;
    readonly height?: number | undefined;
  };
  readonly children: (look: Omit<CoursesProps, 'courses'>) => ReactNode;
}

/** The row that Tab reaches, which must be in the page, in sight or not. */
function useTabStop(list: ListRows<CourseId>): CourseId | null {
  const active = useActiveCourse();
  return list.indexOf(active) < 0 ? (list.shown[0]?.id ?? null) : active;
}

/** What scrolls, with the gestures, the keyboard and the menu of the list, however its rows look. */
function CourseBox({ scroller, list, all, verbs, surface, children }: CourseBoxProps) {
  const menus = useCourseItems(verbs);
  const selected = useSelectedCourses();
  const shown = useShownAsSelected();
  const active = useActiveCourse();
  const wanted = useWantedCourse();
  const { within, reveal, pageRows, columns, height } = surface;
  const { events, content, rectangle, send } = useListSelection({
    store: coursesUi,
    list,
    within,
    pageRows,
    ...(columns && { columns }),
    onCommand: (command, event) => runCommand(command, event, verbs),
  });
  const keyboard = useListKeyboard({
    scroller,
    list,
    active,
    reveal,
    height,
    wanted,
    onWantedMet: () => coursesUi.setState({ wanted: null }),
    onTakeOver: (id) => send({ type: 'focus', id }),
  });
  const tabStop = useTabStop(list);
  const items = menus.ofChosen(among(all, selected));
  useOffer(items);
  return (
    <ContextMenu items={items}>
      <div
        ref={scroller}
        tabIndex={-1}
        data-lands="in-sight"
        {...events}
        {...keyboard}
        onDoubleClick={openRow}
        className="relative h-full overflow-y-auto outline-none"
      >
        <div ref={content} className="relative">
          {children({ selected: shown, tabStop, menuOf: menus.ofOne })}
          <Marquee ref={rectangle} />
        </div>
      </div>
    </ContextMenu>
  );
}

function useRowsOf(courses: readonly CourseSummary[], all: readonly CourseSummary[]) {
  return useMemo(() => {
    const ids = new Set(all.map(({ courseId }) => courseId));
    const shown = courses.map(({ courseId, title }) => ({ id: courseId, title }));
    return listRows<CourseId>({ shown, has: (id) => ids.has(id) });
  }, [courses, all]);
}

const open = (target: EventTarget): void => rowAt(target)?.querySelector('a')?.click();

function openRow(event: MouseEvent<HTMLElement>): void {
  const { ctrlKey, metaKey, shiftKey } = event;
  if (isInside(event) && !isControl(event.target) && !ctrlKey && !metaKey && !shiftKey) open(event.target);
}

function runCommand({ type }: OwnCommand, { target, repeat }: KeyboardEvent, verbs: CourseVerbs): boolean {
  const { active } = coursesUi.getState().selection;
  if (type === 'open') open(target);
  else if (type === 'rename' && active !== null) showTitleDialog({ kind: 'rename', courseId: active });
  else if (type === 'delete') void verbs.remove();
  else if (type === 'duplicate') {
    // A key that is held down would copy the copies.
    if (!repeat) void verbs.duplicate();
  } else return false;
  return true;
}
