import type { CourseId } from '../../shared/domain/ids.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { Changed } from '../db/mutate.ts';
import type { OutlineChangesTable } from '../db/tables/outline-changes.ts';
import type { OutlineTable } from '../db/tables/outline.ts';
import type { Handlers } from '../ipc/router.ts';
import { notFound } from './context.ts';

interface OutlineDeps {
  readonly outlines: OutlineTable;
  readonly outlineChanges: OutlineChangesTable;
  readonly changeLog: {
    revision(): number;
    /** The rows of a course that changed since; null: not known. */
    since(courseId: CourseId, since: number): readonly Changed[] | null;
  };
}
type OutlineHandlers = Pick<Handlers, 'course.getOutline' | 'course.getOutlineChanges'>;

/** The outline of a course: as a whole, and what has become of it since it was read. */
export function createOutlineActions({ outlines, outlineChanges, changeLog }: OutlineDeps): OutlineHandlers {
  return {
    'course.getOutline'({ courseId }) {
      const outline = outlines.getOutline(courseId);
      return outline ? ok({ ...outline, revision: changeLog.revision() }) : notFound('course');
    },
    'course.getOutlineChanges'({ courseId, since }) {
      const changed = changeLog.since(courseId, since);
      return ok({ revision: changeLog.revision(), changes: changed && outlineChanges.of(courseId, changed) });
    },
  };
}
