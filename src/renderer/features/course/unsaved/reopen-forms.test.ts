import { afterEach, expect, test, vi } from 'vitest';
import { ok } from '../../../../shared/ipc/result.ts';
import { createQueryClient } from '../../../app/query-client.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline } from '../outline.fixture.ts';
import { createCourseUnsaved } from './course-unsaved.ts';
import { reopenForms } from './reopen-forms.ts';

const courseId = courseAt(1);
afterEach(() => void vi.unstubAllGlobals());

test('what was typed before is part of the next save without a look at its form; other drafts are left alone', async () => {
  const question = { id: crypto.randomUUID(), kind: 'single', text: 'Why?', options: [], feedback: '' };
  const drafts: [form: string, entityId: string, fields: Record<string, string>][] = [
    ['course-details', courseId, { subtitle: 'Small rooms' }],
    ['chapter-details', chapterAt(1), { description: 'First' }],
    ['chapter-details', chapterAt(9), { description: 'Of one that is gone' }],
    ['lesson-details', lessonAt(1), { body: 'Read', 'over.body': 'Before' }],
    ['lesson-text', lessonAt(2), { body: '# Read' }],
    ['lesson-link', lessonAt(2), { url: 'a.example' }],
    ['lesson-quiz', lessonAt(2), { quiz: JSON.stringify({ questions: [question] }) }],
    ['lesson-marks', lessonAt(2), { marks: '[{"atMs":0,"title":"Start"}]' }],
    ['title', lessonAt(1), { title: 'Half a tit' }],
  ];
  const draftOf = (form: unknown, entityId: unknown) => {
    const [, , fields] = drafts.find((one) => one[0] === form && one[1] === entityId) ?? [];
    return { fields, savedAtMs: 1, others: [] };
  };
  const answers: Record<string, unknown> = {
    'draft.listInCourse': drafts.map(([form, entityId]) => ({ form, entityId })),
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
  };
  const lesson = { body: '', status: 'ready', freePreview: false, dripDays: null, tags: [], content: { marks: [] } };
  const titled = (lessonId: unknown) => ({ ...lesson, lessonId, title: lessonId === lessonAt(1) ? 'Lesson 1' : 'Two' });
  vi.stubGlobal('lectern', {
    async invoke(route: string, { form, entityId, lessonId }: Record<string, unknown>) {
      if (route === 'draft.open') return ok(draftOf(form, entityId));
      return ok(route === 'lesson.get' ? titled(lessonId) : (answers[route] ?? {}));
    },
  });
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
    ['lesson-link', 'Two'],
    ['lesson-marks', 'Two'],
    ['lesson-quiz', 'Two'],
    ['lesson-text', 'Two'],
  ]);
  unsaved.close();
});
