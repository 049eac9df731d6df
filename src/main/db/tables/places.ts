import type { ChapterId, CourseId } from '../../../shared/domain/ids.ts';
import { type Placed, positionsBetween, rebalance } from '../../../shared/domain/position.ts';
import type { Database } from '../open.ts';

/** Order keys for rows that come in, and the siblings that get new keys to make room: none but in rare cases. */
export interface Room {
  readonly keys: readonly string[];
  readonly shifted: readonly Placed[];
}
/** A place among siblings; makes room for `count` rows there. */
export type Opening = (count: number) => Room;

const NOBODY: ReadonlySet<string> = new Set();

function prepare(
  db: Database,
  table: 'chapters' | 'lessons',
  parent: 'course_id' | 'chapter_id',
  random: () => number,
) {
  const siblings = `FROM ${table} WHERE ${parent} = ? AND deleted_at_ms IS NULL`;
  const last = db.prepare(`SELECT id, pos ${siblings} ORDER BY pos DESC, id DESC LIMIT 1`);
  const anchor = db.prepare(`SELECT id, pos ${siblings} AND id = ?`);
  const behind = db.prepare(`SELECT id, pos ${siblings} AND (pos, id) > (?, ?) ORDER BY pos, id`);
  // With the deleted ones: they come back to where they were.
  const everybody = db.prepare(`SELECT id, pos FROM ${table} WHERE ${parent} = ? ORDER BY pos, id`);

  function next(parentId: string, before: Placed | null, moving: ReadonlySet<string>): Placed | null {
    const found = behind.iterate(parentId, before?.pos ?? '', before?.id ?? '') as IterableIterator<Placed>;
    for (const row of found) if (!moving.has(row.id)) return row;
    return null;
  }

  /** Two devices may have made equal keys, and keys grow: then all siblings get new ones. */
  function shiftAll(parentId: string, before: Placed | null, count: number, moving: ReadonlySet<string>): Room {
    const staying = (everybody.all(parentId) as Placed[]).filter(({ id }) => !moving.has(id));
    const index = staying.findIndex(({ id }) => id === before?.id) + 1;
    return rebalance(staying, index, count);
  }

  const opening =
    (parentId: string, before: Placed | null, after: Placed | null, moving: ReadonlySet<string>): Opening =>
    (count) => {
      const keys = positionsBetween(before?.pos ?? null, after?.pos ?? null, count, random);
      return keys ? { keys, shifted: [] } : shiftAll(parentId, before, count, moving);
    };

  return {
    /** Behind the last one. */
    atEnd: (parentId: string): Opening =>
      opening(parentId, (last.get(parentId) as Placed | undefined) ?? null, null, NOBODY),
    /** After a sibling that does not move itself (null: before the first); null when there is none of that id. */
    after(parentId: string, afterId: string | null, moving = NOBODY): Opening | null {
      if (afterId === null) return opening(parentId, null, next(parentId, null, moving), moving);
      const before = moving.has(afterId) ? undefined : (anchor.get(parentId, afterId) as Placed | undefined);
      return before ? opening(parentId, before, next(parentId, before, moving), moving) : null;
    },
  };
}

/** The places among which new and moved rows find their order keys; reads only the neighbours where that is enough. */
export function createPlaceTable(db: Database, random: () => number) {
  const chapters = prepare(db, 'chapters', 'course_id', random);
  const lessons = prepare(db, 'lessons', 'chapter_id', random);
  return {
    endOfCourse: (courseId: CourseId): Opening => chapters.atEnd(courseId),
    afterChapter: (courseId: CourseId, afterId: string | null, moving?: ReadonlySet<string>) =>
      chapters.after(courseId, afterId, moving),
    endOfChapter: (chapterId: ChapterId): Opening => lessons.atEnd(chapterId),
    afterLesson: (chapterId: ChapterId, afterId: string | null, moving?: ReadonlySet<string>) =>
      lessons.after(chapterId, afterId, moving),
  };
}
export type PlaceTable = ReturnType<typeof createPlaceTable>;
