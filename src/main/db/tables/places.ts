import type { ChapterId, CourseId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';

export interface Place {
  readonly id: string;
  readonly pos: string;
}

/** The neighbours among which new rows and moved rows find their order keys. */
export function createPlaceTable(db: Database) {
  const chapters = db.prepare(
    'SELECT id, pos FROM chapters WHERE course_id = ? AND deleted_at_ms IS NULL ORDER BY pos, id',
  );
  const lessons = db.prepare(
    'SELECT id, pos FROM lessons WHERE chapter_id = ? AND deleted_at_ms IS NULL ORDER BY pos, id',
  );
  return {
    chaptersOf: (courseId: CourseId) => chapters.all(courseId) as Place[],
    lessonsOf: (chapterId: ChapterId) => lessons.all(chapterId) as Place[],
  };
}

export type PlaceTable = ReturnType<typeof createPlaceTable>;

/**
 * The keys on both sides of the gap after `afterId` (null: before the first), leaving out rows that are about to
 * move. Null when `afterId` is not among them.
 */
export function gapAfter(
  places: readonly Place[],
  afterId: string | null,
  moving: ReadonlySet<string> = new Set(),
): { before: string | null; after: string | null } | null {
  const staying = places.filter(({ id }) => !moving.has(id));
  const index = afterId === null ? -1 : staying.findIndex(({ id }) => id === afterId);
  if (afterId !== null && index < 0) return null;
  const before = staying[index]?.pos ?? null;
  // Two devices may have made equal keys: the next *different* one bounds the gap.
  const after = staying.slice(index + 1).find(({ pos }) => before === null || pos > before)?.pos ?? null;
  return { before, after };
}
