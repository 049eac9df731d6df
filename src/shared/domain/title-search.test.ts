import { expect, test } from 'vitest';
import { foldText, rankTitle, wordsOf } from './title-search.ts';

const rank = (search: string, title: string, context = '') =>
  rankTitle(wordsOf(search), { title: foldText(title), context: foldText(context) });

test.each([
  ['intro', 'Introduction', 0],
  ['ecole', 'École d’été', 0],
  ['ETE', 'École d’été', 1],
  ['mem cell', 'Cells and membranes', 1],
  ['brane', 'Membranes', 2],
  ['الدرس', 'الدَّرسُ الأوّل', 0],
  ['الاول', 'الدرس الأول', 1],
  ['шёл', 'Он шел', 1],
  ['細胞', '細胞の構造', 0],
  ['3', 'Lesson 13', 2],
  ['cells x', 'Cells', null],
] as const)('“%s” in “%s” ranks %s', (search, title, expected) => {
  expect(rank(search, title)).toBe(expected);
});

test('words of where it is help to find a title, but do not find it alone', () => {
  expect(rank('intro bio', 'Introduction', 'Biology')).toBe(3);
  expect(rank('bio', 'Introduction', 'Biology')).toBeNull();
});

test('nothing typed fits everything', () => {
  expect(rank('', 'Anything')).toBe(0);
});
