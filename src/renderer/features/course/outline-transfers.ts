import type { Outline } from '../../../shared/domain/course.ts';
import type { ChapterId, LessonId } from '../../../shared/domain/ids.ts';
import { withChaptersMoved, withLessonsMoved, type LessonPlace } from './outline-edits.ts';

/** The course that rows leave, and the one that they go to. Pure, as `outline-edits.ts`. */
export interface Both {
  readonly from: Outline;
  readonly to: Outline;
}

/** The lessons, in the order given, out of their course and into a chapter of the other one. */
export function withLessonsSent({ from, to }: Both, lessonIds: readonly LessonId[], place: LessonPlace): Both {
  const both = withLessonsMoved({ ...from, chapters: [...from.chapters, ...to.chapters] }, lessonIds, place);
  const count = from.chapters.length;
  return {
    from: { ...from, chapters: both.chapters.slice(0, count) },
    to: { ...to, chapters: both.chapters.slice(count) },
  };
}

/** The chapters, in the order given, out of their course and after a chapter of the other one (null: first). */
export function withChaptersSent({ from, to }: Both, ids: readonly ChapterId[], afterId: ChapterId | null): Both {
  const moving = new Set(ids);
  const block = from.chapters.filter(({ chapterId }) => moving.has(chapterId));
  const rest = from.chapters.filter(({ chapterId }) => !moving.has(chapterId));
  const joined = { ...to, chapters: [...to.chapters, ...block] };
  return { from: { ...from, chapters: rest }, to: withChaptersMoved(joined, ids, afterId) };
}
