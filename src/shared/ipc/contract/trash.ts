import { z } from 'zod';
import { chapterId, courseId, lessonId } from '../../domain/ids.ts';
import { command, query, writeErrors } from '../define.ts';

/** Something that was deleted and can come back. */
const trashRef = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('course'), id: courseId }),
  z.strictObject({ kind: z.literal('chapter'), id: chapterId }),
  z.strictObject({ kind: z.literal('lesson'), id: lessonId }),
]);
const some = z.strictObject({ items: z.array(trashRef).min(1).max(1_000) });
/** `missing`: how many were not in the trash any more. */
const done = z.strictObject({ missing: z.int() });

export const trashRoutes = {
  /**
   * The latest 1,000. What is in something deleted is not told by itself: it comes back, or not, with that. After
   * `keptUntilMs` an item is not told any more.
   */
  'trash.list': query({
    input: z.strictObject({}),
    output: z.array(
      z.strictObject({
        kind: z.enum(['course', 'chapter', 'lesson']),
        id: z.uuid(),
        title: z.string(),
        /** Where it was: null for a course. */
        courseTitle: z.string().nullable(),
        chapterTitle: z.string().nullable(),
        deletedAtMs: z.int(),
        keptUntilMs: z.int(),
      }),
    ),
    errors: [],
  }),
  /** Puts them where they were, with what was deleted in one step with them. */
  'trash.restore': command({ input: some, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
  /** Takes them out of the trash, on every computer. Nothing is erased: whoever undoes it has them in the trash again. */
  'trash.purge': command({ input: some, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
};
