import type { Outline, OutlineChapter, OutlineLesson } from '../../../../shared/domain/course.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';

/** The course as students see it: no drafts, and no chapter that would show nothing. */
export function shownTo({ chapters }: Outline): OutlineChapter[] {
  return chapters
    .map((chapter) => ({ ...chapter, lessons: chapter.lessons.filter(({ status }) => status === 'ready') }))
    .filter(({ lessons }) => lessons.length > 0);
}

/** A lesson with its neighbours, in playing order across the chapters; null when students do not see it. */
export function placeOf(chapters: readonly OutlineChapter[], lessonId: LessonId | undefined) {
  const lessons: readonly OutlineLesson[] = chapters.flatMap((chapter) => chapter.lessons);
  const at = lessons.findIndex((lesson) => lesson.lessonId === lessonId);
  const lesson = lessons[at];
  const chapter = chapters.find((one) => one.lessons.some(({ lessonId: id }) => id === lessonId));
  if (!lesson || !chapter) return null;
  const { chapterId } = chapter;
  return {
    chapterId,
    lesson,
    at,
    count: lessons.length,
    previous: lessons[at - 1] ?? null,
    next: lessons[at + 1] ?? null,
  };
}
