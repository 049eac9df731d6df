import { z } from 'zod';
import { chapterId, courseId, folderId, lessonId, planId } from '../../domain/ids.ts';
import { importPlan } from '../../domain/import-plan.ts';
import { command, event, query, writeErrors } from '../define.ts';

/** Of something in a plan. */
const planKey = z.string().max(4_096);
const switches = { cleanNames: z.boolean(), foldersAsChapters: z.boolean() };
const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('new-course') }),
  /** After a chapter; null: before the first; absent: at the end. */
  z.strictObject({ kind: z.literal('course'), courseId, afterId: chapterId.nullish() }),
  /** The same of its lessons. */
  z.strictObject({ kind: z.literal('chapter'), chapterId, afterId: lessonId.nullish() }),
  /** One recording in the place of the one that a lesson shows. */
  z.strictObject({ kind: z.literal('lesson'), lessonId }),
  /** What a watched folder offers: each file to the chapter it fits, re-exports to their lessons. */
  z.strictObject({ kind: z.literal('watch'), folderId }),
  /** What differs of a folder that the course is made of. `deleted`: the lessons whose recording is missing, if checked. */
  z.strictObject({ kind: z.literal('refresh'), courseId, deleted: z.array(lessonId).max(100_000) }),
]);

/** The course that it is for, if it is there already: a folder that it is made of is compared with it. */
const onto = z.strictObject({ courseId: courseId.optional() });
/** `isRefresh`: what differs is shown, and nothing is imported a second time. */
const opened = z.strictObject({ planId, isRefresh: z.boolean() });

export const importRoutes = {
  /** Opens the system's folder picker; null when the user closed it. */
  'import.pickFolder': command({
    input: onto,
    output: opened.nullable(),
    errors: ['NOTHING_FOUND', 'UNREADABLE'],
  }),
  /** The same for files. */
  'import.pickFiles': command({
    input: onto.extend({ several: z.boolean() }),
    output: opened.nullable(),
    errors: ['NOTHING_FOUND', 'UNREADABLE'],
  }),
  /** Looks at dropped files and folders. Writes nothing; durations follow as `import.probed`. */
  'import.scan': command({
    input: onto.extend({ paths: z.array(z.string().min(1).max(32_768)).min(1).max(10_000) }),
    output: opened,
    errors: ['NOTHING_FOUND', 'UNREADABLE', 'CANCELLED'],
  }),
  'import.getPlan': query({
    input: z.strictObject({ planId, ...switches }),
    output: importPlan,
    errors: ['NOT_FOUND'],
  }),
  /**
   * One transaction and one undo step. `assigned`: captions that belong to no lesson by their names, and the lessons that they
   * were given. `excluded` holds the keys of lessons and chapters whose box is not checked.
   */
  'import.apply': command({
    input: z.strictObject({
      planId,
      ...switches,
      target,
      excluded: z.array(planKey).max(100_000),
      assigned: z
        .array(z.strictObject({ captionKey: planKey, lessonKey: planKey }))
        .max(100_000)
        .optional(),
    }),
    output: z.strictObject({
      courseId,
      lessons: z.int(),
      /** The first that was made, in the order of the course. */
      firstLessonId: lessonId.nullable(),
      linked: z.int(),
      /** Lessons that show a newer version of their file. */
      replaced: z.int(),
      renamed: z.int(),
      deleted: z.int(),
    }),
    errors: ['NOT_FOUND', 'NOTHING_SELECTED', 'ALREADY_IMPORTED', 'FOLDER_GONE', ...writeErrors],
  }),
  'import.discard': command({ input: z.strictObject({ planId }), output: z.strictObject({}), errors: [] }),
};

export const importEvents = {
  /** More of the plan's files have been looked into; the plan is to be read again. */
  'import.probed': event(z.strictObject({ planId, done: z.int(), total: z.int() })),
};
