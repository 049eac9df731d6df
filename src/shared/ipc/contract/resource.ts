import { z } from 'zod';
import { lessonFile, whereabouts } from '../../domain/course.ts';
import { chapterId, courseId, lessonId, mediaId, versionId } from '../../domain/ids.ts';
import { attachRefusal, RESOURCE_NAME_MAX, RESOURCES_MAX } from '../../domain/lesson-files.ts';
import { command, query, writeErrors } from '../define.ts';

const lessonRef = z.strictObject({ lessonId });
const done = z.strictObject({});
const several = z.array(mediaId).min(1).max(RESOURCES_MAX);
/** What was not attached, by the names of the files. */
const attached = z.strictObject({
  attached: z.int(),
  refused: z.array(z.strictObject({ fileName: z.string(), reason: attachRefusal })),
});

/** The files that a lesson offers for download: links of the role `resource`, with an order and names of their own. */
export const resourceRoutes = {
  /** Every file of a course, whatever it is in it. */
  'resource.list': query({
    input: z.strictObject({ courseId }),
    output: z.array(z.strictObject({ mediaId, versionId, fileName: z.string(), bytes: z.int(), whereabouts })),
    errors: [],
  }),
  /** Those that came with a chapter and belong to none of its lessons, in their order. */
  'resource.listOfChapter': query({
    input: z.strictObject({ chapterId }),
    output: z.array(lessonFile),
    errors: [],
  }),
  /** Asks for files on this computer, which are attached at the end. */
  'resource.pick': command({ input: lessonRef, output: attached, errors: ['NOT_FOUND', ...writeErrors] }),
  /** Attaches dropped files, or files of the library, at the end. Files stay where they are. */
  'resource.create': command({
    input: lessonRef.extend({
      files: z.union([
        z.strictObject({ paths: z.array(z.string().min(1).max(32_768)).min(1).max(1_000) }),
        z.strictObject({ mediaIds: several }),
      ]),
    }),
    output: attached,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Empty: as the file itself is called. `over`: the name that was shown. */
  'resource.rename': command({
    input: lessonRef.extend({
      mediaId,
      name: z.string().trim().max(RESOURCE_NAME_MAX),
      over: z.string().max(2_000).optional(),
    }),
    output: done,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** After another one (null: first), keeping their order. */
  'resource.move': command({
    input: lessonRef.extend({ mediaIds: several, afterId: mediaId.nullable() }),
    output: done,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Off the lesson; they stay in the library. */
  'resource.delete': command({
    input: lessonRef.extend({ mediaIds: several }),
    output: done,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** The same of a chapter. */
  'resource.deleteOfChapter': command({
    input: z.strictObject({ chapterId, mediaIds: several }),
    output: done,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
};
