import { z } from 'zod';
import { lessonDetails, newLessonKind, title, type LessonDetail, type OutlineLesson } from './course.ts';
import { tagChange, tagsAfter } from './tag.ts';
import { chapterId, type ChapterId, type LessonId } from './ids.ts';

/*
 * Many lessons changed together: what they have in common, and what an edit makes of each (decision 0058). Pure; the dialog
 * shows it before, and main does the same.
 */

const { status, freePreview, dripDays } = lessonDetails.shape;
/** What is set alike in all; a field that is absent stays in each as it is. */
export const bulkSettings = z
  .strictObject({ kind: newLessonKind, status, freePreview, dripDays, chapterId, tags: tagChange })
  .partial()
  .readonly();
export type BulkSettings = z.infer<typeof bulkSettings>;
export type BulkField = keyof BulkSettings;

/** `{title}` is the title as it is, `{n}` counts from `start` with at least `width` digits. */
export interface TitlePattern {
  readonly pattern: string;
  readonly start: number;
  readonly width: number;
}
export interface BulkEdit {
  /** Null: the titles stay. */
  readonly titles: TitlePattern | null;
  readonly settings: BulkSettings;
}
/** A lesson and the chapter that it is in. */
export type BulkLesson = OutlineLesson & { readonly chapterId: ChapterId };

/** A field of several lessons; mixed: not all have the same. */
export type Shared<Value> = { readonly isMixed: true } | { readonly isMixed: false; readonly value: Value };

/** What they have in common in this field. There must be some. */
export function sharedOf<Field extends Exclude<BulkField, 'tags'>>(
  lessons: readonly BulkLesson[],
  field: Field,
): Shared<BulkLesson[Field]> {
  const [first, ...others] = lessons.map((lesson) => lesson[field]);
  const isMixed = first === undefined || others.some((value) => value !== first);
  return isMixed ? { isMixed } : { isMixed, value: first };
}

/** The title of the lesson at this index. Whatever its title holds is taken as it is: a `{n}` in it is not counted. */
export function patternedTitle({ pattern, start, width }: TitlePattern, held: string, at: number): string {
  const number = String(start + at).padStart(width, '0');
  // A function: in a replacement text `$&` would mean something.
  return pattern.replaceAll(/\{(?:n|title)\}/gu, (token) => (token === '{n}' ? number : held)).trim();
}

/** What one lesson becomes. */
export interface BulkRow {
  readonly lesson: BulkLesson;
  /** Null: it stays as it is. */
  readonly title: string | null;
  readonly changes: readonly BulkField[];
  /** Why something of it stays: its title would be empty or too long; another kind would not show what it holds. */
  readonly refused: readonly BulkRefusal[];
}
export type BulkRefusal = 'titleEmpty' | 'titleTooLong' | 'kind';

const FIELDS = bulkSettings.unwrap().keyof().options;

/** What the edit makes of the lessons, in their order. `filled`: those that hold something of their kind. */
export function bulkRows(
  lessons: readonly BulkLesson[],
  { titles, settings }: BulkEdit,
  filled: ReadonlySet<LessonId>,
): BulkRow[] {
  return lessons.map((lesson, at) => {
    const next = titles ? patternedTitle(titles, lesson.title, at) : lesson.title;
    const fault = next === lesson.title ? null : faultOf(next);
    const differs = FIELDS.filter((field) => isOther(lesson, field, settings));
    const keepsKind = differs.includes('kind') && filled.has(lesson.lessonId);
    return {
      lesson,
      title: fault === null && next !== lesson.title ? next : null,
      changes: differs.filter((field) => field !== 'kind' || !keepsKind),
      refused: [...(fault ? [fault] : []), ...(keepsKind ? (['kind'] as const) : [])],
    };
  });
}

function isOther(lesson: BulkLesson, field: BulkField, settings: BulkSettings): boolean {
  if (field !== 'tags') return settings[field] !== undefined && settings[field] !== lesson[field];
  return settings.tags !== undefined && tagsAfter(lesson.tags, settings.tags) !== lesson.tags;
}

function faultOf(next: string): BulkRefusal | null {
  if (next === '') return 'titleEmpty';
  return title.safeParse(next).success ? null : 'titleTooLong';
}

/** Whether a row is another than before. */
export const isChanged = ({ title: next, changes }: BulkRow): boolean => next !== null || changes.length > 0;

type Held = Pick<LessonDetail, 'kind' | 'media' | 'captions' | 'body' | 'content' | 'resources'>;

/**
 * Whether a lesson holds something that only its kind shows, finished or not: with another kind it would be out of sight. A
 * description, files beside and the picture that stands for it are shown with every kind.
 */
export function holdsOfKind({ kind, media, captions, body, content, resources }: Held): boolean {
  const { quiz, link, marks, unreadable } = content;
  switch (kind) {
    case 'video':
    case 'audio':
      return media !== null || captions.length > 0 || marks.length > 0 || unreadable.includes('marks');
    case 'text':
      return body.trim() !== '';
    case 'download':
      return resources.length > 0;
    case 'link':
      return link !== null || unreadable.includes('link');
    case 'quiz':
      return quiz !== null || unreadable.includes('quiz');
  }
}
