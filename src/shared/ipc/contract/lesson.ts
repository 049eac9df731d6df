import { z } from 'zod';
import { bulkSettings } from '../../domain/bulk-edit.ts';
import { courseDetails, lessonDetail, newLessonKind, title, typedOver } from '../../domain/course.ts';
import { chapterId, courseId, lessonId, mediaId, versionId } from '../../domain/ids.ts';
import { captionFlag } from '../../domain/import-plan.ts';
import { command, event, query, writeErrors } from '../define.ts';

/** Pictures are small JPEGs; videos never cross IPC. */
const MAX_POSTER_BYTES = 300_000;
const poster = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.length > 0 && bytes.length <= MAX_POSTER_BYTES, 'poster size');

const captionTags = z.strictObject({ language: courseDetails.shape.language, flags: z.array(captionFlag).max(4) });

/** After a lesson of the chapter (null: first); or in a first chapter, of a course that has none. */
const newLessonPlace = z.union([
  z.strictObject({ chapterId, afterId: lessonId.nullable() }),
  z.strictObject({ courseId, chapterTitle: title }),
]);

export const lessonRoutes = {
  'lesson.get': query({ input: z.strictObject({ lessonId }), output: lessonDetail, errors: ['NOT_FOUND'] }),
  'lesson.create': command({
    input: z.strictObject({ place: newLessonPlace, kind: newLessonKind, title }),
    output: z.strictObject({ lessonId, chapterId }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  'lesson.rename': command({
    input: z.strictObject({ lessonId, title, over: typedOver.optional() }),
    output: z.strictObject({ lessonId }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Renames those that are there, in one step; `missing`: how many were not. */
  'lesson.renameMany': command({
    input: z.strictObject({
      titles: z
        .array(z.strictObject({ lessonId, title, over: typedOver.optional() }))
        .min(1)
        .max(5_000),
    }),
    output: z.strictObject({ missing: z.int() }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Those that hold something which only their kind shows, finished or not. */
  'lesson.listFilled': query({
    input: z.strictObject({ lessonIds: z.array(lessonId).max(5_000) }),
    output: z.array(lessonId),
    errors: [],
  }),
  /**
   * Titles one by one, `settings` for all, in one step. Lessons that are `gone` are left out, those that hold something of
   * their kind keep it; into another chapter they go to its end, in the order given. None is there, or not the chapter:
   * NOT_FOUND.
   */
  'lesson.editMany': command({
    input: z.strictObject({
      lessons: z
        .array(z.strictObject({ lessonId, title: title.optional(), over: typedOver.optional() }))
        .min(1)
        .max(5_000),
      settings: bulkSettings,
    }),
    output: z.strictObject({ changed: z.int(), gone: z.array(lessonId), keptKind: z.array(lessonId) }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Puts the lessons, in the order given, into that chapter (of whichever course), after one of its lessons (null: first). */
  'lesson.move': command({
    input: z.strictObject({ lessonIds: z.array(lessonId).min(1).max(5_000), chapterId, afterId: lessonId.nullable() }),
    output: z.strictObject({ lessonIds: z.array(lessonId) }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Those of one chapter go as a block after the last of them. */
  'lesson.duplicate': command({
    input: z.strictObject({ copies: z.array(z.strictObject({ lessonId, title })).min(1).max(5_000) }),
    output: z.strictObject({ copies: z.array(z.strictObject({ ofId: lessonId, lessonId })) }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** The picture that stands for the lessons, one file for all of them; null takes away what they have. */
  'lesson.setThumbnail': command({
    input: z.strictObject({ lessonIds: z.array(lessonId).min(1).max(5_000), jpeg: poster.nullable() }),
    output: z.strictObject({ lessonIds: z.array(lessonId) }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Of a caption file of a lesson, known by the language it is held in: another language and flags; null takes it off. */
  'lesson.setCaption': command({
    input: z.strictObject({ lessonId, mediaId, language: z.string().max(100), to: captionTags.nullable() }),
    output: z.strictObject({ lessonId }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Shows the version's file in the system's file manager. */
  'media.reveal': command({
    input: z.strictObject({ versionId }),
    output: z.strictObject({}),
    errors: ['NOT_FOUND', 'FILE_MISSING'],
  }),
  /** Opens a file that a program only shows; any other is shown in its folder, as it might be run. */
  'media.open': command({
    input: z.strictObject({ versionId }),
    output: z.strictObject({}),
    errors: ['NOT_FOUND', 'FILE_MISSING'],
  }),
  /**
   * Asks where a file of this computer is by now: the same bytes are taken, wherever they are. `isFound` false: the dialog was
   * closed. `isCompared` false: nothing was known of its content, and its size alone is the same.
   */
  'media.pickFile': command({
    input: z.strictObject({ versionId }),
    output: z.strictObject({ isFound: z.boolean(), isCompared: z.boolean() }),
    errors: ['NOT_FOUND', 'FILE_DIFFERS', ...writeErrors],
  }),
  /** Versions of a video on this disk that have no picture yet; the renderer takes one with WebCodecs. */
  'media.listWithoutPoster': query({
    input: z.strictObject({ limit: z.int().min(1).max(100) }),
    output: z.array(versionId),
    errors: [],
  }),
  'media.savePoster': command({
    input: z.strictObject({ versionId, jpeg: poster.nullable() }),
    output: z.strictObject({ versionId }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
};

export const lessonEvents = {
  'media.posterSaved': event(z.strictObject({ versionId })),
};
