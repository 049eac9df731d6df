import { expect, test } from 'vitest';
import { createMessages } from '../../../shared/messages/words.ts';
import { applyWords } from './apply-words.ts';

const { t } = createMessages('en');

test('lessons are counted where there are any; without, a course or chapter that is there takes the files', () => {
  expect(applyWords(t, { kind: 'new-course' }, { lessons: 2, files: 5 })).toBe('Import 2 lessons');
  expect(applyWords(t, { kind: 'watch' }, { lessons: 1, files: 1 })).toBe('Import 1 recording');
  expect(applyWords(t, { kind: 'chapter' }, { lessons: 0, files: 1 })).toBe('Import 1 file');
  expect(applyWords(t, { kind: 'course' }, { lessons: 0, files: 3 })).toBe('Import 3 files');
});

test('a new course has a lesson, a lesson its recording, and nothing is nothing', () => {
  for (const kind of ['new-course', 'lesson', 'watch'] as const)
    expect(applyWords(t, { kind }, { lessons: 0, files: 3 })).toBeNull();
  expect(applyWords(t, { kind: 'chapter' }, { lessons: 0, files: 0 })).toBeNull();
});
