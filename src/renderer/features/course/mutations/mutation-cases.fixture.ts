import { MutationObserver, type QueryClient } from '@tanstack/react-query';
import type { Outline } from '../../../../shared/domain/course.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline, shapeOf } from '../outline.fixture.ts';
import { moveChapters, renameChapter, renameChapters } from './chapter.ts';
import { bulkRows } from '../../../../shared/domain/bulk-edit.ts';
import { bulkLessonsIn } from '../bulk-choice.ts';
import { editLessons, moveLessons, renameLesson, renameLessons } from './lesson.ts';
import { saveCourse } from './save.ts';

const courseId = courseAt(1);
export const titlesOf = ({ chapters }: Outline) =>
  chapters.flatMap((chapter) => [chapter.title, ...chapter.lessons.map((lesson) => lesson.title)]).join(', ');

const detailsOf = ({ chapters }: Outline) =>
  chapters
    .map(({ description, lessons }) => {
      const words = lessons.map(({ status, freePreview }) => (freePreview ? `${status} free` : status));
      return `${description}: ${words.join(', ')}`;
    })
    .join(' | ');

const tagsIn = ({ chapters }: Outline) =>
  chapters.flatMap(({ lessons }) => lessons.map(({ tags }) => tags.join(', '))).join(' | ');

interface Case {
  readonly route: string;
  readonly run: (client: QueryClient) => Promise<unknown>;
  readonly show: (outline: Outline) => string;
  readonly patched: string;
}
/** Every edit of `sampleOutline(2, 1)` that shows before main has answered. */
export const cases: readonly Case[] = [
  {
    route: 'chapter.rename',
    run: (client) =>
      new MutationObserver(client, renameChapter).mutate({
        courseId,
        chapterId: chapterAt(2),
        title: 'End',
        over: 'Chapter 2',
      }),
    show: titlesOf,
    patched: 'Chapter 1, Lesson 1, Lesson 2, End, Lesson 3',
  },
  {
    route: 'lesson.rename',
    run: (client) =>
      new MutationObserver(client, renameLesson).mutate({
        courseId,
        lessonId: lessonAt(2),
        title: 'Cells',
        over: 'Lesson 2',
      }),
    show: titlesOf,
    patched: 'Chapter 1, Lesson 1, Cells, Chapter 2, Lesson 3',
  },
  {
    route: 'chapter.renameMany',
    run: (client) => {
      const titles = [1, 2].map((n) => ({ chapterId: chapterAt(n), title: `Part ${n}`, over: `Chapter ${n}` }));
      return new MutationObserver(client, renameChapters).mutate({ courseId, titles });
    },
    show: titlesOf,
    patched: 'Part 1, Lesson 1, Lesson 2, Part 2, Lesson 3',
  },
  {
    route: 'lesson.renameMany',
    run: (client) => {
      const titles = [1, 3].map((n) => ({ lessonId: lessonAt(n), title: `Part ${n}`, over: `Lesson ${n}` }));
      return new MutationObserver(client, renameLessons).mutate({ courseId, titles });
    },
    show: titlesOf,
    patched: 'Chapter 1, Part 1, Lesson 2, Chapter 2, Part 3',
  },
  {
    route: 'course.saveAll',
    run: (client) =>
      new MutationObserver(client, saveCourse).mutate({ courseId, deletes: [chapterAt(2), lessonAt(1)] }),
    show: shapeOf,
    patched: '1: 2',
  },
  {
    route: 'course.saveAll',
    run(client) {
      const lessons = [{ lessonId: lessonAt(2), details: { status: 'draft' as const, freePreview: true } }];
      const chapters = [{ chapterId: chapterAt(1), details: { description: 'First' } }];
      return new MutationObserver(client, saveCourse).mutate({ courseId, lessons, chapters });
    },
    show: detailsOf,
    patched: 'First: ready, draft free | : ready',
  },
  {
    route: 'lesson.editMany',
    run(client) {
      const settings = { status: 'draft', chapterId: chapterAt(1) } as const;
      const lessons = bulkLessonsIn(sampleOutline(2, 1), new Set([lessonAt(1), lessonAt(3)]));
      const titles = { pattern: '{n}. {title}', start: 7, width: 2 };
      const rows = bulkRows(lessons, { titles, settings }, new Set());
      return new MutationObserver(client, editLessons).mutate({ courseId, rows, settings });
    },
    show: (outline) => `${shapeOf(outline)}; ${titlesOf(outline)}; ${detailsOf(outline)}`,
    patched: '1: 1 2 3 | 2:; Chapter 1, 07. Lesson 1, Lesson 2, 08. Lesson 3, Chapter 2; : draft, ready, draft | : ',
  },
  {
    route: 'lesson.editMany',
    run(client) {
      const settings = { tags: { add: ['Cells', 'Biology'], remove: [] } };
      const lessons = bulkLessonsIn(sampleOutline(2, 1), new Set([lessonAt(1)]));
      const rows = bulkRows(lessons, { titles: null, settings }, new Set());
      return new MutationObserver(client, editLessons).mutate({ courseId, rows, settings });
    },
    show: tagsIn,
    patched: 'Biology, Cells |  | ',
  },
  {
    route: 'course.saveAll',
    run(client) {
      const lessons = [{ lessonId: lessonAt(2), details: { tags: ['Cells'] }, over: { tags: [] } }];
      return new MutationObserver(client, saveCourse).mutate({ courseId, lessons });
    },
    show: tagsIn,
    patched: ' | Cells | ',
  },
  {
    route: 'lesson.move',
    run: (client) => {
      const place = { chapterId: chapterAt(2), afterId: lessonAt(3) };
      return new MutationObserver(client, moveLessons).mutate({ courseId, lessonIds: [lessonAt(1)], place });
    },
    show: shapeOf,
    patched: '1: 2 | 2: 3 1',
  },
  {
    route: 'chapter.move',
    run: (client) =>
      new MutationObserver(client, moveChapters).mutate({ courseId, chapterIds: [chapterAt(2)], afterId: null }),
    show: shapeOf,
    patched: '2: 3 | 1: 1 2',
  },
];
