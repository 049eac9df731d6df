import { z } from 'zod';
import { type Outline, type OutlineChapter, outlineChapter, type OutlineLesson, outlineLesson } from './course.ts';
import { chapterId, courseId, lessonId } from './ids.ts';

/** What a step has made of an outline, as far as it makes it another: enough to make the outline of now of the one before. */
export const outlineChanges = z.strictObject({
  courseId,
  /** All chapters in their order. */
  chapterIds: z.array(chapterId),
  /** Those of them that are new, have other words or other lessons, with all their lessons in order. */
  chapters: z.array(outlineChapter.omit({ lessons: true }).extend({ lessonIds: z.array(lessonId) })),
  /** Lessons that may be otherwise, as they are. */
  lessons: z.array(outlineLesson),
  /** Lessons that are not there any more. */
  goneIds: z.array(lessonId),
});
export type OutlineChanges = z.infer<typeof outlineChanges>;

/** The items in the order of the ids; null when one of them is not known. */
function inOrder<Id, Item>(ids: readonly Id[], itemOf: (id: Id) => Item | undefined): Item[] | null {
  const items = ids.map(itemOf).filter((item) => item !== undefined);
  return items.length === ids.length ? items : null;
}

/**
 * The outline as the changes leave it; parts that they do not name keep their identity. Null when they cannot be those of
 * this outline, since they rest on something that it does not have: then it is read as a whole.
 */
export function withOutlineChanges(outline: Outline, changes: OutlineChanges): Outline | null {
  const fresh = new Map(changes.lessons.map((lesson) => [lesson.lessonId, lesson]));
  const former = new Map(outline.chapters.map((chapter) => [chapter.chapterId, chapter]));
  const held = new Map(outline.chapters.flatMap(({ lessons }) => lessons.map((lesson) => [lesson.lessonId, lesson])));
  const placed = new Map(changes.chapters.map((chapter) => [chapter.chapterId, chapter]));
  const elsewhere = new Set([...changes.goneIds, ...changes.chapters.flatMap(({ lessonIds }) => lessonIds)]);

  /** A chapter that is not named: it may have lost lessons to one that is. */
  function left(chapter: OutlineChapter): OutlineChapter {
    const isTouched = ({ lessonId: id }: OutlineLesson): boolean => elsewhere.has(id) || fresh.has(id);
    if (!chapter.lessons.some(isTouched)) return chapter;
    const stayed = chapter.lessons.filter((lesson) => !elsewhere.has(lesson.lessonId));
    return { ...chapter, lessons: stayed.map((lesson) => fresh.get(lesson.lessonId) ?? lesson) };
  }
  function chapterNow(id: OutlineChapter['chapterId']): OutlineChapter | undefined {
    const named = placed.get(id);
    if (!named) return former.has(id) ? left(former.get(id) as OutlineChapter) : undefined;
    const { lessonIds, ...words } = named;
    const lessons = inOrder(lessonIds, (one) => fresh.get(one) ?? held.get(one));
    return lessons ? { ...words, lessons } : undefined;
  }
  const chapters = inOrder(changes.chapterIds, chapterNow);
  return chapters && { ...outline, chapters };
}
