import type { z } from 'zod';
import type { Routes } from '../../../../shared/ipc/contract.ts';

/** What is typed: every value is a text, so that each field is dirty or clean as a whole. */
export type FormTexts = Readonly<Record<string, string>>;
export type FieldOf<Values> = keyof Values & string;

export type CourseSave = z.output<Routes['course.saveAll']['input']>;
/** What one form adds to *Save changes*. */
export type SavePart = Pick<CourseSave, 'details' | 'over' | 'chapters' | 'lessons'>;

/** A form of a course page: which fields it has, and what becomes of them. */
export interface FormKind<Values extends FormTexts> {
  /** The name of its drafts. */
  readonly form: string;
  readonly schema: z.ZodType<unknown, Values>;
  readonly fields: readonly FieldOf<Values>[];
  /** What a journalled draft holds for it. Whatever else is in it (an older form's field) is left alone. */
  readonly draftOf: (stored: unknown) => Partial<Values>;
  /** Of valid values, those of the dirty fields, with what they were typed over. */
  readonly partOf: (typed: TypedForm<Values>) => SavePart;
}
export interface TypedForm<Values> {
  readonly entityId: string;
  readonly values: Values;
  readonly dirty: ReadonlySet<FieldOf<Values>>;
  readonly over: Partial<Values>;
  /** As main has it. */
  readonly saved: Values;
}

/** The fields that RHF holds for dirty. */
export function dirtyOf<Values extends FormTexts>(
  { fields }: Pick<FormKind<Values>, 'fields'>,
  dirtyFields: Partial<Record<string, unknown>>,
): ReadonlySet<FieldOf<Values>> {
  return new Set(fields.filter((field) => dirtyFields[field] === true));
}

/** The fields with a fault, in the order of the form. */
export function faultyFields<Values extends FormTexts>(
  { fields }: Pick<FormKind<Values>, 'fields'>,
  errors: Partial<Record<string, unknown>>,
): readonly FieldOf<Values>[] {
  return fields.filter((field) => errors[field] !== undefined);
}

/** The texts of a stored draft that belong to one of the fields. */
export function textsOf<Field extends string>(
  stored: unknown,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const found = (typeof stored === 'object' ? stored : null) as Readonly<Record<string, unknown>> | null;
  const known = fields.filter((field) => typeof found?.[field] === 'string').map((field) => [field, found?.[field]]);
  return Object.fromEntries(known) as Partial<Record<Field, string>>;
}
