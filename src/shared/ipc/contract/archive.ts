import { z } from 'zod';
import { lessonKind } from '../../domain/course.ts';
import { chapterId, courseId, lessonId } from '../../domain/ids.ts';
import { stepLabel } from '../../domain/step-label.ts';
import { command, event, query, writeErrors } from '../define.ts';

const archiveId = z.uuid();
const one = z.strictObject({ archiveId });
const nothing = z.strictObject({});
const amount = z.strictObject({ files: z.int(), bytes: z.int() });

/** What an export of a course would hold. `missing`: media that are not on this disk, which it can only refer to. */
export const archiveContents = z.strictObject({
  title: z.string(),
  chapters: z.int(),
  lessons: z.int(),
  here: amount,
  /** `first`: those told by name; the amount counts all. `isStored`: it is in the cloud, and only there. */
  missing: amount.extend({
    first: z.array(z.strictObject({ fileName: z.string(), bytes: z.int(), isStored: z.boolean() })),
  }),
  steps: z.int(),
});

/** `new`: comes out of the archive; `here`: the library has these bytes; `missing`: the archive only refers to them. */
export const archiveMediaState = z.enum(['new', 'here', 'missing']);
export const archivePreview = z.strictObject({
  archiveId,
  fileName: z.string(),
  title: z.string(),
  exportedAtMs: z.int(),
  /** A course of these very ids is or was here: this one comes beside it. */
  isCopy: z.boolean(),
  lessons: z.int(),
  chapters: z.array(
    z.strictObject({
      chapterId,
      title: z.string(),
      lessons: z.array(
        z.strictObject({
          lessonId,
          title: z.string(),
          kind: lessonKind,
          media: z
            .strictObject({
              fileName: z.string(),
              bytes: z.int(),
              durationMs: z.int().nullable(),
              state: archiveMediaState,
            })
            .nullable(),
          captions: z.int(),
          resources: z.int(),
        }),
      ),
    }),
  ),
  new: amount,
  here: amount,
  missing: amount.extend({ first: z.array(z.string()) }),
  historySteps: z.int().nullable(),
  /** Where the media go; null: not chosen yet. */
  folder: z.string().nullable(),
  freeBytes: z.int().nullable(),
});
export type ArchivePreview = z.infer<typeof archivePreview>;

const openErrors = [
  'NOT_AN_ARCHIVE',
  'ARCHIVE_NEWER',
  'ARCHIVE_UNSAFE',
  'ARCHIVE_DAMAGED',
  'ARCHIVE_UNREADABLE',
  'ARCHIVE_CANCELLED',
] as const;
const targetErrors = ['TARGET_FULL', 'TARGET_FILE_LIMIT', 'TARGET_GONE', 'TARGET_UNWRITABLE'] as const;

export const archiveRoutes = {
  'archive.getContents': query({
    input: z.strictObject({ courseId }),
    output: archiveContents,
    errors: ['NOT_FOUND'],
  }),
  /** Asks where to save, and writes; null when nowhere was chosen. `jobId` names it in `archive.progressed`. */
  'archive.make': command({
    input: z.strictObject({ courseId, jobId: z.uuid(), withMedia: z.boolean(), withHistory: z.boolean() }),
    output: z
      .strictObject({
        fileName: z.string(),
        bytes: z.int(),
        /** What stayed out although media were wanted; the first of them by name. */
        missing: z.strictObject({ files: z.int(), first: z.array(z.string()) }),
      })
      .nullable(),
    errors: [
      'NOT_FOUND',
      'SOURCE_CHANGED',
      'SOURCE_UNREADABLE',
      'TARGET_IS_SOURCE',
      'ARCHIVE_CANCELLED',
      ...targetErrors,
    ],
  }),
  /** Opens the system's file picker; null when it was closed. */
  'archive.pick': command({ input: nothing, output: one.nullable(), errors: openErrors }),
  /** Looks into a dropped file. Writes nothing. */
  'archive.open': command({
    input: z.strictObject({ path: z.string().min(1).max(32_768) }),
    output: one,
    errors: openErrors,
  }),
  'archive.getPreview': query({ input: one, output: archivePreview, errors: ['NOT_FOUND'] }),
  /** The steps that the archive tells of, newest first; `label` null: one that only a newer app knows. */
  'archive.getHistory': query({
    input: one,
    output: z.strictObject({
      steps: z.array(z.strictObject({ label: stepLabel.nullable(), atMs: z.int(), isUndone: z.boolean() })),
    }),
    errors: ['NOT_FOUND'],
  }),
  /** Asks where the media are to go; false when nothing was chosen. */
  'archive.pickFolder': command({
    input: one,
    output: z.strictObject({ chosen: z.boolean() }),
    errors: ['NOT_FOUND'],
  }),
  /** Takes the media out, then makes the rows: one transaction and one undo step. `archiveId` names it in progress. */
  'archive.apply': command({
    input: one,
    output: z.strictObject({ courseId, lessons: z.int(), firstLessonId: lessonId.nullable() }),
    errors: ['NOT_FOUND', 'FOLDER_NEEDED', ...openErrors, ...targetErrors, ...writeErrors],
  }),
  /** Ends a job: it answers ARCHIVE_CANCELLED, and leaves nothing. */
  'archive.cancel': command({ input: z.strictObject({ jobId: z.uuid() }), output: nothing, errors: [] }),
  'archive.discard': command({ input: one, output: nothing, errors: [] }),
};

export const archiveEvents = {
  'archive.progressed': event(z.strictObject({ jobId: z.uuid(), bytesDone: z.int(), bytesTotal: z.int() })),
};
