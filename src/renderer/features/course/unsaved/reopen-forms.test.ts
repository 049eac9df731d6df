import { afterEach, expect, test, vi } from 'vitest';
import { ok } from '../../../../shared/ipc/result.ts';
import { createQueryClient } from '../../../app/query-client.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline } from '../outline.fixture.ts';
import { createCourseUnsaved } from './course-unsaved.ts';
import { reopenForms } from './reopen-forms.ts';

const courseId = courseAt(1);
afterEach(() => void vi.unstubAllGlobals());

test('what was typed before is part of the next save without a look at its form; other drafts are left alone', async () => {
  const draft = (form: string, entityId: string, fields: Record<string, string>) => ({
    form,
    entityId,
    fields,
    savedAtMs: 1,
  });
  const answers: Record<string, unknown> = {
    'draft.listInCourse': [
      draft('course-details', courseId, { subtitle: 'Small rooms' }),
      draft('chapter-details', chapterAt(1), { description: 'First' }),
      draft('chapter-details', chapterAt(9), { description: 'Of one that is gone' }),
      draft('lesson-details', lessonAt(1), { body: 'Read', 'over.body': 'Before' }),
      draft('title', lessonAt(1), { title: 'Half a tit' }),
    ],
    'course.getDetails': {
      courseId,
      title: 'Cells',
      subtitle: '',
      objectives: [],
      priceMinor: null,
      currency: 'USD',
      tags: [],
    },
    'course.getOutline': sampleOutline(1),
    'lesson.get': { title: 'Lesson 1', body: '', status: 'ready', freePreview: false, dripDays: null, tags: [] },
  };
  vi.stubGlobal('lectern', { invoke: async (route: string) => ok(answers[route] ?? {}) });
  const unsaved = createCourseUnsaved({
    courseId,
    draft: null,
    readOutline: async () => sampleOutline(1),
    send: async () => ({ gone: [] }),
  });
  await reopenForms(createQueryClient(), unsaved);
  const titles = [...unsaved.store.getState().dirty].map(([key, { title }]) => [key.split(' ')[0], title]);
  expect(titles.toSorted()).toEqual([
    ['chapter-details', 'Chapter 1'],
    ['course-details', 'Cells'],
    ['lesson-details', 'Lesson 1'],
  ]);
  unsaved.close();
});
