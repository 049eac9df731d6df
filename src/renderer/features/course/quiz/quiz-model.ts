import { quiz as quizSchema } from '../../../../shared/domain/lesson-content.ts';
import type { z } from 'zod';

export type Quiz = z.infer<typeof quizSchema>;
export type Question = Quiz['questions'][number];
export type Option = Question['options'][number];
type NewId = () => string;

/** What a question lacks before it can be asked; it is saved all the same. */
export type QuestionFault = 'noText' | 'fewOptions' | 'emptyOption' | 'noRight';

export const emptyQuiz: Quiz = { questions: [] };
export const LIMITS = {
  questions: 200,
  options: 20,
  text: 5_000,
  option: 1_000,
  feedback: 5_000,
  optionFeedback: 2_000,
};
const MIN_OPTIONS = 2;

const newOption = (newId: NewId): Option => ({ id: newId(), text: '', isRight: false, feedback: '' });

/** A question with room for two answers, at the end. */
export function withQuestion({ questions }: Quiz, newId: NewId): Quiz {
  const options = Array.from({ length: MIN_OPTIONS }, () => newOption(newId));
  return { questions: [...questions, { id: newId(), kind: 'single', text: '', options, feedback: '' }] };
}

export const withoutQuestion = ({ questions }: Quiz, id: string): Quiz => ({
  questions: questions.filter((one) => one.id !== id),
});

export const withQuestionMoved = ({ questions }: Quiz, id: string, by: -1 | 1): Quiz => ({
  questions: moved(questions, id, by),
});

export function withChange({ questions }: Quiz, id: string, change: (question: Question) => Question): Quiz {
  return { questions: questions.map((one) => (one.id === id ? change(one) : one)) };
}

/** With one right answer the first of the right ones stays right. */
export function ofKind(question: Question, kind: Question['kind']): Question {
  const first = question.options.find(({ isRight }) => isRight)?.id;
  const options = question.options.map((one) => ({ ...one, isRight: one.isRight && one.id === first }));
  return kind === 'multiple' ? { ...question, kind } : { ...question, kind, options };
}

export const withOption = (question: Question, newId: NewId): Question => ({
  ...question,
  options: [...question.options, newOption(newId)],
});
export const withoutOption = (question: Question, id: string): Question => ({
  ...question,
  options: question.options.filter((one) => one.id !== id),
});
export const withOptionMoved = (question: Question, id: string, by: -1 | 1): Question => ({
  ...question,
  options: moved(question.options, id, by),
});
export const withOptionChange = (question: Question, id: string, change: Partial<Option>): Question => ({
  ...question,
  options: question.options.map((one) => (one.id === id ? { ...one, ...change } : one)),
});

/** Of a single choice there is one right answer: the one that was chosen last. */
export function withRight(question: Question, id: string, isRight: boolean): Question {
  const others = (one: Option): boolean => one.isRight && question.kind === 'multiple';
  return {
    ...question,
    options: question.options.map((one) => ({ ...one, isRight: one.id === id ? isRight : others(one) })),
  };
}

function moved<Item extends { readonly id: string }>(items: readonly Item[], id: string, by: -1 | 1): Item[] {
  const at = items.findIndex((one) => one.id === id);
  const to = at + by;
  const [one, other] = [items[at], items[to]];
  return one && other ? items.map((item, index) => (index === at ? other : index === to ? one : item)) : [...items];
}

export function faultsOf({ text, options }: Question): readonly QuestionFault[] {
  const faults: [QuestionFault, boolean][] = [
    ['noText', text.trim() === ''],
    ['fewOptions', options.length < MIN_OPTIONS],
    ['emptyOption', options.some((one) => one.text.trim() === '')],
    ['noRight', !options.some(({ isRight }) => isRight)],
  ];
  return faults.filter(([, isSo]) => isSo).map(([fault]) => fault);
}

/** Whether exactly the right ones were chosen. */
export const isAnsweredRight = ({ options }: Question, chosen: ReadonlySet<string>): boolean =>
  options.every(({ id, isRight }) => isRight === chosen.has(id));

/** A quiz as the form keeps it; null: it is none, or has more in it than a quiz may. */
export function readQuiz(text: string): Quiz | null {
  try {
    return quizSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
