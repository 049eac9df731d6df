import { expect, test } from 'vitest';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { choose, isRight, type Question } from './quiz-answers.ts';
import { placeOf, shownTo } from './student-outline.ts';

const lesson = (id: string, status = 'ready') => ({ lessonId: id, title: id, status });
const outline = {
  chapters: [
    { chapterId: 'one', lessons: [lesson('a'), lesson('b', 'draft')] },
    { chapterId: 'two', lessons: [lesson('c', 'draft')] },
    { chapterId: 'three', lessons: [lesson('d')] },
  ],
} as unknown as Outline;

test('students see no drafts, and no chapter of nothing else; the next lesson may be in another chapter', () => {
  const shown = shownTo(outline);
  expect(shown.map(({ chapterId, lessons }) => [chapterId, ...lessons.map((one) => one.lessonId)])).toEqual([
    ['one', 'a'],
    ['three', 'd'],
  ]);
  expect(placeOf(shown, 'a' as LessonId)).toMatchObject({ at: 0, count: 2, previous: null, next: { lessonId: 'd' } });
  expect(placeOf(shown, 'd' as LessonId)).toMatchObject({ previous: { lessonId: 'a' }, next: null });
  expect([placeOf(shown, 'b' as LessonId), placeOf(shown, undefined)]).toEqual([null, null]);
});

const question = (kind: Question['kind'], ...right: boolean[]): Question => ({
  id: 'q',
  kind,
  text: 'Why?',
  options: right.map((isRightOne, at) => ({ id: String(at), text: '', isRight: isRightOne, feedback: '' })),
  feedback: '',
});

test('one answer of a single choice, any number of a multiple one; right is just what is right', () => {
  const single = question('single', true, false);
  const first = choose(new Set(['other question']), single, '1');
  expect([...choose(first, single, '0')]).toEqual(['other question', '0']);
  expect([isRight(choose(first, single, '0'), single), isRight(first, single)]).toEqual([true, false]);
  const several = question('multiple', true, true, false);
  const two = choose(choose(new Set(), several, '0'), several, '1');
  expect([isRight(two, several), isRight(choose(two, several, '2'), several)]).toEqual([true, false]);
  expect(isRight(choose(two, several, '1'), several)).toBe(false);
  expect(isRight(new Set(), question('multiple', false, false))).toBe(false);
});
