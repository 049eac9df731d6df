import { z } from 'zod';
import { lessonDetails } from '../../../../shared/domain/course.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { textsOf, type FormKind } from '../unsaved/form-kind.ts';

const form = z.strictObject({ body: lessonDetails.shape.body });
/** The text of a text lesson, as Markdown. */
export type LessonTextValues = z.input<typeof form>;

export const lessonTextKind: FormKind<LessonTextValues> = {
  form: 'lesson-text',
  schema: form,
  fields: ['body'],
  draftOf: (stored) => textsOf(stored, ['body']),
  partOf: ({ entityId, values, dirty, over }) => ({
    lessons: dirty.has('body')
      ? [{ lessonId: entityId as LessonId, details: { body: values.body }, over: { body: over.body } }]
      : [],
  }),
};
