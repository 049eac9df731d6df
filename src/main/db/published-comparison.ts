import BetterSqlite3 from 'better-sqlite3';
import { isUnchanged } from '../../shared/domain/course-version.ts';
import type { CourseId } from '../../shared/domain/ids.ts';
import { diffSnapshots } from '../../shared/domain/snapshot-diff.ts';
import type { Database } from './open.ts';
import { createSyncedRows } from './synced-rows.ts';
import { createCoursePartsTable } from './tables/course-parts.ts';
import { createCourseSnapshots } from './tables/course-snapshots.ts';
import { createCourseVersionTable } from './tables/course-versions.ts';

export interface ComparedCourse {
  /** Of the data file. */
  readonly path: string;
  readonly courseId: CourseId;
}

function compare(db: Database, courseId: CourseId): boolean {
  const tables = { versions: createCourseVersionTable(db), parts: createCoursePartsTable(db) };
  const snapshots = createCourseSnapshots(createSyncedRows(db), tables);
  const last = tables.versions.list(courseId).find(({ kind, isComplete }) => kind === 'published' && isComplete);
  const content = last ? snapshots.contentOf(last.versionId) : null;
  const now = content && snapshots.present(courseId);
  return content && now ? !isUnchanged(diffSnapshots(content, now)) : false;
}

/**
 * Whether a course differs from what was last published of it; false, too, while not all of that is here. Reads both over a
 * connection of its own, as of one moment: half a second in a course of 2,000 lessons, so in a thread.
 */
export function isChangedSincePublished({ path, courseId }: ComparedCourse): boolean {
  const db = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
  try {
    return db.transaction(() => compare(db, courseId))();
  } finally {
    db.close();
  }
}
