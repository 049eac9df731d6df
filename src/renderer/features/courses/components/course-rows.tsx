import { useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Marquee } from '../../../components/marquee.tsx';
import { ContextMenu } from '../../../components/menu.tsx';
import { useLaidRows } from '../../../hooks/use-laid-rows.ts';
import { useListKeyboard } from '../../../hooks/use-list-keyboard.ts';
import { useListSelection } from '../../../hooks/use-list-selection.ts';
import { useOffer } from '../../../hooks/use-offer.ts';
import type { OwnCommand } from '../../../lib/list-keys.ts';
import { isControl, isInside, rowAt } from '../../../lib/selection/dom-rows.ts';
import { listRows } from '../../../lib/selection/list-rows.ts';
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
import { CourseTable } from './course-table.tsx';
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
export function CourseRows({ courses, all, view, verbs }: CourseRowsProps) {
  const menus = useCourseItems(verbs);
  const selected = useSelectedCourses();
  const shown = useShownAsSelected();
  const active = useActiveCourse();
  const wanted = useWantedCourse();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRowsOf(courses, all);
  const { within, reveal, columns, pageRows } = useLaidRows(scroller, list);
  const { events, content, rectangle, send } = useListSelection({
    store: coursesUi,
    list,
    within,
    columns,
    pageRows,
    onCommand: (command, event) => runCommand(command, event, verbs),
  });
  const keyboard = useListKeyboard({
    scroller,
    list,
    active,
    reveal,
    wanted,
    onWantedMet: () => coursesUi.setState({ wanted: null }),
    onTakeOver: (id) => send({ type: 'focus', id }),
  });
  const tabStop = list.indexOf(active) < 0 ? (courses[0]?.courseId ?? null) : active;
  const items = menus.ofChosen(among(all, selected));
  useOffer(items);
  const Courses = view === 'grid' ? CourseGrid : CourseTable;
  return (
    <ContextMenu items={items}>
      <div
        ref={scroller}
        tabIndex={-1}
        {...events}
        {...keyboard}
        onDoubleClick={openRow}
        className="relative h-full overflow-y-auto outline-none"
      >
        <div ref={content} className="relative">
          <Courses courses={courses} selected={shown} tabStop={tabStop} menuOf={menus.ofOne} />
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
