import type { BulkRow, BulkSettings } from '../../../shared/domain/bulk-edit.ts';
import type { NewLessonKind, Outline, OutlineChapter, OutlineLesson } from '../../../shared/domain/course.ts';
import { tagsAfter } from '../../../shared/domain/tag.ts';
import type { ChapterId, LessonId } from '../../../shared/domain/ids.ts';

/*
 * What an edit makes of the outline on screen before main has answered. Pure; parts that do not change keep their
 * identity, so that their rows are not drawn again. An edit of something that is not there changes nothing.
 */

/** Where lessons go: into a chapter, after one of its lessons (null: first). */
export interface LessonPlace {
  readonly chapterId: ChapterId;
  readonly afterId: LessonId | null;
}

export interface NewLesson {
  readonly lessonId: LessonId;
  readonly place: LessonPlace;
  readonly kind: NewLessonKind;
  readonly title: string;
  /** Of a chapter that is made with it. */
  readonly chapterTitle?: string;
}
/** As the columns have it that nobody has written. */
const unwritten = { status: 'ready', freePreview: false, dripDays: null } as const;
const nothing = () => ({ media: null, thumbnailId: null, captions: [], tags: [] });

/** The items with one of them replaced; the same array when it is not there. */
function replaced<Item>(items: Item[], isIt: (item: Item) => boolean, change: (item: Item) => Item): Item[] {
  return items.some(isIt) ? items.map((item) => (isIt(item) ? change(item) : item)) : items;
}

export function withChapterTitle(outline: Outline, chapterId: ChapterId, title: string): Outline {
  const isIt = (chapter: OutlineChapter) => chapter.chapterId === chapterId;
  return { ...outline, chapters: replaced(outline.chapters, isIt, (chapter) => ({ ...chapter, title })) };
}

export function withLessonTitle(outline: Outline, lessonId: LessonId, title: string): Outline {
  const isIt = (lesson: OutlineLesson) => lesson.lessonId === lessonId;
  const chapters = replaced(
    outline.chapters,
    (chapter) => chapter.lessons.some(isIt),
    (chapter) => ({ ...chapter, lessons: replaced(chapter.lessons, isIt, (lesson) => ({ ...lesson, title })) }),
  );
  return { ...outline, chapters };
}

/** Many titles at once, of chapters and lessons alike. */
export function withTitles(outline: Outline, titles: ReadonlyMap<ChapterId | LessonId, string>): Outline {
  const retitled = <Item extends { readonly title: string }>(item: Item, id: ChapterId | LessonId): Item => {
    const title = titles.get(id) ?? item.title;
    return title === item.title ? item : { ...item, title };
  };
  const chapters = outline.chapters.map((chapter) => {
    const lessons = chapter.lessons.map((lesson) => retitled(lesson, lesson.lessonId));
    const isSame = lessons.every((lesson, index) => lesson === chapter.lessons[index]);
    return retitled(isSame ? chapter : { ...chapter, lessons }, chapter.chapterId);
  });
  return { ...outline, chapters };
}

/** Lessons as *Edit together…* makes them; into another chapter they go to its end. */
export function withLessonsEdited(outline: Outline, rows: readonly BulkRow[], settings: BulkSettings): Outline {
  const { chapterId, tags, ...fields } = settings;
  const byId = new Map(rows.map((row) => [row.lesson.lessonId, row]));
  const edited = (lesson: OutlineLesson): OutlineLesson => {
    const row = byId.get(lesson.lessonId);
    if (!row) return lesson;
    const changed = Object.entries(fields).filter(([field]) => row.changes.some((one) => one === field));
    const next = {
      ...lesson,
      title: row.title ?? lesson.title,
      ...(Object.fromEntries(changed) as Partial<OutlineLesson>),
    };
    return tags ? { ...next, tags: tagsAfter(lesson.tags, tags) } : next;
  };
  const chapters = outline.chapters.map((chapter) =>
    chapter.lessons.some(({ lessonId }) => byId.has(lessonId))
      ? { ...chapter, lessons: chapter.lessons.map(edited) }
      : chapter,
  );
  const target = chapters.find((chapter) => chapter.chapterId === chapterId);
  if (!target) return { ...outline, chapters };
  const coming = rows.filter(({ changes }) => changes.includes('chapterId')).map(({ lesson }) => lesson.lessonId);
  const afterId = target.lessons.at(-1)?.lessonId ?? null;
  return withLessonsMoved({ ...outline, chapters }, coming, { chapterId: target.chapterId, afterId });
}

export function withNewChapter(outline: Outline, chapterId: ChapterId, title: string): Outline {
  if (outline.chapters.some((chapter) => chapter.chapterId === chapterId)) return outline;
  return { ...outline, chapters: [...outline.chapters, { chapterId, title, description: '', lessons: [] }] };
}

/** An empty lesson where `place` says; its chapter is made, too, when it is not there. */
export function withNewLesson(outline: Outline, made: NewLesson): Outline {
  const { lessonId, place, kind, title } = made;
  const lesson: OutlineLesson = { lessonId, title, kind, ...unwritten, ...nothing() };
  const held = withNewChapter(outline, place.chapterId, made.chapterTitle ?? '');
  if (held.chapters.some((chapter) => chapter.lessons.some((one) => one.lessonId === lessonId))) return outline;
  const isIt = (chapter: OutlineChapter) => chapter.chapterId === place.chapterId;
  const add = (chapter: OutlineChapter) => ({
    ...chapter,
    lessons: inserted(chapter.lessons, [lesson], (one) => one.lessonId === place.afterId),
  });
  return { ...held, chapters: replaced(held.chapters, isIt, add) };
}

function withoutLessons(outline: Outline, lessonIds: readonly LessonId[]): Outline {
  const gone = new Set(lessonIds);
  const chapters = replaced(
    outline.chapters,
    (chapter) => chapter.lessons.some((lesson) => gone.has(lesson.lessonId)),
    (chapter) => ({ ...chapter, lessons: chapter.lessons.filter((lesson) => !gone.has(lesson.lessonId)) }),
  );
  return { ...outline, chapters };
}

/** The lessons, in the order given, after `afterId` in the chapter; as `lesson.move` of the contract does it. */
export function withLessonsMoved(outline: Outline, lessonIds: readonly LessonId[], place: LessonPlace): Outline {
  const all = new Map(outline.chapters.flatMap((chapter) => chapter.lessons.map((one) => [one.lessonId, one])));
  const block = lessonIds.map((id) => all.get(id)).filter((lesson) => lesson !== undefined);
  const target = outline.chapters.find((chapter) => chapter.chapterId === place.chapterId);
  if (!target || block.length === 0) return outline;
  const rest = withoutLessons(outline, lessonIds);
  const chapters = rest.chapters.map((chapter) =>
    chapter.chapterId === place.chapterId
      ? { ...chapter, lessons: inserted(chapter.lessons, block, (one) => one.lessonId === place.afterId) }
      : chapter,
  );
  return { ...outline, chapters };
}

/** The chapters, in the order given, after another one (null: first). */
export function withChaptersMoved(outline: Outline, ids: readonly ChapterId[], afterId: ChapterId | null): Outline {
  const all = new Map(outline.chapters.map((chapter) => [chapter.chapterId, chapter]));
  const block = ids.map((id) => all.get(id)).filter((chapter) => chapter !== undefined);
  if (block.length === 0) return outline;
  const rest = outline.chapters.filter((chapter) => !block.includes(chapter));
  return { ...outline, chapters: inserted(rest, block, (one) => one.chapterId === afterId) };
}

/** `block` after the item that matches, or first. */
function inserted<Item>(items: readonly Item[], block: readonly Item[], isBefore: (item: Item) => boolean): Item[] {
  const at = items.findIndex(isBefore) + 1;
  return [...items.slice(0, at), ...block, ...items.slice(at)];
}
