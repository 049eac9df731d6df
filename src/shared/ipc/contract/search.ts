import { z } from 'zod';
import { courseId, lessonId } from '../../domain/ids.ts';
import { query } from '../define.ts';

const found = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('course'), courseId, title: z.string() }),
  z.strictObject({
    kind: z.literal('lesson'),
    courseId,
    lessonId,
    title: z.string(),
    chapterTitle: z.string(),
    courseTitle: z.string(),
  }),
]);

export const searchRoutes = {
  /**
   * Courses and lessons whose titles fit the words, the best first, whatever their case and accents; among equals those
   * that were gone to last (`recent`: ids, the last first). Without words: the recent ones, then courses, the newest first.
   */
  'search.find': query({
    input: z.strictObject({
      search: z.string().max(200),
      recent: z.array(z.union([courseId, lessonId])).max(50),
      limit: z.int().min(1).max(200),
    }),
    output: z.strictObject({ found: z.array(found), hasMore: z.boolean() }),
    errors: [],
  }),
};
