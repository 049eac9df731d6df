import type { KeyboardEvent } from 'react';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { showTitleDialog } from './courses-ui-store.ts';

/** F2 renames, Delete deletes: on the link of a course. */
export function courseKeys(courseId: CourseId, remove: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key === 'F2') showTitleDialog({ kind: 'rename', courseId });
    else if (event.key === 'Delete' || (event.key === 'Backspace' && event.metaKey)) remove();
    else return;
    event.preventDefault();
  };
}
