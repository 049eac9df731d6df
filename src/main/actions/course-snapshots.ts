import { joinSnapshot, type Snapshot, snapshotOf } from '../../shared/domain/course-snapshot.ts';
import type { CourseId, CourseVersionId } from '../../shared/domain/ids.ts';
import type { SyncedRow } from '../../shared/domain/merge.ts';
import type { TableName } from '../../shared/domain/registry.ts';
import type { CoursePartsTable } from '../db/tables/course-parts.ts';
import type { CourseVersionTable } from '../db/tables/course-versions.ts';
import { type EditContext, liveRow } from './context.ts';

export interface SnapshotDeps extends Pick<EditContext, 'mutator'> {
  readonly versions: CourseVersionTable;
  readonly parts: CoursePartsTable;
}

/** Courses as they are and as they were. */
export function createCourseSnapshots({ mutator, versions, parts }: SnapshotDeps) {
  const read = (table: TableName, id: string): SyncedRow | null => mutator.rows.read(table, id)?.row ?? null;
  return {
    read,
    /** The course as it is now; null when there is no such course. */
    present(courseId: CourseId): Snapshot | null {
      const ids = parts.listIds(courseId);
      return ids && snapshotOf(ids, read);
    },
    /** What a version holds; null unless it is all here and can be read. */
    contentOf(versionId: CourseVersionId): Snapshot | null {
      const row = liveRow(mutator, 'course_versions', versionId);
      return row && joinSnapshot(versions.listParts(versionId), Number(row['part_count']));
    },
  };
}
