import type { StoredPart } from '../../../shared/domain/course-snapshot.ts';
import type { CourseVersion } from '../../../shared/domain/course-version.ts';
import type { CourseId, CourseVersionId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';

const PARTS = 'FROM course_version_parts WHERE version_id = ? AND deleted_at_ms IS NULL';

type VersionRow = Omit<CourseVersion, 'isComplete'> & { readonly partCount: number; readonly partsHere: number };

/** Reads versions of courses. Writing goes through the mutator. */
export function createCourseVersionTable(db: Database) {
  const list = db.prepare(
    `SELECT v.id AS versionId, v.name, v.kind, v.created_at_ms AS createdAtMs, v.part_count AS partCount,
       (SELECT count(*) FROM course_version_parts p WHERE p.version_id = v.id AND p.deleted_at_ms IS NULL) AS partsHere
     FROM course_versions v WHERE v.course_id = ? AND v.deleted_at_ms IS NULL
     ORDER BY v.created_at_ms DESC, v.id DESC`,
  );
  const parts = db.prepare(`SELECT n, data ${PARTS} ORDER BY n`);
  const partIds = db.prepare(`SELECT id ${PARTS}`).pluck();
  const idsOf = (select: string) => {
    const statement = db.prepare(select).pluck();
    return (id: string) => statement.all(id) as string[];
  };
  // Unlike `ChildTable` with what hides for another reason: a chapter that comes back shows what is in it.
  const children = {
    courses: idsOf('SELECT id FROM chapters WHERE course_id = ? AND deleted_at_ms IS NULL'),
    chapters: idsOf('SELECT id FROM lessons WHERE chapter_id = ? AND deleted_at_ms IS NULL'),
  };
  return {
    /** The latest first. */
    list: (courseId: CourseId): CourseVersion[] =>
      (list.all(courseId) as VersionRow[]).map(({ partCount, partsHere, ...version }) => ({
        ...version,
        isComplete: partCount > 0 && partsHere === partCount,
      })),
    listParts: (versionId: CourseVersionId): StoredPart[] =>
      (parts.all(versionId) as { n: number; data: string }[]).map(({ n, data }) => ({ n, data: JSON.parse(data) })),
    partIds: (versionId: CourseVersionId) => partIds.all(versionId) as string[],
    childIds: (table: keyof typeof children, id: string): string[] => children[table](id),
    linkIds: idsOf('SELECT id FROM media_links WHERE target_id = ? AND deleted_at_ms IS NULL'),
    taggingIds: idsOf('SELECT id FROM taggings WHERE target_id = ? AND deleted_at_ms IS NULL'),
  };
}
export type CourseVersionTable = ReturnType<typeof createCourseVersionTable>;
