import { z } from 'zod';
import { chapterId, courseId, lessonId, mediaId, versionId } from './ids.ts';
import { captionFlag } from './import-plan.ts';
import { tagNames } from './tag.ts';
import { contentEntries, dripDays, lessonContent, lessonMarks, lessonStatus } from './lesson-content.ts';

/** Titles: trimmed, never empty. The publishing rules (60, 120) are stricter and live with the checklist. */
export const title = z.string().trim().min(1).max(500);
/** For fields that are typed in their place, outside of a form. */
export const TITLE_MAX_LENGTH = title.maxLength ?? undefined;
export const courseStatus = z.enum(['draft', 'pending', 'published']);
export const lessonKind = z.enum(['video', 'audio', 'text', 'download', 'link', 'quiz']);
export type LessonKind = z.infer<typeof lessonKind>;
/** Kinds that are made by hand; an audio lesson comes with its file. */
export const newLessonKind = lessonKind.exclude(['audio']);
export type NewLessonKind = z.infer<typeof newLessonKind>;
export const courseLevel = z.enum(['all', 'beginner', 'intermediate', 'advanced']);
/** Minor units with an ISO 4217 currency, so that no price is ever a float. */
export const price = z.strictObject({
  priceMinor: z.int().min(0).max(99_999_999).nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

/** The course details form, the command that saves it and the row share this schema. */
export const courseDetails = z.strictObject({
  title,
  subtitle: z.string().max(500),
  description: z.string().max(20_000),
  objectives: z.array(z.string().trim().min(1).max(500)).max(50),
  audience: z.string().max(5_000),
  requirements: z.string().max(5_000),
  category: z.string().max(200),
  language: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  level: courseLevel,
  ...price.shape,
  tags: tagNames,
});
/**
 * The words that were shown where something was typed, so that what came there meanwhile is not overwritten unseen.
 * Absent: what stands there now. Whatever another computer wrote may have been shown: no rules but a bound.
 */
export const typedOver = z.string().max(20_000);
/** What was there where tags were put on and taken off: what came meanwhile is left as it is. */
const shownTags = z.array(typedOver).max(1_000);
/** The same of details, of the fields that were typed in. */
export const shownDetails = z
  .strictObject({
    title: typedOver,
    subtitle: typedOver,
    description: typedOver,
    objectives: z.array(typedOver).max(1_000),
    audience: typedOver,
    requirements: typedOver,
    category: typedOver,
    language: typedOver,
    level: typedOver,
    priceMinor: z.int().nullable(),
    currency: typedOver,
    tags: shownTags,
  } satisfies Record<keyof z.infer<typeof courseDetails>, z.ZodType>)
  .partial();
export type ShownDetails = z.infer<typeof shownDetails>;
/** Objectives that are typed as one text, one a line: trimmed, blank lines are none. */
export const objectiveLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
export type CourseDetails = z.infer<typeof courseDetails>;

/** What is said of a chapter besides its title. */
export const chapterDetails = z.strictObject({ description: z.string().max(20_000) });
export type ChapterDetails = z.infer<typeof chapterDetails>;
export const shownChapter = z.strictObject({ description: typedOver }).partial();

/** How many of a course's videos are where. `damaged`: found to be gone or altered in storage, and so not `stored`. */
export const storageCounts = z.strictObject({ total: z.int(), stored: z.int(), missing: z.int(), damaged: z.int() });

export const courseSummary = z.strictObject({
  courseId,
  title: z.string(),
  subtitle: z.string(),
  status: courseStatus,
  chapters: z.int(),
  lessons: z.int(),
  durationMs: z.int(),
  bytes: z.int(),
  createdAtMs: z.int(),
  /** The version whose picture stands for the course (its cover, else its first video). */
  coverVersionId: versionId.nullable(),
  media: storageCounts,
  tags: z.array(z.string()),
});
/** A course by its titles. */
export const courseChapters = z.strictObject({
  courseId,
  title: z.string(),
  chapters: z.array(z.strictObject({ chapterId, title: z.string() })),
});
export type CourseChapters = z.infer<typeof courseChapters>;
export type CourseSummary = z.infer<typeof courseSummary>;

/** What reading a stored object back may have found: it is not there any more, or it is other bytes than were sent. */
export const storedFault = z.enum(['gone', 'altered']);
export type StoredFault = z.infer<typeof storedFault>;
/** Where the bytes of a version are: in the bucket (or found not to be), only on this disk, or (not here, not there) missing. */
export const whereabouts = z.enum(['stored', ...storedFault.options, 'local', 'missing']);
export const lessonMedia = z.strictObject({
  mediaId,
  versionId,
  fileName: z.string(),
  bytes: z.int(),
  durationMs: z.int().nullable(),
  whereabouts,
});
/** Who sees a lesson, and when. */
const lessonSettings = z.strictObject({ status: lessonStatus, freePreview: z.boolean(), dripDays });
/** The lesson details form and the command that saves it share this schema. The body of a text lesson is its text, as Markdown. */
export const lessonDetails = lessonSettings.extend({
  body: z.string().max(200_000),
  tags: tagNames,
  marks: lessonMarks,
  ...contentEntries.shape,
});
export type LessonDetails = z.infer<typeof lessonDetails>;
export const shownLesson = z
  .strictObject({
    body: z.string().max(200_000),
    status: typedOver,
    freePreview: z.boolean(),
    dripDays: z.int().nullable(),
    marks: lessonMarks,
    ...contentEntries.shape,
    tags: shownTags,
  })
  .partial();
export const outlineLesson = z.strictObject({
  lessonId,
  title: z.string(),
  kind: lessonKind,
  ...lessonSettings.shape,
  media: lessonMedia.nullable(),
  /** The picture that stands for it; null: none was chosen. */
  thumbnailId: versionId.nullable(),
  captions: z.array(z.string()),
  tags: z.array(z.string()),
});
export const outlineChapter = z.strictObject({
  chapterId,
  title: z.string(),
  description: z.string(),
  lessons: z.array(outlineLesson),
});
export const outline = z.strictObject({ courseId, chapters: z.array(outlineChapter) });
export type OutlineLesson = z.infer<typeof outlineLesson>;
export type OutlineChapter = z.infer<typeof outlineChapter>;
export type Outline = z.infer<typeof outline>;
export type LessonMedia = z.infer<typeof lessonMedia>;

export const lessonFile = z.strictObject({
  mediaId,
  versionId,
  fileName: z.string(),
  bytes: z.int(),
  whereabouts,
  /** Where the file is on this computer; null when it is not here. */
  localPath: z.string().nullable(),
});
export const lessonDetail = z.strictObject({
  lessonId,
  chapterId,
  courseId,
  title: z.string(),
  kind: lessonKind,
  ...lessonSettings.shape,
  body: z.string(),
  tags: z.array(z.string()),
  content: lessonContent,
  media: lessonMedia
    .extend({
      width: z.int().nullable(),
      height: z.int().nullable(),
      container: z.string().nullable(),
      videoCodec: z.string().nullable(),
      audioCodec: z.string().nullable(),
      sha1: z.string().nullable(),
      /** Where the file is on this computer, for display; null when it is not here. */
      localPath: z.string().nullable(),
      storedAtMs: z.int().nullable(),
      objectName: z.string().nullable(),
    })
    .nullable(),
  captions: z.array(
    z.strictObject({
      mediaId,
      versionId,
      language: z.string(),
      flags: z.array(captionFlag),
      fileName: z.string(),
      whereabouts,
    }),
  ),
  resources: z.array(lessonFile),
  /** What its text shows, by file name. */
  pictures: z.array(lessonFile),
});
export type LessonDetail = z.infer<typeof lessonDetail>;
