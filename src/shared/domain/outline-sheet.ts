import { z } from 'zod';
import { parseCsv, writeCsv, type CsvRow } from '../util/csv.ts';
import type { Outline } from './course.ts';
import type { ChapterId, CourseId, LessonId } from './ids.ts';

/*
 * The outline as a table (decision 0062): a row for each chapter and each lesson, in their order. Pure.
 */

/** The names of the columns are the same in every language: a table goes from one person to another. */
export const sheetColumns = [
  'id',
  'type',
  'title',
  'kind',
  'status',
  'free_preview',
  'drip_days',
  'description',
  'tags',
  'duration',
] as const;
export type SheetColumn = (typeof sheetColumns)[number];

/** What spreadsheet programs keep of a cell. */
const MOST_IN_CELL = 32_000;

/** A chapter or a lesson with what the table says of it. */
export interface SheetLesson {
  readonly lessonId: LessonId;
  readonly title: string;
  readonly kind: string;
  readonly status: string;
  readonly freePreview: boolean;
  readonly dripDays: number | null;
  readonly body: string;
  readonly tags: readonly string[];
}
export interface SheetChapter {
  readonly chapterId: ChapterId;
  readonly title: string;
  readonly description: string;
  readonly lessons: readonly (SheetLesson & { readonly durationMs?: number | null })[];
}
export interface SheetCourse {
  readonly courseId: CourseId;
  readonly chapters: readonly SheetChapter[];
}

/** The outline with the descriptions of its lessons. */
export function sheetCourse(outline: Outline, bodies: ReadonlyMap<LessonId, string>): SheetCourse {
  const chapters = outline.chapters.map(({ lessons, ...chapter }) => ({
    ...chapter,
    lessons: lessons.map((lesson) => ({
      ...lesson,
      body: bodies.get(lesson.lessonId) ?? '',
      durationMs: lesson.media?.durationMs ?? null,
    })),
  }));
  return { courseId: outline.courseId, chapters };
}

/** The text of a text lesson is no cell, and neither is what a program would cut: both stay as they are. */
export const isTextInSheet = (kind: string, text: string): boolean => kind !== 'text' && text.length <= MOST_IN_CELL;

/** Those that a cell of several can name; another one stays where it is. */
export const tagsInSheet = (names: readonly string[]): string[] => names.filter((name) => !name.includes(';'));
export const tagsText = (names: readonly string[]): string => names.join('; ');

/** 1:02:03, for whoever reads the table; nothing reads it back. */
function durationText(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '';
  const seconds = Math.round(ms / 1_000);
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${String(Math.floor(seconds / 3_600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
}

/** The table as a file. */
export function sheetText({ chapters }: SheetCourse): string {
  const rows = chapters.flatMap((chapter) => [
    [chapter.chapterId, 'chapter', chapter.title, '', '', '', '', chapter.description, '', ''],
    ...chapter.lessons.map((lesson) => [
      lesson.lessonId,
      'lesson',
      lesson.title,
      lesson.kind,
      lesson.status,
      lesson.freePreview ? 'yes' : 'no',
      lesson.dripDays === null ? '' : String(lesson.dripDays),
      isTextInSheet(lesson.kind, lesson.body) ? lesson.body : '',
      tagsText(tagsInSheet(lesson.tags)),
      durationText(lesson.durationMs),
    ]),
  ]);
  return writeCsv([sheetColumns, ...rows]);
}

/** A row of the table as it was read; a cell is absent where its column is. */
export interface SheetRow {
  readonly line: number;
  readonly isBroken: boolean;
  readonly cells: Readonly<Partial<Record<SheetColumn, string>>>;
}
/** Without a column of titles it is no such table; a program that cuts cells off leaves some out at the end of a row. */
export function readSheet(text: string): readonly SheetRow[] | null {
  const [head, ...rows] = parseCsv(text);
  const names = head?.cells.map((name) => name.trim().toLowerCase()) ?? [];
  const columns = sheetColumns.filter((name) => names.includes(name));
  if (!columns.includes('title')) return null;
  const cellsOf = ({ cells }: CsvRow) =>
    Object.fromEntries(columns.map((name) => [name, cells[names.indexOf(name)] ?? ''])) as SheetRow['cells'];
  return rows.map((row) => ({ line: row.line, isBroken: row.isBroken, cells: cellsOf(row) }));
}

const uuid = z.uuid();
/** The id in a cell; null: none stands there; undefined: it is no id. */
export function idIn(cell: string | undefined): string | null | undefined {
  const text = (cell ?? '').trim().toLowerCase();
  return text === '' ? null : uuid.safeParse(text).data;
}
