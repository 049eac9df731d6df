import type { NewLessonKind, Outline } from '../../../shared/domain/course.ts';
import type { LessonPlace } from './outline-edits.ts';
import { chapterOf, type RowId } from './outline-rows.ts';

/** Where a new lesson goes: after the lesson with the keyboard, else at the end of its chapter, else of the course. */
export function placeOfNew(outline: Outline, active: RowId | null): LessonPlace | null {
  const chapter = (active === null ? null : chapterOf(outline, active)) ?? outline.chapters.at(-1);
  if (!chapter) return null;
  const { chapterId, lessons } = chapter;
  const before = lessons.find(({ lessonId }) => lessonId === active) ?? lessons.at(-1);
  return { chapterId, afterId: before?.lessonId ?? null };
}

/** A key adds more of what it is pressed at. */
export function kindOfNew(outline: Outline, active: RowId | null): NewLessonKind {
  const chapter = active === null ? null : chapterOf(outline, active);
  const kind = chapter?.lessons.find(({ lessonId }) => lessonId === active)?.kind ?? 'video';
  return kind === 'audio' ? 'video' : kind;
}
