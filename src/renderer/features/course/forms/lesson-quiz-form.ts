import { z } from 'zod';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import type { LessonContent } from '../../../../shared/domain/lesson-content.ts';
import { emptyQuiz, readQuiz } from '../quiz/quiz-model.ts';
import { textsOf, type FormKind } from '../unsaved/form-kind.ts';

/** The whole quiz is one value: a question that was moved is no field that another took the place of. */
const form = z.strictObject({ quiz: z.string().refine((text) => readQuiz(text) !== null) });
export type LessonQuizValues = z.input<typeof form>;

export const quizValuesOf = ({ quiz }: LessonContent): LessonQuizValues => ({
  quiz: JSON.stringify(quiz ?? emptyQuiz),
});

/** The questions of a quiz lesson. */
export const lessonQuizKind: FormKind<LessonQuizValues> = {
  form: 'lesson-quiz',
  schema: form,
  fields: ['quiz'],
  draftOf(stored) {
    const { quiz } = textsOf(stored, ['quiz']);
    return quiz !== undefined && readQuiz(quiz) !== null ? { quiz } : {};
  },
  partOf: ({ entityId, values, over }) => ({
    lessons: [
      {
        lessonId: entityId as LessonId,
        details: { quiz: readQuiz(values.quiz) },
        over: over.quiz === undefined ? {} : { quiz: readQuiz(over.quiz) },
      },
    ],
  }),
};
