import type { Outline } from '../../../shared/domain/course.ts';
import type { ChapterId, LessonId } from '../../../shared/domain/ids.ts';
import type { Words } from '../../../shared/messages/words.ts';
import { chaptersIn, lessonsIn } from './outline-moves.ts';
import { titledOf, type RowId } from './outline-rows.ts';

export interface Deletion {
  readonly chapterIds: ChapterId[];
  /** Those that do not go with a chapter. */
  readonly lessonIds: LessonId[];
  /** All rows that leave. */
  readonly gone: ReadonlySet<string>;
  /** The title of the first, which is the only one more often than not. */
  readonly title: string;
}

/** What goes when these rows are deleted; those that are not there any more count for nothing. */
export function deletionOf(outline: Outline, ids: ReadonlySet<string>): Deletion {
  const chapterIds = chaptersIn(outline, ids);
  const within = outline.chapters.filter((chapter) => ids.has(chapter.chapterId)).flatMap((chapter) => chapter.lessons);
  const covered = new Set<string>(within.map((lesson) => lesson.lessonId));
  const lessonIds = lessonsIn(outline, ids).filter((id) => !covered.has(id));
  const first: RowId | undefined = chapterIds[0] ?? lessonIds[0];
  return {
    chapterIds,
    lessonIds,
    gone: new Set<string>([...chapterIds, ...covered, ...lessonIds]),
    title: (first && titledOf(outline, first)?.title) ?? '',
  };
}

/** "“Mitosis” goes when you save", "1 chapter and 2 lessons go when you save". */
export function deletedWords(t: Words, { chapterIds, lessonIds, title }: Deletion): string {
  const isOne = chapterIds.length + lessonIds.length === 1;
  return isOne
    ? t('coursePage.said.deleted', { title })
    : t('coursePage.said.deletedMany', { what: amountWords(t, chapterIds.length, lessonIds.length) });
}

/** "“Mitosis” stays". */
export function restoredWords(t: Words, { chapterIds, lessonIds, title }: Deletion): string {
  const isOne = chapterIds.length + lessonIds.length === 1;
  return isOne
    ? t('coursePage.said.restored', { title })
    : t('coursePage.said.restoredMany', { what: amountWords(t, chapterIds.length, lessonIds.length) });
}

/** "Delete 3 lessons"; for a single row the verb says enough. */
export function deleteWords(t: Words, outline: Outline, ids: ReadonlySet<string>): string {
  const { chapterIds, lessonIds } = deletionOf(outline, ids);
  return ids.size > 1
    ? t('coursePage.verb.deleteMany', { what: amountWords(t, chapterIds.length, lessonIds.length) })
    : t('coursePage.verb.delete');
}

/** "1 chapter and 2 lessons selected". */
export function selectedWords(t: Words, outline: Outline, ids: ReadonlySet<string>): string {
  const what = amountWords(t, chaptersIn(outline, ids).length, lessonsIn(outline, ids).length);
  return t('coursePage.selected', { what });
}

/** What hangs at the pointer: the title of one, how many of several. */
export function draggedWords(t: Words, outline: Outline, ids: ReadonlySet<RowId>): string {
  const [first] = ids;
  if (first && ids.size === 1) return titledOf(outline, first)?.title ?? '';
  return amountWords(t, chaptersIn(outline, ids).length, lessonsIn(outline, ids).length);
}

/** "1 chapter and 2 lessons". */
export function amountWords(t: Words, chapters: number, lessons: number): string {
  const chapterWords = t('unit.chapters', { count: chapters });
  const lessonWords = t('unit.lessons', { count: lessons });
  if (chapters === 0) return lessonWords;
  return lessons === 0 ? chapterWords : t('coursePage.both', { chapters: chapterWords, lessons: lessonWords });
}
