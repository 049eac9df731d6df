import type { ChapterId, CourseId, LessonId } from '../../../shared/domain/ids.ts';
import type { OutlineChanges } from '../../../shared/domain/outline-changes.ts';
import type { TableName } from '../../../shared/domain/registry.ts';
import type { Changed } from '../mutate.ts';
import type { Database } from '../open.ts';
import type { OutlineTable } from './outline.ts';

/** Chapters and lessons on which rows that were changed show; `true`: they may be somewhere else, or gone. */
interface Touched {
  readonly chapters: Map<string, boolean>;
  readonly lessons: Map<string, boolean>;
}
interface Home {
  readonly lessonId: LessonId;
  readonly chapterId: ChapterId;
  readonly courseId: CourseId;
}
type ChapterRow = Omit<OutlineChanges['chapters'][number], 'lessonIds'>;

const mayBeElsewhere = ({ groups }: Changed): boolean =>
  groups === undefined || groups.includes('place') || groups.includes('life');

/** Rows that hang on lessons, to the lessons; null: they may show anywhere. */
function createTargets(db: Database): (one: Changed) => unknown[] | null {
  const prepared = (sql: string) => db.prepare(`${sql} AND target_type = 'lesson'`).pluck();
  const ofMedia = prepared('SELECT target_id FROM media_links WHERE media_id = ?');
  const ofVersion = prepared(
    'SELECT target_id FROM media_links WHERE media_id = (SELECT media_id FROM media_versions WHERE id = ?)',
  );
  const selects: Partial<Record<TableName, typeof ofMedia>> = {
    media_links: prepared('SELECT target_id FROM media_links WHERE id = ?'),
    taggings: prepared('SELECT target_id FROM taggings WHERE id = ?'),
    media_files: ofMedia,
    media_versions: ofVersion,
  };
  return ({ table, id }) => selects[table]?.all(id) ?? null;
}

/** Reads of what a step has made of the outline of a course: in one of 2,000 lessons far less than all of it. */
export function createOutlineChanges(db: Database, { lessonsOf }: Pick<OutlineTable, 'lessonsOf'>) {
  const targetOf = createTargets(db);
  const homes = db.prepare(
    `SELECT l.id AS lessonId, l.chapter_id AS chapterId, ch.course_id AS courseId
     FROM lessons l JOIN chapters ch ON ch.id = l.chapter_id WHERE l.id IN (SELECT value FROM json_each(?))`,
  );
  const courseOf = db.prepare('SELECT course_id FROM chapters WHERE id = ?').pluck();
  const chapters = db.prepare(
    `SELECT ch.id AS chapterId, ch.title, ch.description FROM chapters ch JOIN courses c ON c.id = ch.course_id
     WHERE c.id = ? AND c.deleted_at_ms IS NULL AND ch.deleted_at_ms IS NULL ORDER BY ch.pos, ch.id`,
  );
  const lessonIdsOf = db
    .prepare('SELECT id FROM lessons WHERE chapter_id = ? AND deleted_at_ms IS NULL ORDER BY pos, id')
    .pluck();

  function touch(touched: Touched, one: Changed): boolean {
    const isElsewhere = mayBeElsewhere(one);
    if (one.table === 'chapters' || one.table === 'lessons') {
      const of = touched[one.table];
      of.set(one.id, isElsewhere || of.get(one.id) === true);
      return true;
    }
    if (one.table === 'courses') return !isElsewhere;
    const lessons = targetOf(one);
    for (const id of lessons ?? []) touched.lessons.set(String(id), touched.lessons.get(String(id)) ?? false);
    return lessons !== null;
  }
  /** Null: there is a row among them that may show anywhere (a tag), or the course itself came or went. */
  function touchedBy(changed: readonly Changed[]): Touched | null {
    const touched: Touched = { chapters: new Map(), lessons: new Map() };
    return changed.every((one) => touch(touched, one)) ? touched : null;
  }
  const homesOf = ({ lessons }: Touched) => homes.all(JSON.stringify([...lessons.keys()])) as Home[];

  function read(courseId: CourseId, touched: Touched): OutlineChanges {
    const rows = chapters.all(courseId) as ChapterRow[];
    const moved = homesOf(touched).filter(({ lessonId }) => touched.lessons.get(lessonId));
    const named = new Set<string>([...touched.chapters.keys(), ...moved.map(({ chapterId }) => chapterId)]);
    const withLessons = rows
      .filter(({ chapterId }) => named.has(chapterId))
      .map((row) => ({ ...row, lessonIds: lessonIdsOf.all(row.chapterId) as LessonId[] }));
    // Of a chapter that comes back nothing is known.
    const returned = withLessons.filter(({ chapterId }) => touched.chapters.get(chapterId));
    const ids = [...touched.lessons.keys(), ...returned.flatMap(({ lessonIds }) => lessonIds)];
    const lessons = [...lessonsOf(courseId, ids).values()].flat();
    const there = new Set<string>(lessons.map(({ lessonId }) => lessonId));
    return {
      courseId,
      chapterIds: rows.map(({ chapterId }) => chapterId),
      chapters: withLessons,
      lessons,
      goneIds: [...touched.lessons.keys()].filter((id) => !there.has(id)) as LessonId[],
    };
  }

  return {
    /** What rows that were changed have made of the outline of a course; null when it is to be read as a whole. */
    of(courseId: CourseId, changed: readonly Changed[]): OutlineChanges | null {
      const touched = touchedBy(changed);
      return touched && read(courseId, touched);
    },
    /** The same of the one course that these rows are in; null, too, when they are in several. */
    ofOne(changed: readonly Changed[]): OutlineChanges | null {
      const touched = touchedBy(changed);
      if (!touched) return null;
      const courseIds = new Set<unknown>(homesOf(touched).map((home) => home.courseId));
      for (const id of touched.chapters.keys()) courseIds.add(courseOf.get(id));
      const [courseId] = courseIds;
      return courseIds.size === 1 && typeof courseId === 'string' ? read(courseId as CourseId, touched) : null;
    },
  };
}
export type OutlineChangesTable = ReturnType<typeof createOutlineChanges>;
