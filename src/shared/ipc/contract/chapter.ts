import { z } from 'zod';
import { title, typedOver } from '../../domain/course.ts';
import { chapterId, courseId, lessonId } from '../../domain/ids.ts';
import { command, writeErrors } from '../define.ts';

export const chapterRoutes = {
  'chapter.create': command({
    input: z.strictObject({ courseId, title }),
    output: z.strictObject({ chapterId }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  'chapter.rename': command({
    input: z.strictObject({ chapterId, title, over: typedOver.optional() }),
    output: z.strictObject({ chapterId }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Renames those that are there, in one step; `missing`: how many were not. */
  'chapter.renameMany': command({
    input: z.strictObject({
      titles: z
        .array(z.strictObject({ chapterId, title, over: typedOver.optional() }))
        .min(1)
        .max(5_000),
    }),
    output: z.strictObject({ missing: z.int() }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Puts the chapters, in the order given, into that course (their own or another), after one of its chapters (null: first). */
  'chapter.move': command({
    input: z.strictObject({
      chapterIds: z.array(chapterId).min(1).max(1_000),
      courseId,
      afterId: chapterId.nullable(),
    }),
    output: z.strictObject({ chapterIds: z.array(chapterId) }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Copies with their lessons, as a block after the last of them; `lessonIds` in the order of those copied. */
  'chapter.duplicate': command({
    input: z.strictObject({ copies: z.array(z.strictObject({ chapterId, title })).min(1).max(1_000) }),
    output: z.strictObject({
      copies: z.array(z.strictObject({ ofId: chapterId, chapterId, lessonIds: z.array(lessonId) })),
    }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
};
