import { z } from 'zod';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { link, type LessonContent } from '../../../../shared/domain/lesson-content.ts';
import { textsOf, type FormKind } from '../unsaved/form-kind.ts';

/** An address as most type it, with the scheme that they leave out. */
const addressOf = (typed: string): string => {
  const text = typed.trim();
  return text === '' || /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
};

const form = z.strictObject({ url: z.string(), title: link.shape.title }).superRefine(({ url, title }, context) => {
  const isNothing = url.trim() === '' && title.trim() === '';
  if (!isNothing && !link.shape.url.safeParse(addressOf(url)).success)
    context.addIssue({ code: 'custom', path: ['url'], message: 'address' });
});
export type LessonLinkValues = z.input<typeof form>;

export const linkValuesOf = ({ link: held }: LessonContent): LessonLinkValues => ({
  url: held?.url ?? '',
  title: held?.title ?? '',
});

/** What is typed as a link; null: none, or none yet. */
export const linkOf = ({ url, title }: LessonLinkValues): LessonContent['link'] =>
  link.safeParse({ url: addressOf(url), title: title.trim() }).data ?? null;

/** Where a link lesson leads. */
export const lessonLinkKind: FormKind<LessonLinkValues> = {
  form: 'lesson-link',
  schema: form,
  fields: ['url', 'title'],
  draftOf: (stored) => textsOf(stored, ['url', 'title']),
  // A field that is not dirty was typed over nothing: it is as main has it.
  partOf: ({ entityId, values, over, saved }) => ({
    lessons: [
      {
        lessonId: entityId as LessonId,
        details: { link: linkOf(values) },
        over: { link: linkOf({ ...saved, ...over }) },
      },
    ],
  }),
};
