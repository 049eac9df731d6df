import type { ChapterDetails, CourseDetails, LessonDetails } from '../../shared/domain/course.ts';
import type { Draft, GroupValues, SyncedRow } from '../../shared/domain/merge.ts';
import type { CellValue, TableName } from '../../shared/domain/registry.ts';
import { set } from './context.ts';

/** Which field group and column each field of a form is kept in. */
type FormFields<Details> = Readonly<Record<keyof Details & string, readonly [group: string, column: string]>>;

export const COURSE_FIELDS: FormFields<Omit<CourseDetails, 'tags'>> = {
  title: ['title', 'title'],
  subtitle: ['subtitle', 'subtitle'],
  description: ['description', 'description'],
  objectives: ['objectives', 'objectives'],
  audience: ['audience', 'audience'],
  requirements: ['requirements', 'requirements'],
  category: ['facts', 'category'],
  language: ['facts', 'language'],
  level: ['facts', 'level'],
  priceMinor: ['price', 'price_minor'],
  currency: ['price', 'currency'],
};
export const CHAPTER_FIELDS: FormFields<ChapterDetails> = { description: ['description', 'description'] };
export const LESSON_FIELDS: FormFields<Omit<LessonDetails, 'quiz' | 'link' | 'tags'> & { content: CellValue }> = {
  body: ['body', 'body'],
  status: ['status', 'status'],
  freePreview: ['settings', 'free_preview'],
  dripDays: ['drip', 'drip_days'],
  content: ['content', 'content'],
  marks: ['marks', 'marks'],
};
type AnyFields = Readonly<Record<string, readonly [group: string, column: string]>>;
type Cells = Readonly<Record<string, CellValue | undefined>>;

/** The fields as the row has them. */
export function fieldsOf(fields: AnyFields, row: SyncedRow): Record<string, CellValue> {
  return Object.fromEntries(Object.entries(fields).map(([name, [, column]]) => [name, row[column] ?? null]));
}

/** A form's changed fields and what they were typed over. */
export interface FormChange {
  readonly details: Cells;
  readonly over?: Cells | undefined;
}

/** What a form writes into its row; null: nothing. */
export function formDraft(
  table: TableName,
  id: string,
  fields: AnyFields,
  row: SyncedRow,
  change: FormChange,
): Draft | null {
  const groups = changedGroups(fields, fieldsOf(fields, row), change.details);
  if (Object.keys(groups).length === 0) return null;
  return { ...set(table, id, groups), over: columnsOf(fields, change.over ?? {}) };
}

/** Groups of the changed fields, each with *all* its columns, since a group wins or loses as a whole. */
function changedGroups(fields: AnyFields, held: Cells, wanted: Cells): Record<string, GroupValues> {
  const entries = Object.entries(fields);
  const changed = entries.filter(
    ([name]) => wanted[name] !== undefined && JSON.stringify(wanted[name]) !== JSON.stringify(held[name]),
  );
  const groups = new Set(changed.map(([, [group]]) => group));
  const result: Record<string, Record<string, CellValue>> = {};
  for (const [name, [group, column]] of entries) {
    // Not `??`: null is a value (no price, no drip).
    const value = wanted[name] === undefined ? held[name] : wanted[name];
    if (groups.has(group)) result[group] = { ...result[group], [column]: value ?? null };
  }
  return result;
}

/** What the fields were typed over, as columns. */
const columnsOf = (fields: AnyFields, over: Cells): GroupValues =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, [, column]]) => (name in over ? [[column, over[name] ?? null]] : [])),
  );
