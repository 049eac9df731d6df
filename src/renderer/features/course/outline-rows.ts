import type { Outline, OutlineChapter, OutlineLesson } from '../../../shared/domain/course.ts';
import type { ChapterId, LessonId } from '../../../shared/domain/ids.ts';
import { listRows, type ListItem, type ListRows } from '../../lib/selection/list-rows.ts';

export interface ChapterRow {
  readonly kind: 'chapter';
  readonly id: ChapterId;
  readonly chapter: OutlineChapter;
  /** Counts from 1, as do all positions. */
  readonly position: number;
  readonly setSize: number;
  readonly isExpanded: boolean;
}
export interface LessonRow {
  readonly kind: 'lesson';
  readonly id: LessonId;
  readonly lesson: OutlineLesson;
  readonly chapterId: ChapterId;
  readonly position: number;
  readonly setSize: number;
}
export type OutlineRow = ChapterRow | LessonRow;
/** Ids are unique over chapters and lessons, so that one set can hold both. */
export type RowId = ChapterId | LessonId;

/** The chapters that are closed while all of them are. */
export const allOf = ({ chapters }: Pick<Outline, 'chapters'>): ReadonlySet<ChapterId> =>
  new Set(chapters.map(({ chapterId }) => chapterId));

/** The rows as they are displayed, from top to bottom: a chapter, then its lessons unless it is collapsed. */
export function rowsOf({ chapters }: Pick<Outline, 'chapters'>, collapsed: ReadonlySet<ChapterId>): OutlineRow[] {
  return chapters.flatMap((chapter, index): OutlineRow[] => {
    const { chapterId, lessons } = chapter;
    const isExpanded = !collapsed.has(chapterId);
    const place = { position: index + 1, setSize: chapters.length };
    const head: ChapterRow = { kind: 'chapter', id: chapterId, chapter, ...place, isExpanded };
    return isExpanded ? [head, ...lessons.map((lesson, at) => lessonRow(lesson, chapter, at + 1))] : [head];
  });
}

function lessonRow(lesson: OutlineLesson, { chapterId, lessons }: OutlineChapter, position: number): LessonRow {
  return { kind: 'lesson', id: lesson.lessonId, lesson, chapterId, position, setSize: lessons.length };
}

/** What is said of a chapter, or of several: how many lessons, and how long those of known length are together. */
export function factsOf(chapters: readonly OutlineChapter[]): {
  readonly lessons: number;
  readonly durationMs: number;
} {
  const lessons = chapters.flatMap((chapter) => chapter.lessons);
  const durationMs = lessons.reduce((sum, lesson) => sum + (lesson.media?.durationMs ?? 0), 0);
  return { lessons: lessons.length, durationMs };
}

/** How many lessons of a chapter are not as most are. */
export function statusesOf({ lessons }: OutlineChapter): { readonly drafts: number; readonly previews: number } {
  const drafts = lessons.filter(({ status }) => status === 'draft').length;
  return { drafts, previews: lessons.filter(({ freePreview }) => freePreview).length };
}

/** Whether a row goes with the next save: it was struck through itself, or its chapter was. */
export const isStruck = (
  struck: ReadonlySet<RowId>,
  { chapterId }: Pick<OutlineChapter, 'chapterId'>,
  id: RowId = chapterId,
): boolean => struck.has(chapterId) || struck.has(id);

/** The chapter of a row: its own, or the one it is in; null when there is no such row any more. */
export function chapterOf({ chapters }: Outline, id: RowId): OutlineChapter | null {
  return chapters.find((one) => one.chapterId === id || one.lessons.some((lesson) => lesson.lessonId === id)) ?? null;
}

/** The same for a row of which only the id is known; false when it is not there. */
export function isGoing(outline: Outline, struck: ReadonlySet<RowId>, id: RowId): boolean {
  const chapter = chapterOf(outline, id);
  return chapter !== null && isStruck(struck, chapter, id);
}

/** The chapter or lesson with this id; null when it is not there any more. */
export function titledOf(
  { chapters }: Outline,
  id: RowId,
): { readonly title: string; readonly isChapter: boolean } | null {
  for (const chapter of chapters) {
    if (chapter.chapterId === id) return { title: chapter.title, isChapter: true };
    const lesson = chapter.lessons.find((one) => one.lessonId === id);
    if (lesson) return { title: lesson.title, isChapter: false };
  }
  return null;
}

/** All that is in the course: what is selected may have been deleted by another hand. */
export function idsOf({ chapters }: Pick<Outline, 'chapters'>): ReadonlySet<RowId> {
  return new Set(chapters.flatMap(({ chapterId, lessons }) => [chapterId, ...lessons.map(({ lessonId }) => lessonId)]));
}

/** The rows for the gestures; a closed chapter's lessons belong to the list. */
export function outlineList(outline: Pick<Outline, 'chapters'>, rows: readonly OutlineRow[]): ListRows<RowId> {
  const there = idsOf(outline);
  const shown = rows.map((row): ListItem<RowId> =>
    row.kind === 'chapter'
      ? { id: row.id, title: row.chapter.title, isGroup: true }
      : { id: row.id, title: row.lesson.title },
  );
  const open = new Set(rows.map(({ id }) => id));
  const folded = outline.chapters
    .flatMap(({ lessons }) => lessons)
    .filter(({ lessonId }) => !open.has(lessonId))
    .map(({ lessonId, title }) => ({ id: lessonId, title }));
  return listRows<RowId>({ shown, folded, has: (id) => there.has(id) });
}
