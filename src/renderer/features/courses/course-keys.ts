import type { KeyboardEvent } from 'react';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { showTitleDialog } from './courses-ui-store.ts';

/** F2 renames, Delete deletes: on the link of a course. */
export function courseKeys(courseId: CourseId, remove: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key === 'F2') showTitleDialog({ kind: 'rename', courseId });
    else if (event.key === 'Delete' || (event.key === 'Backspace' && event.metaKey)) {
      focusNeighbour(event.currentTarget);
      remove();
    } else return;
    event.preventDefault();
  };
}

/** The row is about to go: the keyboard goes on with the next one, or the one before. */
function focusNeighbour(link: Element): void {
  const links = [...(link.closest('ul, tbody')?.querySelectorAll<HTMLElement>('[data-roving]') ?? [])];
  const at = links.findIndex((other) => other === link);
  (links[at + 1] ?? links[at - 1])?.focus();
}
