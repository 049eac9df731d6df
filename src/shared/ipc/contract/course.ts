import { z } from 'zod';
import { courseChapters, courseDetails, courseSummary, outline, shownDetails, title } from '../../domain/course.ts';
import { courseId } from '../../domain/ids.ts';
import { command, event, query, writeErrors } from '../define.ts';

const courseRef = z.strictObject({ courseId });

export const courseRoutes = {
  'course.list': query({ input: z.strictObject({}), output: z.array(courseSummary), errors: [] }),
  /** Every course with its chapters, in the order of the course list: where chapters and lessons can be moved to. */
  'course.listChapters': query({ input: z.strictObject({}), output: z.array(courseChapters), errors: [] }),
  'course.getDetails': query({ input: courseRef, output: courseDetails.extend({ courseId }), errors: ['NOT_FOUND'] }),
  'course.getOutline': query({ input: courseRef, output: outline, errors: ['NOT_FOUND'] }),
  'course.create': command({ input: z.strictObject({ title }), output: courseRef, errors: writeErrors }),
  /**
   * Only the fields given are written. `over`: what they were typed over (see `typedOver`). `draftOf`: the form whose draft
   * of this course they were; it goes with the save.
   */
  'course.saveDetails': command({
    input: z.strictObject({
      courseId,
      details: courseDetails.partial(),
      over: shownDetails.optional(),
      draftOf: z.string().max(100).optional(),
    }),
    output: courseRef,
    errors: ['NOT_FOUND', ...writeErrors],
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
