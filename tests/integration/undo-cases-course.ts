import { caller, chapterOf, deleteRows, lessonOf, type UndoCases } from './undo-rig.ts';

/** Commands of a course as a whole. */
export const courseCases: UndoCases = {
  'course.create': {
    one: {
      run: ({ actions }) => actions['course.create']({ title: 'New' }, caller),
      label: { code: 'course.create', count: 1, name: 'New' },
    },
  },
  'course.saveAll': {
    'every group': {
      run: ({ actions, courseId }) => {
        const details = { title: 'T', subtitle: 'S', description: 'D', objectives: ['a', 'b'], audience: 'A' };
        const facts = { requirements: 'R', category: 'C', language: 'de', level: 'beginner' as const };
        const input = { courseId, details: { ...details, ...facts, priceMinor: 4_999, currency: 'EUR' } };
        return actions['course.saveAll'](input, caller);
      },
      label: { code: 'course.edit', name: 'Cells' },
    },
    'forms and deletes together': {
      run: (s) => {
        const { courseId } = s;
        const chapters = [{ chapterId: chapterOf(s, 0), details: { description: 'First' } }];
        const settings = { body: 'Read', status: 'draft' as const, freePreview: true, dripDays: 7 };
        const lessons = [0, 2].map((at) => ({ lessonId: lessonOf(s, at), details: settings }));
        const deletes = [chapterOf(s, 1), lessonOf(s, 1)];
        return s.actions['course.saveAll']({ courseId, details: { title: 'T' }, chapters, lessons, deletes }, caller);
      },
      label: { code: 'course.edit', count: 6, name: 'Cells' },
    },
    'chapters and their lessons deleted': {
      run: (s) => deleteRows(s, [chapterOf(s, 0)]),
      label: { code: 'chapter.delete', count: 1, name: 'One' },
    },
    'lessons deleted': {
      run: (s) => deleteRows(s, [lessonOf(s, 0), lessonOf(s, 2)]),
      label: { code: 'lesson.delete', count: 2, name: '' },
    },
    'tags, one of them new': {
      run: (s) => {
        const lessons = [{ lessonId: lessonOf(s, 0), details: { tags: ['Biology', 'Cells'] } }];
        return s.actions['course.saveAll']({ courseId: s.courseId, details: { tags: ['biology'] }, lessons }, caller);
      },
      label: { code: 'course.edit', count: 2, name: 'Cells' },
    },
    'a lesson’s form': {
      run: (s) => {
        const lessons = [{ lessonId: lessonOf(s, 0), details: { dripDays: 3 } }];
        return s.actions['course.saveAll']({ courseId: s.courseId, lessons }, caller);
      },
      label: { code: 'lesson.edit', count: 1, name: 'a' },
    },
    'what a lesson holds by its kind': {
      run: (s) => {
        const link = { url: 'https://example.org/cells', title: 'Cells' };
        const lessons = [{ lessonId: lessonOf(s, 0), details: { link, quiz: { questions: [] } } }];
        return s.actions['course.saveAll']({ courseId: s.courseId, lessons }, caller);
      },
      label: { code: 'lesson.edit', count: 1, name: 'a' },
    },
    'a chapter’s form': {
      run: (s) => {
        const chapters = [{ chapterId: chapterOf(s, 0), details: { description: 'First' } }];
        return s.actions['course.saveAll']({ courseId: s.courseId, chapters }, caller);
      },
      label: { code: 'chapter.edit', count: 1, name: 'One' },
    },
  },
  'course.duplicate': {
    'with all that is in it': {
      run: ({ actions, courseId }) =>
        actions['course.duplicate']({ copies: [{ courseId, title: 'Cells copy' }] }, caller),
      label: { code: 'course.duplicate', count: 1, name: 'Cells' },
    },
  },
  'course.delete': {
    'with all that is in it': {
      run: ({ actions, courseId }) => actions['course.delete']({ courseIds: [courseId] }, caller),
      label: { code: 'course.delete', name: 'Cells' },
    },
  },
  'text.replace': {
    'titles of the course and of its lessons': {
      run: async ({ actions, courseId }) => {
        const search = { find: 'c', replacement: 'k', matchesCase: false, wholeWord: false, isRegex: false };
        const found = await actions['text.find']({ courseId, texts: ['titles'], search, limit: 10 }, caller);
        if (!found.success) throw new Error(found.error.code);
        const places = found.data.found.map(({ field, id, digest }) => ({ field, id, digest }));
        return actions['text.replace']({ search, places }, caller);
      },
      label: { code: 'text.replace', count: 2, name: 'c' },
    },
  },
  'sheet.apply': {
    'new, changed, moved and gone': {
      run: async (s) => {
        const [one, two] = [chapterOf(s, 0), chapterOf(s, 1)];
        const path = `id,type,title,status\n${two},chapter,Two,\n${lessonOf(s, 0)},lesson,Moved,draft\n${one},chapter,Eins,\n,lesson,New,`;
        const read = await s.actions['sheet.get']({ courseId: s.courseId, path }, caller);
        if (!read.success) throw new Error(read.error.code);
        const { digest } = read.data;
        return s.actions['sheet.apply']({ courseId: s.courseId, path, digest, deletesGone: true }, caller);
      },
      label: { code: 'course.table', name: 'Cells' },
    },
  },
};
