import { expect, test } from 'vitest';
import { createMessages } from '../../../../shared/messages/words.ts';
import { lessonAt, sampleOutline } from '../outline.fixture.ts';
import { titleNow, unsavedWords } from './unsaved-words.ts';

const { t } = createMessages('en');

test('what is not saved is named by the title it has now; by the one it had, when it is gone', () => {
  const words = (entityId: string) => {
    const ref = { form: 'lesson-details', entityId, title: 'New lesson' };
    return unsavedWords(t, sampleOutline(2), { struck: new Set([lessonAt(2)]), dirty: new Map([[entityId, ref]]) });
  };
  expect(words(lessonAt(1))).toBe('1 lesson to delete · Changes to “Lesson 1”');
  expect(titleNow(undefined, { entityId: lessonAt(1), title: 'New lesson' })).toBe('New lesson');
  expect(words(lessonAt(9))).toBe('1 lesson to delete · Changes to “New lesson”');
});
