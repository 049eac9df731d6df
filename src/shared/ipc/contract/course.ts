import { z } from 'zod';
import {
  chapterDetails,
  courseChapters,
  courseDetails,
  courseSummary,
  lessonDetails,
  outline,
  shownChapter,
  shownDetails,
  shownLesson,
  title,
} from '../../domain/course.ts';
import { chapterId, courseId, lessonId } from '../../domain/ids.ts';
import { outlineChanges } from '../../domain/outline-changes.ts';
import { command, event, query, writeErrors } from '../define.ts';

const courseRef = z.strictObject({ courseId });
const revision = z.int().min(0);
const draftRef = z.strictObject({ form: z.string().max(100), entityId: z.string().max(100) });
/** Of one kind of row in one save. */
const MOST = 5_000;

export const courseRoutes = {
  'course.list': query({ input: z.strictObject({}), output: z.array(courseSummary), errors: [] }),
  /** Every course with its chapters, in the order of the course list: where chapters and lessons can be moved to. */
  'course.listChapters': query({ input: z.strictObject({}), output: z.array(courseChapters), errors: [] }),
  'course.getDetails': query({
    input: courseRef,
    output: courseDetails.extend({ courseId, tags: z.array(z.string()) }),
    errors: ['NOT_FOUND'],
  }),
  /** `revision` counts what has changed since the start; by it is told what has changed since. */
  'course.getOutline': query({ input: courseRef, output: outline.extend({ revision }), errors: ['NOT_FOUND'] }),
  /** What has become of an outline since it was read; null: it is to be read as a whole. */
  'course.getOutlineChanges': query({
    input: courseRef.extend({ since: revision }),
    output: z.strictObject({ revision, changes: outlineChanges.nullable() }),
    errors: [],
  }),
  'course.create': command({ input: z.strictObject({ title }), output: courseRef, errors: writeErrors }),
  /**
   * *Save changes*: the changed fields of the forms and the pending deletes of a course, in one step. Only the fields given
   * are written. `over`: what they were typed over (see `typedOver`). `drafts`: of the forms that they were in; they go
   * with the save. CONTENT_AHEAD: a newer app wrote what a lesson holds; nothing is saved. `gone`: chapters and lessons with changes that are not there any more; all else is saved.
   */
  'course.saveAll': command({
    input: z.strictObject({
      courseId,
      details: courseDetails.partial().optional(),
      over: shownDetails.optional(),
      chapters: z
        .array(z.strictObject({ chapterId, details: chapterDetails.partial(), over: shownChapter.optional() }))
        .max(MOST)
        .optional(),
      lessons: z
        .array(z.strictObject({ lessonId, details: lessonDetails.partial(), over: shownLesson.optional() }))
        .max(MOST)
        .optional(),
      deletes: z
        .array(z.union([chapterId, lessonId]))
        .max(MOST)
        .optional(),
      drafts: z.array(draftRef).max(MOST).optional(),
    }),
    output: z.strictObject({ gone: z.array(z.union([chapterId, lessonId])) }),
    errors: ['NOT_FOUND', 'CONTENT_AHEAD', ...writeErrors],
  }),
  /** Copies of courses as they are here, with all that is in them; their files are those of the courses. */
  'course.duplicate': command({
    input: z.strictObject({ copies: z.array(courseRef.extend({ title })).min(1).max(5_000) }),
    output: z.strictObject({ copies: z.array(courseRef.extend({ ofId: courseId })) }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  'course.delete': command({
    input: z.strictObject({ courseIds: z.array(courseId).min(1).max(5_000) }),
    output: z.strictObject({ courseIds: z.array(courseId) }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
};

export const courseEvents = {
  /** Courses whose rows, chapters, lessons, links or media changed, by whatever hand (this window, another, sync). */
  'course.changed': event(z.strictObject({ courseIds: z.array(courseId) })),
};
