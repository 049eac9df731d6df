import { expect, test } from 'vitest';
import { createMessages } from '../../../shared/messages/words.ts';
import { limitWords } from './limit-words.ts';

const { t } = createMessages('en');

test('a text that is too long is counted, and one that is not there is called empty: 0 of at most 120 reads as if it were met', () => {
  const subtitle = { check: 'course.subtitle', min: null, max: 120 } as const;
  expect(limitWords(t, { ...subtitle, have: 130 })).toBe('at most 120 characters · now 130 characters');
  expect(limitWords(t, { ...subtitle, have: 0 })).toBe('still empty · at most 120 characters');
});

test('what must be so many says how many there are, none, too', () => {
  const lessons = { check: 'lessons.count', min: 5, max: null } as const;
  expect(limitWords(t, { ...lessons, have: 0 })).toBe('at least 5 lessons · now 0 lessons');
});
