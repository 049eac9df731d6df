import type { ChapterId, LessonId } from './ids.ts';
import { longestRising } from './longest-rising.ts';
import { idIn, type SheetChapter, type SheetCourse, type SheetLesson, type SheetRow } from './outline-sheet.ts';
import {
  cellText,
  chapterValues,
  lessonValues,
  type FieldFault,
  type SheetField,
  type SheetValues,
} from './sheet-fields.ts';

/*
 * What a table makes of a course: compared by id, and nothing written yet (decision 0062). Pure; the preview shows it and
 * main writes it.
 */

export type SheetFaultCode = FieldFault['code'] | 'broken' | 'id' | 'unknownId' | 'twice' | 'type' | 'noChapter';
export interface SheetFault {
  readonly line: number;
  readonly code: SheetFaultCode;
  /** What stands there. */
  readonly value: string;
  /** The whole row: what it is of stays as it is and where it is. Else only the field. */
  readonly isRow: boolean;
}
export interface FieldEdit {
  readonly field: SheetField;
  /** As their cells have them. */
  readonly from: string;
  readonly to: string;
}
export interface PlannedLesson {
  readonly line: number;
  /** Null: it is new. */
  readonly held: SheetLesson | null;
  readonly values: SheetValues;
  readonly edits: readonly FieldEdit[];
  /** It comes from elsewhere, or stands elsewhere among its neighbours. */
  readonly isMoved: boolean;
}
export interface PlannedChapter extends Omit<PlannedLesson, 'held'> {
  readonly held: SheetChapter | null;
  readonly lessons: readonly PlannedLesson[];
}
export interface SheetPlan {
  readonly chapters: readonly PlannedChapter[];
  /** Not in the table; the lessons of a chapter that is not go with it. */
  readonly gone: { readonly chapters: readonly SheetChapter[]; readonly lessons: readonly SheetLesson[] };
  readonly faults: readonly SheetFault[];
}

type Draft<Planned> = Omit<Planned, 'isMoved' | 'lessons'>;
type ChapterDraft = Draft<PlannedChapter> & { readonly lessons: Draft<PlannedLesson>[] };
type Held =
  | { readonly type: 'chapter'; readonly row: SheetChapter }
  | { readonly type: 'lesson'; readonly row: SheetLesson };

function editsOf(values: SheetValues, held: Readonly<Record<string, unknown>>): FieldEdit[] {
  return (Object.entries(values) as [SheetField, SheetValues[SheetField]][]).flatMap(([field, value]) => {
    const before = held[field] as SheetValues[SheetField];
    const [from, to] = [cellText(before), cellText(value)];
    return from === to ? [] : [{ field, from, to }];
  });
}
/** A description is the body of a lesson. */
const shownOf = (held: SheetLesson | null) => (held ? { ...held, description: held.body } : {});

/** Reads the rows one by one; what it cannot take is a fault, and stays. */
function createReader(course: SheetCourse, isFilled: (lesson: SheetLesson) => boolean) {
  const held = new Map<string, Held>();
  for (const chapter of course.chapters) {
    held.set(chapter.chapterId, { type: 'chapter', row: chapter });
    for (const lesson of chapter.lessons) held.set(lesson.lessonId, { type: 'lesson', row: lesson });
  }
  const faults: SheetFault[] = [];
  const chapters: ChapterDraft[] = [];
  /** In the table, be it in a row with a fault. */
  const seen = new Set<string>();
  let current: ChapterDraft | null = null;

  const refuse = ({ line }: SheetRow, code: SheetFaultCode, value = ''): null => {
    faults.push({ line, code, value, isRow: true });
    return null;
  };
  const keep = ({ line }: SheetRow, all: readonly FieldFault[]): void =>
    void faults.push(...all.map((fault) => ({ ...fault, line, isRow: false })));

  /** Which of the two a row is, and what it is of; null: it cannot be taken. */
  function subjectOf(row: SheetRow): Held | { readonly type: 'chapter' | 'lesson'; readonly row: null } | null {
    const id = idIn(row.cells.id);
    const type = (row.cells.type ?? '').trim().toLowerCase();
    const known = held.get(id ?? '');
    const isTwice = known !== undefined && seen.has(id ?? '');
    if (known) seen.add(id ?? '');
    if (known?.type === 'chapter') current = chapters.find((chapter) => chapter.held === known.row) ?? null;
    else if (!known && type === 'chapter') current = null;
    if (row.isBroken) return refuse(row, 'broken');
    if (id === undefined) return refuse(row, 'id', row.cells.id);
    if (id !== null && !known) return refuse(row, 'unknownId', id);
    if (isTwice) return refuse(row, 'twice', id ?? '');
    if (type !== '' && (known ? type !== known.type : type !== 'chapter' && type !== 'lesson'))
      return refuse(row, 'type', row.cells.type);
    return known ?? { type: type === 'chapter' ? 'chapter' : 'lesson', row: null };
  }

  function takeChapter(row: SheetRow, chapter: SheetChapter | null): void {
    const read = chapterValues(row.cells, chapter);
    if (!chapter && read.values.title === undefined) return void refuse(row, 'title', row.cells.title);
    keep(row, read.faults);
    const edits = editsOf(read.values, { ...chapter });
    current = { line: row.line, held: chapter, values: read.values, edits, lessons: [] };
    chapters.push(current);
  }

  function takeLesson(row: SheetRow, lesson: SheetLesson | null): void {
    if (!current) return void refuse(row, 'noChapter');
    const read = lessonValues(row.cells, lesson, lesson !== null && isFilled(lesson));
    if (!lesson && read.values.title === undefined) return void refuse(row, 'title', row.cells.title);
    keep(row, read.faults);
    const edits = editsOf(read.values, shownOf(lesson));
    current.lessons.push({ line: row.line, held: lesson, values: read.values, edits });
  }

  return {
    take(row: SheetRow): void {
      const subject = subjectOf(row);
      if (subject?.type === 'chapter') takeChapter(row, subject.row);
      else if (subject?.type === 'lesson') takeLesson(row, subject.row);
    },
    done: () => ({ chapters, faults, seen }),
  };
}

/** As many as can stay where they are do: the others are moved. Null: from elsewhere, or new. */
function stayingAmong(placesNow: readonly (number | null)[]): ReadonlySet<number> {
  const here = placesNow.flatMap((place, at) => (place === null ? [] : [{ place, at }]));
  return new Set(longestRising(here.map(({ place }) => place)).map((index) => here[index]?.at ?? -1));
}

function lessonsOf({ held, lessons }: ChapterDraft): PlannedLesson[] {
  const places = new Map(held?.lessons.map((lesson, at) => [lesson.lessonId, at]));
  const staying = stayingAmong(lessons.map((lesson) => places.get(lesson.held?.lessonId as LessonId) ?? null));
  return lessons.map((lesson, at) => ({ ...lesson, isMoved: lesson.held !== null && !staying.has(at) }));
}

/** What the rows make of the course. `isFilled`: the lesson holds what only its kind shows. */
export function planSheet(
  course: SheetCourse,
  rows: readonly SheetRow[],
  isFilled: (lesson: SheetLesson) => boolean,
): SheetPlan {
  const reader = createReader(course, isFilled);
  for (const row of rows) reader.take(row);
  const { chapters, faults, seen } = reader.done();
  const places = new Map(course.chapters.map((chapter, at) => [chapter.chapterId, at]));
  const staying = stayingAmong(chapters.map(({ held }) => places.get(held?.chapterId as ChapterId) ?? null));
  const planned = chapters.map((chapter, at) => ({
    ...chapter,
    isMoved: chapter.held !== null && !staying.has(at),
    lessons: lessonsOf(chapter),
  }));
  const taken = new Set(planned.flatMap(({ lessons }) => lessons.map(({ held }) => held?.lessonId)));
  // A chapter does not go as long as a lesson of it stays where it is, because of a fault in its row.
  const goes = ({ chapterId, lessons }: SheetChapter): boolean =>
    !seen.has(chapterId) && lessons.every(({ lessonId }) => taken.has(lessonId) || !seen.has(lessonId));
  const gone = course.chapters.filter(goes);
  const lessons = course.chapters
    .filter((chapter) => !goes(chapter))
    .flatMap((chapter) => chapter.lessons.filter(({ lessonId }) => !seen.has(lessonId)));
  return { chapters: planned, gone: { chapters: gone, lessons }, faults };
}
