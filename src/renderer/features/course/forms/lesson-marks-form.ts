import { z } from 'zod';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { lessonMarks, type LessonContent } from '../../../../shared/domain/lesson-content.ts';
import type { Marks } from '../../../../shared/domain/lesson-marks.ts';
import { textsOf, type FormKind } from '../unsaved/form-kind.ts';

/** Chapters as the form keeps them; null: these are none. */
export function readMarks(text: string): Marks | null {
  try {
    return lessonMarks.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** All of them are one value: one that was moved is no field that another took the place of. */
const form = z.strictObject({ marks: z.string().refine((text) => readMarks(text) !== null) });
export type LessonMarksValues = z.input<typeof form>;

export const marksValuesOf = ({ marks }: LessonContent): LessonMarksValues => ({ marks: JSON.stringify(marks) });

/** The chapters inside a lesson's video. */
export const lessonMarksKind: FormKind<LessonMarksValues> = {
  form: 'lesson-marks',
  schema: form,
  fields: ['marks'],
  draftOf(stored) {
    const { marks } = textsOf(stored, ['marks']);
    return marks !== undefined && readMarks(marks) ? { marks } : {};
  },
  partOf({ entityId, values, over }) {
    const shown = over.marks === undefined ? null : readMarks(over.marks);
    const details = { marks: [...(readMarks(values.marks) ?? [])] };
    return { lessons: [{ lessonId: entityId as LessonId, details, over: shown ? { marks: [...shown] } : {} }] };
  },
};
