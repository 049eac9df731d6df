import { z } from 'zod';
import { courseDetails, objectiveLines, title } from './course.ts';
import type { CellValue } from './registry.ts';
import { tagName } from './tag.ts';

/** A text column of a synced table as somebody may type it. */
export interface EditableText {
  /** Of what is typed; a list is typed line by line. */
  readonly schema: z.ZodType<string, string>;
  /** In UTF-16 units; null for a list, whose items are limited. */
  readonly maxChars: number | null;
  readonly shape: 'line' | 'lines' | 'list';
}

const text = (schema: z.ZodString, shape: 'line' | 'lines'): EditableText => ({
  schema,
  maxChars: schema.maxLength,
  shape,
});
const line = (schema: z.ZodString): EditableText => text(schema, 'line');
const lines = (schema: z.ZodString): EditableText => text(schema, 'lines');

const { shape } = courseDetails;
const objectives = z.string().superRefine((typed, context) => {
  const { success } = shape.objectives.safeParse(objectiveLines(typed));
  if (!success) context.addIssue({ code: 'custom', message: 'too many, or too long' });
});

/** With the limits of the forms that write them, which are the server's (a contract test compares them). */
export const editableTexts: Readonly<Record<string, EditableText>> = {
  'courses.title': line(title),
  'courses.subtitle': line(shape.subtitle),
  'courses.description': lines(shape.description),
  'courses.objectives': { schema: objectives, maxChars: null, shape: 'list' },
  'courses.audience': lines(shape.audience),
  'courses.requirements': lines(shape.requirements),
  'courses.category': line(shape.category),
  'chapters.title': line(title),
  'chapters.description': lines(z.string().max(20_000)),
  'lessons.title': line(title),
  'lessons.body': lines(z.string().max(200_000)),
  'media_files.name': line(z.string().trim().min(1).max(500)),
  'media_links.label': line(z.string().max(500)),
  'media_links.alt': line(z.string().max(500)),
  'tags.name': line(tagName),
  'course_versions.name': line(z.string().trim().min(1).max(200)),
};

/** Null for a column that nobody types: a place, a choice, a fact. */
export function editableText(table: string, column: string): EditableText | null {
  const key = `${table}.${column}`;
  return Object.hasOwn(editableTexts, key) ? (editableTexts[key] ?? null) : null;
}

/** The cell that a valid text stands for. */
export const cellOf = ({ schema, shape: kind }: EditableText, typed: string): CellValue =>
  kind === 'list' ? objectiveLines(typed) : schema.parse(typed);

/** A text typed for one column of one row; only one that may stand there. */
export const typedText = z
  .strictObject({
    table: z.string().max(50),
    rowId: z.string().max(100),
    column: z.string().max(50),
    text: z.string().max(200_000),
  })
  .superRefine(({ table, column, text: typed }, context) => {
    const fits = editableText(table, column)?.schema.safeParse(typed).success ?? false;
    if (!fits) context.addIssue({ code: 'custom', path: ['text'], message: 'does not fit this column' });
  });
export type TypedText = z.infer<typeof typedText>;
