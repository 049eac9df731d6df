import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/helpers/database.ts';
import { lessonDetail, outline } from '../../../shared/domain/course.ts';
import type { CourseId, LessonId } from '../../../shared/domain/ids.ts';
import type { Draft } from '../../../shared/domain/merge.ts';
import type { TableName } from '../../../shared/domain/registry.ts';
import { createOutlineTable } from './outline.ts';

const [courseId, chapterId, plain, full, video, caption, videoCut, captionCut] = [1, 2, 3, 4, 5, 6, 7, 8].map(
  (n) => `0190a6c8-0000-7000-8000-00000000000${n}`,
) as [CourseId, string, LessonId, LessonId, string, string, string, string];
const put = (t: TableName, id: string, v: Draft['v']): Draft => ({ t, id, k: 'put', v });
const file = (id: string, cut: string): Draft[] => [
  put('media_files', id, { current: { current_version_id: cut } }),
  put('media_versions', cut, { origin: { media_id: id, file_name: 'x' } }),
];
const link = (id: string, media: string, role: string, v: Draft['v'] = {}): Draft =>
  put('media_links', id, {
    ends: { media_id: media, target_type: 'lesson', target_id: full, role, language: role === 'caption' ? 'en' : null },
    ...v,
  });

/** A lesson of which nothing is said, and one with everything, some of it by an app that is ahead. */
function open() {
  const { db, mutator } = openTestDatabase();
  const quiz = { questions: [], shuffled: true };
  const drafts = [
    put('courses', courseId, { title: { title: 'Optics' } }),
    put('chapters', chapterId, { place: { course_id: courseId, pos: 'a0' }, description: { description: 'About' } }),
    put('lessons', plain, { place: { chapter_id: chapterId, pos: 'a0' } }),
    put('lessons', full, {
      place: { chapter_id: chapterId, pos: 'a1' },
      kind: { kind: 'link' },
      body: { body: 'Read on' },
      settings: { free_preview: true },
      status: { status: 'draft' },
      drip: { drip_days: 3 },
      content: { content: { link: { url: 'https://example.com', title: 'E' }, quiz } },
      marks: { marks: [{ atMs: 5, title: 'Five' }] },
    }),
    ...file(video, videoCut),
    ...file(caption, captionCut),
    link('v', video, 'video'),
    link('c', caption, 'caption', { flags: { flags: ['sdh', 'sung'] } }),
  ];
  mutator.mutate({ label: { code: 'course.import', count: 1, name: '' }, drafts });
  return createOutlineTable(db);
}
const initial = { status: 'ready', freePreview: false, dripDays: null };
const said = { status: 'draft', freePreview: true, dripDays: 3 };

test('the outline tells who sees a lesson and when, and what a chapter is about', () => {
  const found = outline.parse(open().getOutline(courseId));
  expect(found.chapters).toMatchObject([
    {
      description: 'About',
      lessons: [
        { lessonId: plain, ...initial },
        { lessonId: full, ...said },
      ],
    },
  ]);
});

test('a lesson is read with its text, content, marks and the flags of its captions, as far as they are known', () => {
  const outlines = open();
  expect(lessonDetail.parse(outlines.getLesson(full))).toMatchObject({
    ...said,
    body: 'Read on',
    content: {
      quiz: null,
      link: { url: 'https://example.com', title: 'E' },
      marks: [{ atMs: 5, title: 'Five' }],
      unreadable: ['quiz'],
    },
    captions: [{ language: 'en', flags: ['sdh'] }],
  });
  expect(lessonDetail.parse(outlines.getLesson(plain))).toMatchObject({
    ...initial,
    body: '',
    content: { quiz: null, link: null, marks: [], unreadable: [] },
  });
});
