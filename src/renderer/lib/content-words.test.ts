import { expect, test } from 'vitest';
import { contentWords } from './content-words.ts';

const option = (text: string, isRight: boolean, feedback = '') => ({
  id: crypto.randomUUID(),
  text,
  isRight,
  feedback,
});
const question = {
  id: crypto.randomUUID(),
  kind: 'single',
  text: 'What lives?',
  options: [option('A cell', true, 'It does.'), option('A stone', false)],
  feedback: '',
};

test.each([
  ['a quiz', { quiz: { questions: [question] } }, 'What lives?\n✓ A cell It does.\n– A stone'],
  ['a link', { link: { url: 'https://example.org/', title: 'Atlas' } }, 'Atlas\nhttps://example.org/'],
  ['nothing', {}, ''],
  ['of a newer app', { quiz: { rows: 1 } }, '{"quiz":{"rows":1}}'],
])('%s', (_what, content, words) => {
  expect(contentWords(JSON.stringify(content))).toBe(words);
});

test('what is no content is shown as it is', () => {
  expect(contentWords('words')).toBe('words');
});
