import { z } from 'zod';
import { courseDetails, courseSummary, outline, title } from '../../domain/course.ts';
import { chapterId, courseId, lessonId } from '../../domain/ids.ts';
import { command, event, query, writeErrors } from '../define.ts';

const courseRef = z.strictObject({ courseId });

export const courseRoutes = {
  'course.list': query({ input: z.strictObject({}), output: z.array(courseSummary), errors: [] }),
  'course.getDetails': query({ input: courseRef, output: courseDetails.extend({ courseId }), errors: ['NOT_FOUND'] }),
  'course.getOutline': query({ input: courseRef, output: outline, errors: ['NOT_FOUND'] }),
  'course.create': command({ input: z.strictObject({ title }), output: courseRef, errors: writeErrors }),
  /** Only the fields given are written. `draftOf`: the form whose draft of this course they were; it goes with the save. */
  'course.saveDetails': command({
    input: z.strictObject({ courseId, details: courseDetails.partial(), draftOf: z.string().max(100).optional() }),
    output: courseRef,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  'course.delete': command({ input: courseRef, output: courseRef, errors: ['NOT_FOUND', ...writeErrors] }),
  'chapter.create': command({
    input: z.strictObject({ courseId, title }),
    output: z.strictObject({ chapterId }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  'chapter.rename': command({
    input: z.strictObject({ chapterId, title }),
    output: z.strictObject({ chapterId }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  'chapter.delete': command({
    input: z.strictObject({ chapterId }),
    output: z.strictObject({ chapterId }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Puts the chapter after another one of the same course (null: first). */
  'chapter.move': command({
    input: z.strictObject({ chapterId, afterId: chapterId.nullable() }),
    output: z.strictObject({ chapterId }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  'lesson.rename': command({
    input: z.strictObject({ lessonId, title }),
    output: z.strictObject({ lessonId }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  'lesson.delete': command({
    input: z.strictObject({ lessonIds: z.array(lessonId).min(1).max(5_000) }),
    output: z.strictObject({ lessonIds: z.array(lessonId) }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Puts the lessons, in the order given, after a lesson of that chapter (null: first). */
  'lesson.move': command({
    input: z.strictObject({ lessonIds: z.array(lessonId).min(1).max(5_000), chapterId, afterId: lessonId.nullable() }),
    output: z.strictObject({ lessonIds: z.array(lessonId) }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
};

export const courseEvents = {
  /** Courses whose rows, chapters, lessons, links or media changed, by whatever hand (this window, another, sync). */
  'course.changed': event(z.strictObject({ courseIds: z.array(courseId) })),
};
