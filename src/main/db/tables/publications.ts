import type { CourseId, CourseVersionId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';

/** What the server was asked to publish, and may have published: sole writer of `publications`. */
export function createPublicationTable(db: Database) {
  const find = db.prepare('SELECT version_id FROM publications WHERE course_id = ?').pluck();
  const insert = db.prepare('INSERT INTO publications (course_id, version_id) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM publications WHERE course_id = ?');
  const pending = (courseId: CourseId): CourseVersionId | null =>
    (find.get(courseId) as CourseVersionId | undefined) ?? null;
  return {
    /** The id that was asked with and of which nobody knows what came of it. */
    pending,
    /** The id to ask with, on the disk before it is. */
    begin(courseId: CourseId, newId: CourseVersionId): CourseVersionId {
      const known = pending(courseId);
      if (known === null) insert.run(courseId, newId);
      return known ?? newId;
    },
    /** It is known what came of it. */
    end: (courseId: CourseId): void => void remove.run(courseId),
  };
}
export type PublicationTable = ReturnType<typeof createPublicationTable>;
