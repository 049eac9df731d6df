import type { Outline } from '../../../../shared/domain/course.ts';
import type { ChapterId, LessonId } from '../../../../shared/domain/ids.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import { chapterOf } from '../outline-rows.ts';

/** Where chapters are now, in words; with the title of the course when that is another one than before. */
export function chapterPlaceWords(t: Words, { chapters }: Outline, ids: readonly ChapterId[], course?: string): string {
  const at = chapters.findIndex(({ chapterId }) => chapterId === ids[0]);
  const place = { position: at + 1, total: chapters.length };
  const one = { title: chapters[at]?.title ?? '', ...place };
  const several = { count: ids.length, ...place };
  if (course === undefined)
    return ids.length === 1 ? t('coursePage.said.movedChapter', one) : t('coursePage.said.movedChapters', several);
  return ids.length === 1
    ? t('coursePage.said.sentChapter', { course, ...one })
    : t('coursePage.said.sentChapters', { course, ...several });
}

/** The same of lessons in their chapter. */
export function lessonPlaceWords(t: Words, outline: Outline, ids: readonly LessonId[], course?: string): string {
  const [first] = ids;
  const chapter = first ? chapterOf(outline, first) : null;
  const at = chapter?.lessons.findIndex((lesson) => lesson.lessonId === first) ?? -1;
  const place = { position: at + 1, total: chapter?.lessons.length ?? 0, chapter: chapter?.title ?? '' };
  const one = { title: chapter?.lessons[at]?.title ?? '', ...place };
  const several = { count: ids.length, ...place };
  if (course === undefined)
    return ids.length === 1 ? t('coursePage.said.movedLesson', one) : t('coursePage.said.movedLessons', several);
  return ids.length === 1
    ? t('coursePage.said.sentLesson', { course, ...one })
    : t('coursePage.said.sentLessons', { course, ...several });
}
