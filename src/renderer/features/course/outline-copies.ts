import type { Outline, OutlineChapter, OutlineLesson } from '../../../shared/domain/course.ts';
import type { ChapterId, LessonId } from '../../../shared/domain/ids.ts';
import { copyTitle } from '../../lib/copy-title.ts';
import type { Words } from '../../../shared/messages/words.ts';

export interface WantedCopies {
  readonly chapters: { readonly chapterId: ChapterId; readonly title: string }[];
  /** Those that do not go with a chapter. */
  readonly lessons: { readonly lessonId: LessonId; readonly title: string }[];
}
export interface LessonCopy {
  readonly ofId: LessonId;
  readonly lessonId: LessonId;
  readonly title: string;
}
export interface ChapterCopy {
  readonly ofId: ChapterId;
  readonly chapterId: ChapterId;
  readonly lessonIds: readonly LessonId[];
  readonly title: string;
}

/** What is to be copied when these rows are duplicated, with titles that none beside them has. */
export function copiesOf({ chapters }: Outline, ids: ReadonlySet<string>, t: Words): WantedCopies {
  const named = namer(t, chapters);
  const wanted = chapters.filter(({ chapterId }) => ids.has(chapterId));
  const others = chapters.filter(({ chapterId }) => !ids.has(chapterId));
  return {
    chapters: wanted.map(({ chapterId, title }) => ({ chapterId, title: named(title) })),
    lessons: others.flatMap(({ lessons }) => {
      const namedHere = namer(t, lessons);
      const here = lessons.filter(({ lessonId }) => ids.has(lessonId));
      return here.map(({ lessonId, title }) => ({ lessonId, title: namedHere(title) }));
    }),
  };
}

function namer(t: Words, siblings: readonly { readonly title: string }[]): (title: string) => string {
  const taken = new Set(siblings.map(({ title }) => title));
  return (title) => {
    const made = copyTitle(t, title, taken);
    taken.add(made);
    return made;
  };
}

/** The copies that main has made, as a block after the last of their originals in each chapter. */
export function withLessonCopies(outline: Outline, copies: readonly LessonCopy[]): Outline {
  const there = new Set(outline.chapters.flatMap(({ lessons }) => lessons.map(({ lessonId }) => lessonId)));
  const byOriginal = new Map(copies.map((copy) => [copy.ofId, copy]));
  const copyOf = (lesson: OutlineLesson): OutlineLesson | null => {
    const copy = byOriginal.get(lesson.lessonId);
    return copy && !there.has(copy.lessonId) ? { ...lesson, lessonId: copy.lessonId, title: copy.title } : null;
  };
  const chapters = outline.chapters.map((chapter) => {
    const lessons = withBlock(chapter.lessons, copyOf);
    return lessons === chapter.lessons ? chapter : { ...chapter, lessons };
  });
  return { ...outline, chapters };
}

/** The same of chapters, with their lessons. */
export function withChapterCopies(outline: Outline, copies: readonly ChapterCopy[]): Outline {
  const there = new Set(outline.chapters.map(({ chapterId }) => chapterId));
  const byOriginal = new Map(copies.map((copy) => [copy.ofId, copy]));
  const copyOf = (chapter: OutlineChapter): OutlineChapter | null => {
    const copy = byOriginal.get(chapter.chapterId);
    if (!copy || there.has(copy.chapterId)) return null;
    const { chapterId, title, lessonIds } = copy;
    const lessons = chapter.lessons.flatMap((lesson, at) => {
      const lessonId = lessonIds[at];
      return lessonId ? [{ ...lesson, lessonId }] : [];
    });
    return { ...chapter, chapterId, title, lessons };
  };
  return { ...outline, chapters: withBlock(outline.chapters, copyOf) };
}

/** The items with their copies behind the last original; the array itself when nothing was copied. */
function withBlock<Item>(items: Item[], copyOf: (item: Item) => Item | null): Item[] {
  const made = items.map((item) => copyOf(item));
  const last = made.findLastIndex((copy) => copy !== null);
  return last < 0 ? items : items.toSpliced(last + 1, 0, ...made.filter((copy) => copy !== null));
}
