import type { KeyboardEvent } from 'react';
import type { CourseSummary } from '../../../shared/domain/course.ts';
import type { CourseVerbs } from './components/use-course-verbs.ts';
import { showTitleDialog } from './courses-ui-store.ts';

/** F2 renames, Ctrl/Cmd+D duplicates, Delete deletes: on the link of a course. */
export function courseKeys(course: CourseSummary, verbs: Pick<CourseVerbs, 'duplicate' | 'remove'>) {
  return (event: KeyboardEvent) => {
    if (event.key === 'F2') showTitleDialog({ kind: 'rename', courseId: course.courseId });
    else if (isDuplicate(event)) {
      if (!event.repeat) verbs.duplicate(course);
    } else if (event.key === 'Delete' || (event.key === 'Backspace' && event.metaKey)) {
      focusNeighbour(event.currentTarget);
      verbs.remove(course);
    } else return;
    event.preventDefault();
  };
}

const isDuplicate = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  (ctrlKey || metaKey) && !shiftKey && !altKey && key.toLowerCase() === 'd';

/** The row is about to go: the keyboard goes on with the next one, or the one before. */
function focusNeighbour(link: Element): void {
  const links = [...(link.closest('ul, tbody')?.querySelectorAll<HTMLElement>('[data-roving]') ?? [])];
  const at = links.findIndex((other) => other === link);
  (links[at + 1] ?? links[at - 1])?.focus();
}
