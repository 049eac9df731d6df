import { z } from 'zod';
import { courseVersionId } from './ids.ts';

/** What a version that somebody makes is called. */
export const versionName = z.string().trim().min(1).max(200);

export const courseVersion = z.strictObject({
  versionId: courseVersionId,
  name: z.string(),
  /** Nobody changes one that was published. */
  kind: z.enum(['named', 'published']),
  createdAtMs: z.int(),
  /** Whether all of it is on this computer. */
  isComplete: z.boolean(),
});
export type CourseVersion = z.infer<typeof courseVersion>;

const part = z.strictObject({ kind: z.enum(['chapter', 'lesson']), id: z.uuid(), title: z.string() });
const place = z.strictObject({ chapter: z.string(), at: z.int() });

/** What is otherwise in a later snapshot of a course than in an earlier one. */
export const snapshotDiff = z.strictObject({
  added: z.array(part),
  removed: z.array(part),
  /** `at` counts from 1, among the chapters of the course or the lessons of the chapter. */
  moved: z.array(part.extend({ from: place, to: place })),
  renamed: z.array(part.extend({ from: z.string() })),
  /** Lessons whose video or recording is another one, by the names of its files; empty for none. */
  refiled: z.array(part.extend({ from: z.string(), to: z.string() })),
  /** Chapters and lessons that say something else than before: text, quiz, settings, captions, resources, tags. */
  edited: z.array(part),
  /** Whether the details of the course are others. */
  isCourseEdited: z.boolean(),
});
export type SnapshotDiff = z.infer<typeof snapshotDiff>;

/** Whether nothing is otherwise. */
export function isUnchanged({ isCourseEdited, ...lists }: SnapshotDiff): boolean {
  return !isCourseEdited && Object.values(lists).every((list) => list.length === 0);
}
