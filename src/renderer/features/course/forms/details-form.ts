import { z } from 'zod';
import {
  courseDetails,
  objectiveLines,
  type CourseDetails,
  type ShownDetails,
} from '../../../../shared/domain/course.ts';
import { namesOfTags, tagLines } from './tag-lines.ts';
import { textsOf, type FormKind } from '../unsaved/form-kind.ts';
import { parsePrice, priceText } from './price.ts';

const { shape } = courseDetails;
const objectiveLimit = 500;
const objectiveCount = 50;

/** Objectives as one text, one per line: blank lines are none. */
const objectives = z.string().superRefine((text, context) => {
  const lines = objectiveLines(text);
  if (lines.length > objectiveCount) context.addIssue({ code: 'custom', message: 'too-many' });
  if (lines.some((line) => line.length > objectiveLimit)) context.addIssue({ code: 'custom', message: 'too-long' });
});

/**
 * The details as they are typed: the shared schema's own rules field by field, the price as decimal text, and the
 * objectives as lines. Every value is a string, so that each field is dirty or clean as a whole.
 */
export const detailsForm = z
  .strictObject({
    title: shape.title,
    subtitle: shape.subtitle,
    description: shape.description,
    objectives,
    audience: shape.audience,
    requirements: shape.requirements,
    category: shape.category,
    language: shape.language,
    level: shape.level,
    priceText: z.string(),
    currency: shape.currency,
    tags: tagLines,
  })
  .superRefine(({ priceText: text, currency }, context) => {
    const price = parsePrice(text, currency);
    if (!price.ok) context.addIssue({ code: 'custom', path: ['priceText'], message: price.fault });
  });
export type DetailsValues = z.input<typeof detailsForm>;
export type DetailsField = keyof DetailsValues;
const fields = Object.keys(detailsForm.shape) as DetailsField[];

/** What the form shows of saved details. */
export function valuesOf(details: CourseDetails): DetailsValues {
  const { priceMinor, objectives: list, tags, ...rest } = details;
  return {
    title: rest.title,
    subtitle: rest.subtitle,
    description: rest.description,
    objectives: list.join('\n'),
    audience: rest.audience,
    requirements: rest.requirements,
    category: rest.category,
    language: rest.language,
    level: rest.level,
    priceText: priceText(priceMinor, rest.currency),
    currency: rest.currency,
    tags: tags.join('\n'),
  };
}

/** The details to send: of valid values, those of the fields that were changed. Price and currency go together. */
export function changedDetails(values: DetailsValues, changed: ReadonlySet<DetailsField>): Partial<CourseDetails> {
  const { objectives: text, priceText: typed, tags, ...rest } = detailsForm.parse(values);
  const price = parsePrice(typed, rest.currency);
  const all: CourseDetails = {
    ...rest,
    objectives: objectiveLines(text),
    tags: namesOfTags(tags),
    priceMinor: price.ok ? price.priceMinor : null,
  };
  const keys = new Set<keyof CourseDetails>();
  for (const field of changed) {
    if (field === 'priceText' || field === 'currency') keys.add('priceMinor').add('currency');
    else keys.add(field);
  }
  return Object.fromEntries(Object.entries(all).filter(([key]) => keys.has(key as keyof CourseDetails)));
}

/** What the fields were typed over, to send along; `currency` is that of a price without its own. */
export function shownDetails(over: Partial<DetailsValues>, currency: string): ShownDetails {
  const { objectives: text, priceText: shown, tags, ...rest } = over;
  const price = shown === undefined ? null : parsePrice(shown, over.currency ?? currency);
  return {
    ...rest,
    ...(text !== undefined && { objectives: objectiveLines(text) }),
    ...(tags !== undefined && { tags: namesOfTags(tags) }),
    ...(price?.ok && { priceMinor: price.priceMinor }),
  };
}

/** What a journalled draft holds for this form. Whatever else is in it (an older form's field) is left alone. */
export function draftOf(stored: unknown): Partial<DetailsValues> {
  const { level, ...rest } = textsOf(stored, fields);
  const known = shape.level.safeParse(level).data;
  return known ? { ...rest, level: known } : rest;
}

export const detailsKind: FormKind<DetailsValues> = {
  form: 'course-details',
  schema: detailsForm,
  fields,
  draftOf,
  partOf: ({ values, dirty, over, saved }) => ({
    details: changedDetails(values, dirty),
    over: shownDetails(over, saved.currency),
  }),
};

/** The most characters that a field takes; null: no such limit. */
export function limitOf(field: DetailsField): number | null {
  const limits: Partial<Record<DetailsField, number | null>> = {
    title: shape.title.maxLength,
    subtitle: shape.subtitle.maxLength,
    description: shape.description.maxLength,
    audience: shape.audience.maxLength,
    requirements: shape.requirements.maxLength,
    category: shape.category.maxLength,
  };
  return limits[field] ?? null;
}
export const objectiveLimits = { characters: objectiveLimit, count: objectiveCount };
