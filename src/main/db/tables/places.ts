import type { ChapterId, CourseId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';

interface Place {
  readonly id: string;
  readonly pos: string;
}
/** The order keys on both sides of a place; null where there is no neighbour. */
export interface Gap {
  readonly before: string | null;
  readonly after: string | null;
}

const NOBODY: ReadonlySet<string> = new Set();

function prepare(db: Database, table: 'chapters' | 'lessons', parent: 'course_id' | 'chapter_id') {
  const siblings = `FROM ${table} WHERE ${parent} = ? AND deleted_at_ms IS NULL`;
  const last = db.prepare(`SELECT pos ${siblings} ORDER BY pos DESC, id DESC LIMIT 1`).pluck();
  const anchor = db.prepare(`SELECT pos ${siblings} AND id = ?`).pluck();
  // Two devices may have made equal keys: only a *different* one bounds the gap.
  const above = db.prepare(`SELECT id, pos ${siblings} AND pos > ? ORDER BY pos, id`);

  /** The first key above `pos` of a row that stays where it is. */
  function nextAbove(parentId: string, pos: string, moving: ReadonlySet<string>): string | null {
    for (const row of above.iterate(parentId, pos) as IterableIterator<Place>) if (!moving.has(row.id)) return row.pos;
    return null;
  }
  return {
    /** Behind the last one. */
    atEnd: (parentId: string): Gap => ({ before: (last.get(parentId) as string | undefined) ?? null, after: null }),
    /** After a sibling that does not move itself (null: before the first); null when there is none of that id. */
    after(parentId: string, afterId: string | null, moving = NOBODY): Gap | null {
      if (afterId === null) return { before: null, after: nextAbove(parentId, '', moving) };
      const before = moving.has(afterId) ? undefined : (anchor.get(parentId, afterId) as string | undefined);
      return before === undefined ? null : { before, after: nextAbove(parentId, before, moving) };
    },
  };
}

/** The gaps among which new and moved rows find their order keys; reads only the neighbours. */
export function createPlaceTable(db: Database) {
  const chapters = prepare(db, 'chapters', 'course_id');
  const lessons = prepare(db, 'lessons', 'chapter_id');
  return {
    endOfCourse: (courseId: CourseId): Gap => chapters.atEnd(courseId),
    afterChapter: (courseId: CourseId, afterId: string | null, moving?: ReadonlySet<string>) =>
      chapters.after(courseId, afterId, moving),
    endOfChapter: (chapterId: ChapterId): Gap => lessons.atEnd(chapterId),
    afterLesson: (chapterId: ChapterId, afterId: string | null, moving?: ReadonlySet<string>) =>
      lessons.after(chapterId, afterId, moving),
  };
}
export type PlaceTable = ReturnType<typeof createPlaceTable>;
