import { caller, chapterOf, lessonOf, type Made, type UndoCases } from './undo-rig.ts';

const jpegOf = (seed: number) => Uint8Array.of(255, 216, 255, seed);

type CaptionTags = Parameters<Made['actions']['lesson.setCaption']>[0]['to'];
/** The first lesson has one caption file, in English. */
function setCaption(s: Made, to: CaptionTags) {
  const [caption] = s.outlines.getLesson(lessonOf(s, 0))?.captions ?? [];
  if (!caption) throw new Error('no caption');
  const { mediaId, language } = caption;
  return s.actions['lesson.setCaption']({ lessonId: lessonOf(s, 0), mediaId, language, to }, caller);
}

/** Commands of chapters and lessons. The course has two chapters of two lessons; rows count from 0. */
export const outlineCases: UndoCases = {
  'chapter.create': {
    one: {
      run: ({ actions, courseId }) => actions['chapter.create']({ courseId, title: 'Three' }, caller),
      label: { code: 'chapter.create', name: 'Three' },
    },
  },
  'chapter.rename': {
    one: {
      run: (s) => s.actions['chapter.rename']({ chapterId: chapterOf(s, 0), title: 'Renamed' }, caller),
      label: { code: 'chapter.rename', count: 1 },
    },
  },
  'chapter.renameMany': {
    several: {
      run(s) {
        const titles = [0, 1].map((at) => ({ chapterId: chapterOf(s, at), title: `New ${at}` }));
        return s.actions['chapter.renameMany']({ titles }, caller);
      },
      label: { code: 'chapter.rename', count: 2 },
    },
  },
  'chapter.move': {
    'to the front': {
      run: (s) => {
        const { courseId } = s;
        return s.actions['chapter.move']({ chapterIds: [chapterOf(s, 1)], courseId, afterId: null }, caller);
      },
      label: { code: 'chapter.move', count: 1 },
    },
    several: {
      run: (s) => {
        const chapterIds = [chapterOf(s, 1), chapterOf(s, 0)];
        return s.actions['chapter.move']({ chapterIds, courseId: s.courseId, afterId: null }, caller);
      },
      label: { code: 'chapter.move', count: 2 },
    },
  },
  'chapter.duplicate': {
    several: {
      run(s) {
        const copies = [0, 1].map((at) => ({ chapterId: chapterOf(s, at), title: `Copy ${at}` }));
        return s.actions['chapter.duplicate']({ copies }, caller);
      },
      label: { code: 'chapter.duplicate', count: 2 },
    },
  },
  'lesson.create': {
    'after another one': {
      run: (s) => {
        const place = { chapterId: chapterOf(s, 0), afterId: lessonOf(s, 0) };
        return s.actions['lesson.create']({ place, kind: 'text', title: 'Reading' }, caller);
      },
      label: { code: 'lesson.create', count: 1, name: 'Reading' },
    },
    'with its chapter': {
      run: (s) => {
        const place = { courseId: s.courseId, chapterTitle: 'Three' };
        return s.actions['lesson.create']({ place, kind: 'quiz', title: 'Test' }, caller);
      },
      label: { code: 'lesson.create', count: 1, name: 'Test' },
    },
  },
  'lesson.rename': {
    one: {
      run: (s) => s.actions['lesson.rename']({ lessonId: lessonOf(s, 0), title: 'Renamed' }, caller),
      label: { code: 'lesson.rename', count: 1 },
    },
  },
  'lesson.renameMany': {
    several: {
      run(s) {
        const titles = [0, 1].map((at) => ({ lessonId: lessonOf(s, at), title: `New ${at}` }));
        return s.actions['lesson.renameMany']({ titles }, caller);
      },
      label: { code: 'lesson.rename', count: 2 },
    },
  },
  'lesson.editMany': {
    'title, kind, all settings and the chapter of several': {
      run(s) {
        const lessons = [0, 1].map((at) => ({ lessonId: lessonOf(s, at), title: `New ${at}` }));
        const fields = { kind: 'text', status: 'draft', freePreview: true, dripDays: 3 } as const;
        const settings = { ...fields, chapterId: chapterOf(s, 1) };
        return s.actions['lesson.editMany']({ lessons, settings }, caller);
      },
      label: { code: 'lesson.edit', count: 2 },
    },
    one: {
      run: (s) =>
        s.actions['lesson.editMany']({ lessons: [{ lessonId: lessonOf(s, 2) }], settings: { dripDays: 7 } }, caller),
      label: { code: 'lesson.edit', count: 1 },
    },
  },
  'lesson.move': {
    'several, to another chapter': {
      run(s) {
        const lessonIds = [lessonOf(s, 0), lessonOf(s, 1)];
        return s.actions['lesson.move']({ lessonIds, chapterId: chapterOf(s, 1), afterId: lessonOf(s, 2) }, caller);
      },
      label: { code: 'lesson.move', count: 2 },
    },
  },
  'lesson.duplicate': {
    'of two chapters': {
      run(s) {
        const copies = [0, 2].map((at) => ({ lessonId: lessonOf(s, at), title: `Copy ${at}` }));
        return s.actions['lesson.duplicate']({ copies }, caller);
      },
      label: { code: 'lesson.duplicate', count: 2 },
    },
  },
  'lesson.setThumbnail': {
    'one picture for two lessons': {
      given: (s) => s.actions['lesson.setThumbnail']({ lessonIds: [lessonOf(s, 0)], jpeg: jpegOf(1) }, caller),
      run: (s) =>
        s.actions['lesson.setThumbnail']({ lessonIds: [lessonOf(s, 0), lessonOf(s, 2)], jpeg: jpegOf(2) }, caller),
      label: { code: 'lesson.thumbnail', count: 2 },
    },
    'taken away': {
      given: (s) => s.actions['lesson.setThumbnail']({ lessonIds: [lessonOf(s, 0)], jpeg: jpegOf(1) }, caller),
      run: (s) => s.actions['lesson.setThumbnail']({ lessonIds: [lessonOf(s, 0)], jpeg: null }, caller),
      label: { code: 'lesson.thumbnail', count: 1 },
    },
  },
  'lesson.setCaption': {
    'another language': {
      run: (s) => setCaption(s, { language: 'de', flags: ['sdh'] }),
      label: { code: 'lesson.captions', count: 1 },
    },
    'other flags': {
      run: (s) => setCaption(s, { language: 'en', flags: ['forced'] }),
      label: { code: 'lesson.captions', count: 1 },
    },
    'taken off': { run: (s) => setCaption(s, null), label: { code: 'lesson.captions', count: 1 } },
  },
};
