import { expect, test } from 'vitest';
import { title } from '../../shared/domain/course.ts';
import { copyTitle } from './copy-title.ts';
import { createMessages, wordsOf } from './messages.ts';

const t = wordsOf(createMessages('en'));

test.each([
  ['Cells', [], 'Cells copy'],
  ['Cells', ['Cells copy', 'Cells copy 2'], 'Cells copy 3'],
  ['Cells copy', ['Cells', 'Cells copy'], 'Cells copy 2'],
  ['Cells copy 2', ['Cells copy 2'], 'Cells copy'],
  ['Cells copy 9', ['Cells copy'], 'Cells copy 2'],
  ['copy', ['copy'], 'copy copy'],
  ['What is C++? (1)', [], 'What is C++? (1) copy'],
  ['الدرس', [], 'الدرس copy'],
])('of %j beside %j', (of, taken, made) => {
  expect(copyTitle(t, of, new Set(taken))).toBe(made);
});

test('a title that is as long as may be is cut, never within a character', () => {
  const long = '😀'.repeat(250);
  const first = copyTitle(t, long, new Set());
  const second = copyTitle(t, first, new Set([first]));
  expect([first, second].map((made) => title.safeParse(made).success)).toEqual([true, true]);
  expect([first.isWellFormed(), first.endsWith('😀 copy'), second.endsWith('😀 copy 2')]).toEqual([true, true, true]);
});
