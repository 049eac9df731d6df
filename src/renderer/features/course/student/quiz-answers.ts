import type { LessonDetail } from '../../../../shared/domain/course.ts';

type Quiz = NonNullable<LessonDetail['content']['quiz']>;
export type Question = Quiz['questions'][number];
/** Ids of the options that were chosen. */
export type Answers = ReadonlySet<string>;

/** Chooses an option, or takes the choice back; of a single choice there is only one. */
export function choose(answers: Answers, { kind, options }: Question, optionId: string): Answers {
  const next = new Set(answers);
  if (kind === 'single') for (const { id } of options) next.delete(id);
  if (kind === 'multiple' && answers.has(optionId)) next.delete(optionId);
  else next.add(optionId);
  return next;
}

/** Whether just the right options are chosen. One that has no right answer yet cannot be answered rightly. */
export const isRight = (answers: Answers, { options }: Question): boolean =>
  options.some((option) => option.isRight) && options.every(({ id, isRight: right }) => answers.has(id) === right);
