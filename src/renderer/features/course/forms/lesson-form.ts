import { z } from 'zod';
import { lessonDetails, type LessonDetails } from '../../../../shared/domain/course.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { namesOfTags, tagLines } from './tag-lines.ts';
import { textsOf, type FieldOf, type FormKind, type TypedForm } from '../unsaved/form-kind.ts';

const { shape } = lessonDetails;
/** The most days that a lesson may be held back. */
export const DRIP_MAX_DAYS = 3_650;

/** Days as they are typed: nothing is at once. Undefined: these are none. */
export function dripOf(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  return /^\d+$/.test(typed) ? shape.dripDays.safeParse(Number(typed)).data : undefined;
}

/** A description; the text of a text lesson is longer, and has a form of its own. */
export const DESCRIPTION_MAX = 20_000;

const form = z.strictObject({
  body: z.string().max(DESCRIPTION_MAX),
  status: shape.status,
  freePreview: z.enum(['yes', 'no']),
  dripText: z.string().refine((text) => dripOf(text) !== undefined),
  tags: tagLines,
});
export type LessonValues = z.input<typeof form>;
export type LessonField = FieldOf<LessonValues>;
const fields = Object.keys(form.shape) as LessonField[];

type Shown = Pick<LessonDetails, 'body' | 'status' | 'freePreview' | 'dripDays' | 'tags'>;

/** What the form shows of a saved lesson. */
export const lessonValuesOf = ({ body, status, freePreview, dripDays, tags }: Shown): LessonValues => ({
  body,
  status,
  freePreview: freePreview ? 'yes' : 'no',
  dripText: dripDays === null ? '' : String(dripDays),
  tags: tags.join('\n'),
});

function detailsOf(values: Partial<LessonValues>): Partial<Shown> {
  const { body, status, freePreview, dripText, tags } = values;
  const dripDays = dripText === undefined ? undefined : dripOf(dripText);
  return {
    ...(body !== undefined && { body }),
    ...(status !== undefined && { status }),
    ...(freePreview !== undefined && { freePreview: freePreview === 'yes' }),
    ...(dripDays !== undefined && { dripDays }),
    ...(tags !== undefined && { tags: namesOfTags(tags) }),
  };
}

/** The changed fields, by their columns. */
function partOf({ entityId, values, dirty, over }: TypedForm<LessonValues>) {
  const changed = Object.fromEntries([...dirty].map((field) => [field, values[field]])) as Partial<LessonValues>;
  return { lessons: [{ lessonId: entityId as LessonId, details: detailsOf(changed), over: detailsOf(over) }] };
}

/** What is said of a lesson besides its title, and who sees it when. */
export const lessonKind: FormKind<LessonValues> = {
  form: 'lesson-details',
  schema: form,
  fields,
  draftOf(stored) {
    const { body, dripText, tags, ...chosen } = textsOf(stored, fields);
    const status = shape.status.safeParse(chosen.status).data;
    const freePreview = form.shape.freePreview.safeParse(chosen.freePreview).data;
    return {
      ...(body !== undefined && { body }),
      ...(status && { status }),
      ...(freePreview && { freePreview }),
      ...(dripText !== undefined && { dripText }),
      ...(tags !== undefined && { tags }),
    };
  },
  partOf,
};
