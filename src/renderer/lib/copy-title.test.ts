import { expect, test } from 'vitest';
import { title } from '../../shared/domain/course.ts';
import { copyTitle } from './copy-title.ts';
import { createMessages } from '../../shared/messages/words.ts';

const { t } = createMessages('en');

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

test('what only directs the reading is not kept in the title', () => {
  const ar = createMessages('ar').t;
  const first = copyTitle(ar, 'C++ (1)', new Set());
  expect([first, copyTitle(ar, first, new Set([first]))]).toEqual(['C++ (1) (نسخة)', 'C++ (1) (نسخة 2)']);
});
