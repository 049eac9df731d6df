import { z } from 'zod';
import { lessonKind } from '../../domain/course.ts';
import { courseVersion, snapshotDiff, versionName } from '../../domain/course-version.ts';
import { courseId, courseVersionId } from '../../domain/ids.ts';
import { command, query, writeErrors } from '../define.ts';

const versionRef = z.strictObject({ versionId: courseVersionId });
const missing = ['NOT_FOUND', ...writeErrors] as const;

/** Courses as they once were. */
export const versionRoutes = {
  /** The latest first. */
  'version.list': query({ input: z.strictObject({ courseId }), output: z.array(courseVersion), errors: [] }),
  /** One of them to be read: its outline, and what restoring it would make otherwise. */
  'version.get': query({
    input: versionRef,
    output: courseVersion.extend({
      courseId,
      title: z.string(),
      chapters: z.array(
        z.strictObject({
          chapterId: z.uuid(),
          title: z.string(),
          lessons: z.array(
            z.strictObject({
              lessonId: z.uuid(),
              title: z.string(),
              kind: lessonKind,
              durationMs: z.int().nullable(),
            }),
          ),
        }),
      ),
      /** From the course as it is now to this version. */
      changes: snapshotDiff,
    }),
    errors: ['NOT_FOUND', 'VERSION_UNREADABLE'],
  }),
  /** Keeps the course as it is now. */
  'version.make': command({
    input: z.strictObject({ courseId, name: versionName }),
    output: versionRef,
    errors: missing,
  }),
  'version.rename': command({
    input: versionRef.extend({ name: versionName }),
    output: versionRef,
    errors: [...missing, 'VERSION_PUBLISHED'],
  }),
  'version.delete': command({ input: versionRef, output: versionRef, errors: [...missing, 'VERSION_PUBLISHED'] }),
  /** Makes the course what it was, in one step; what came since is in the trash. `rows`: how many that changed. */
  'version.restore': command({
    input: versionRef,
    output: z.strictObject({ courseId, rows: z.int() }),
    errors: [...missing, 'VERSION_UNREADABLE'],
  }),
};
