import { joinSnapshot, type Snapshot, snapshotOf } from '../../../shared/domain/course-snapshot.ts';
import type { CourseId, CourseVersionId } from '../../../shared/domain/ids.ts';
import type { SyncedRow } from '../../../shared/domain/merge.ts';
import type { TableName } from '../../../shared/domain/registry.ts';
import type { SyncedRows } from '../synced-rows.ts';
import type { CoursePartsTable } from './course-parts.ts';
import type { CourseVersionTable } from './course-versions.ts';

export interface SnapshotTables {
  readonly versions: CourseVersionTable;
  readonly parts: CoursePartsTable;
}

/** Courses as they are and as they were. */
export function createCourseSnapshots(rows: Pick<SyncedRows, 'read'>, { versions, parts }: SnapshotTables) {
  const read = (table: TableName, id: string): SyncedRow | null => rows.read(table, id)?.row ?? null;
  return {
    read,
    /** The course as it is now; null when there is no such course. */
    present(courseId: CourseId): Snapshot | null {
      const ids = parts.listIds(courseId);
      return ids && snapshotOf(ids, read);
    },
    /** What a version holds; null unless it is all here and can be read. */
    contentOf(versionId: CourseVersionId): Snapshot | null {
      const row = read('course_versions', versionId);
      const isThere = row !== null && (row['deleted_at_ms'] ?? null) === null;
      return isThere ? joinSnapshot(versions.listParts(versionId), Number(row['part_count'])) : null;
    },
  };
}
