import { z } from 'zod';
import { chapterDetails, type ChapterDetails } from '../../../../shared/domain/course.ts';
import type { ChapterId } from '../../../../shared/domain/ids.ts';
import { textsOf, type FormKind } from '../unsaved/form-kind.ts';

const form = z.strictObject(chapterDetails.shape);
export type ChapterValues = z.input<typeof form>;

/** What is said of a chapter besides its title. */
export const chapterKind: FormKind<ChapterValues> = {
  form: 'chapter-details',
  schema: form,
  fields: ['description'],
  draftOf: (stored) => textsOf(stored, ['description']),
  partOf: ({ entityId, values, over }) => ({
    chapters: [{ chapterId: entityId as ChapterId, details: { description: values.description }, over }],
  }),
};

export const chapterValuesOf = ({ description }: ChapterDetails): ChapterValues => ({ description });
