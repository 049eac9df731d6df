import { expect, test } from 'vitest';
import {
  emptyQuiz,
  faultsOf,
  isAnsweredRight,
  ofKind,
  readQuiz,
  withChange,
  withOption,
  withOptionChange,
  withOptionMoved,
  withoutOption,
  withoutQuestion,
  withQuestion,
  withQuestionMoved,
  withRight,
  type Question,
  type Quiz,
} from './quiz-model.ts';

function ids() {
  let n = 0;
  return () => `00000000-0000-4000-8000-${String((n += 1)).padStart(12, '0')}`;
}
const textsOf = ({ questions }: Quiz) => questions.map(({ text }) => text);

/** Three answers, a, b and c, of which a and c are right. */
function question(kind: Question['kind']): Question {
  const options = ['a', 'b', 'c'].map((id) => ({ id, text: id, isRight: id !== 'b', feedback: '' }));
  return { id: 'q', kind, text: 'Which?', options, feedback: '' };
}
const rightOf = ({ options }: Question) => options.filter(({ isRight }) => isRight).map(({ id }) => id);

test('questions are added at the end, moved within the quiz, changed and removed', () => {
  const newId = ids();
  let quiz = emptyQuiz;
  for (const text of ['one', 'two', 'three']) {
    quiz = withQuestion(quiz, newId);
    quiz = withChange(quiz, quiz.questions.at(-1)?.id ?? '', (held) => ({ ...held, text }));
  }
  const [first, , last] = quiz.questions.map(({ id }) => id);
  expect(readQuiz(JSON.stringify(quiz))).toEqual(quiz);
  expect(textsOf(withQuestionMoved(quiz, last ?? '', -1))).toEqual(['one', 'three', 'two']);
  expect(textsOf(withQuestionMoved(quiz, last ?? '', 1))).toEqual(['one', 'two', 'three']);
  expect(textsOf(withQuestionMoved(quiz, first ?? '', -1))).toEqual(['one', 'two', 'three']);
  expect(textsOf(withoutQuestion(quiz, first ?? ''))).toEqual(['two', 'three']);
});

test('a single choice has one right answer, a multiple choice as many as are marked', () => {
  expect(rightOf(ofKind(question('multiple'), 'single'))).toEqual(['a']);
  expect(rightOf(ofKind(question('multiple'), 'multiple'))).toEqual(['a', 'c']);
  expect(rightOf(withRight(question('single'), 'b', true))).toEqual(['b']);
  expect(rightOf(withRight(question('multiple'), 'b', true))).toEqual(['a', 'b', 'c']);
  expect(rightOf(withRight(question('multiple'), 'a', false))).toEqual(['c']);
});

test('answers are added, moved, changed and removed', () => {
  const held = question('multiple');
  const texts = ({ options }: Question) => options.map(({ text }) => text).join('');
  expect(texts(withOptionMoved(held, 'c', -1))).toBe('acb');
  expect(texts(withOptionMoved(held, 'a', -1))).toBe('abc');
  expect(texts(withOptionChange(held, 'b', { text: 'B' }))).toBe('aBc');
  expect(texts(withoutOption(held, 'a'))).toBe('bc');
  expect(withOption(held, ids()).options.map(({ text }) => text)).toEqual(['a', 'b', 'c', '']);
});

test('what a question lacks is told', () => {
  expect(faultsOf(question('multiple'))).toEqual([]);
  expect(faultsOf({ ...question('single'), text: ' ', options: [] })).toEqual(['noText', 'fewOptions', 'noRight']);
  expect(faultsOf(withOptionChange(question('multiple'), 'b', { text: '' }))).toEqual(['emptyOption']);
});

test('an answer is right when all right ones and no wrong one were chosen', () => {
  expect(
    ['a c', 'a', 'a b c', ''].map((chosen) => isAnsweredRight(question('multiple'), new Set(chosen.split(' ')))),
  ).toEqual([true, false, false, false]);
});

test('what is no quiz is none', () => {
  expect(['', '{', '[]', '{"questions":[{}]}'].map(readQuiz)).toEqual([null, null, null, null]);
});
