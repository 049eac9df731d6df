import { z } from 'zod';
import { lessonMedia } from '../../domain/course.ts';
import { courseId, mediaId } from '../../domain/ids.ts';
import { command, query, writeErrors } from '../define.ts';

const courseRef = z.strictObject({ courseId });
/** `isChanged`: false when all was so already. */
const done = z.strictObject({ isChanged: z.boolean() });

/** The video that a course is shown with to those who have not taken it yet. */
export const promoRoutes = {
  'promo.get': query({
    input: courseRef,
    output: z.strictObject({ promo: lessonMedia.nullable() }),
    errors: [],
  }),
  /**
   * A video of the library, or a file on this computer, which stays where it is and is uploaded. NOT_A_VIDEO: none by
   * its name, or none that can be read.
   */
  'promo.set': command({
    input: courseRef.extend({
      video: z.union([z.strictObject({ mediaId }), z.strictObject({ path: z.string().min(1).max(4_096) })]),
    }),
    output: done,
    errors: ['NOT_FOUND', 'NOT_A_VIDEO', ...writeErrors],
  }),
  /** The course has no promo video any more; the file stays in the library. */
  'promo.delete': command({ input: courseRef, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
};
