import { z } from 'zod';
import { courseId, lessonId, planId } from './ids.ts';

/*
 * What a dropped folder would become. Reasons, faults and warnings are codes with data; the renderer has the words.
 * Keys are stable: the same drop gives the same keys, whatever the switches say and however often it is planned.
 */
const data = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const bytes = z.int().min(0);
const durationMs = z.int().min(0).nullable();

/** Why a file or folder does not become part of the course. */
const leftOutReason = z.enum([
  'HIDDEN', // dot files, `._*`
  'SYSTEM', // Thumbs.db, desktop.ini, `~$*`, __MACOSX …
  'PARTIAL', // an unfinished download or copy, by its ending
  'EMPTY', // 0 bytes
  'EMPTY_FOLDER',
  'PACKAGE', // a folder that is one document to its owner (.fcpbundle, .app …)
  'LINK_LOOP',
  'ALREADY_LISTED', // a link to a folder that is part of the drop already
  'BROKEN_LINK',
  'NOT_A_FILE', // device, socket, pipe
  'NAME_NOT_UNICODE',
  'UNREADABLE', // data: ioKind
  'MISSING', // gone since it was dropped or listed
  'UNSUPPORTED', // data: extension
  'STILL_GROWING',
  'SECOND_OF_ITS_KIND', // data: role (cover, promo, description, caption), language
  'COURSE_HAS_IT', // data: role (cover, promo, description)
  'TOO_DEEP', // data: limit
  'TOO_MANY', // data: limit
]);
export type LeftOutReason = z.infer<typeof leftOutReason>;

/** Reasons that need nobody's attention: the system's and the tools' own litter. */
export const quietReasons: ReadonlySet<LeftOutReason> = new Set(['HIDDEN', 'SYSTEM', 'EMPTY_FOLDER']);
/** Reasons for which a file is not listed although it is there, or may be. */
export const heldReasons: ReadonlySet<LeftOutReason> = new Set(['STILL_GROWING', 'EMPTY', 'UNREADABLE', 'NOT_A_FILE']);

/** `path` is for display: relative to what was dropped, `/` between names. */
const leftOut = z.strictObject({ path: z.string(), reason: leftOutReason, data: data.optional() });
export type LeftOut = z.infer<typeof leftOut>;

/** What is wrong with a media file. `TRUNCATED` and `NO_INDEX` files may still carry what could be read. */
const mediaProblemCode = z.enum([
  'EMPTY',
  'NO_INDEX', // a recorder crashed before it wrote the index
  'UNKNOWN_FORMAT',
  'DAMAGED', // known format, contents make no sense
  'TRUNCATED', // says it is longer than it is
  'UNREADABLE', // data: ioKind
  'TIMED_OUT', // could not be looked into within the time allowed
]);
export const mediaProblem = z.strictObject({ code: mediaProblemCode, data: data.optional() });
export type MediaProblem = z.infer<typeof mediaProblem>;

const captionFaultCode = z.enum([
  'BAD_TIMESTAMP',
  'END_BEFORE_START',
  'EMPTY_CUE',
  'MISSING_BLANK_LINE',
  'TEXT_OUTSIDE_CUE',
  'BAD_SETTING',
  'UNKNOWN_SETTING',
  'MISSING_HEADER',
  'NOT_UTF8',
  'NOT_VTT', // of a file of the library alone: SRT without another fault becomes WebVTT as it comes in
  'OUT_OF_ORDER',
  'OVERLAP',
  'BAD_TAG',
  'NO_CUES',
  'TOO_LARGE',
  'UNREADABLE',
]);
/** `line` counts from 1 in the file as it is on disk; 0 is the file as a whole. */
export const captionFault = z.strictObject({ code: captionFaultCode, line: z.int().min(0) });
export type CaptionFault = z.infer<typeof captionFault>;
/** A fault with the words of the file that it is in, and what they become; `after` null: nobody but a person can mend it. */
export const captionRepair = captionFault.extend({ before: z.string(), after: z.string().nullable() });
export type CaptionRepair = z.infer<typeof captionRepair>;

export const captionFlag = z.enum(['forced', 'sdh', 'cc', 'hi']);
export type CaptionFlag = z.infer<typeof captionFlag>;

const lessonWarning = z.strictObject({
  code: z.enum([
    'INDEX_AT_END', // plays from disk; in a browser it starts late
    'NO_AUDIO',
    'NO_PICTURE', // a video file without a video track
    'MAY_NOT_PLAY', // data: container, videoCodec, audioCodec
    'DURATION_UNKNOWN',
    'SAME_TITLE', // data: title
  ]),
  data: data.optional(),
});
export type LessonWarning = z.infer<typeof lessonWarning>;

const plannedFile = z.strictObject({ fileKey: z.string(), originalName: z.string(), bytes });
export type PlannedFile = z.infer<typeof plannedFile>;

/** `language` is a BCP 47 tag, `und` when the name says none. */
const plannedCaption = plannedFile.extend({
  language: z.string(),
  flags: z.array(captionFlag),
  faults: z.array(captionFault),
});
export type PlannedCaption = z.infer<typeof plannedCaption>;

/** A caption that belongs to no lesson; the person assigns it. `path` as in `leftOut`. */
const orphanCaption = plannedCaption.extend({ path: z.string() });
export type OrphanCaption = z.infer<typeof orphanCaption>;

const plannedLesson = plannedFile.extend({
  key: z.string(),
  title: z.string().min(1).max(500),
  kind: z.enum(['video', 'audio']),
  /** False until the file has been looked into: until then duration, size and problem say nothing. */
  probed: z.boolean(),
  durationMs,
  width: z.int().nullable(),
  height: z.int().nullable(),
  captions: z.array(plannedCaption),
  resources: z.array(plannedFile),
  warnings: z.array(lessonWarning),
  problem: mediaProblem.nullable(),
  /** Title of the lesson that this is a new version of; left out when it becomes a lesson of its own. */
  replaces: z.string().optional(),
});
export type PlannedLesson = z.infer<typeof plannedLesson>;

const plannedChapter = z.strictObject({
  key: z.string(),
  title: z.string().min(1).max(500),
  originalName: z.string(),
  lessons: z.array(plannedLesson),
  resources: z.array(plannedFile),
});
export type PlannedChapter = z.infer<typeof plannedChapter>;

/** `files`, `bytes`: everything that would be imported. `durationMs`: the lessons whose length is known so far. */
const planTotals = z.strictObject({
  chapters: z.int(),
  lessons: z.int(),
  files: z.int(),
  bytes,
  durationMs: z.int().min(0),
  lessonsToProbe: z.int(),
});
export type PlanTotals = z.infer<typeof planTotals>;

/** A lesson whose recording has another name, or lies in another folder. `title`: what it becomes; null: it stays. */
const renamedLesson = z.strictObject({
  key: z.string(),
  lessonId,
  lessonTitle: z.string(),
  title: z.string().min(1).max(500).nullable(),
  /** Relative to what was dropped, `/` between names. */
  path: z.string(),
  formerName: z.string(),
  bytes,
});
export type RenamedLesson = z.infer<typeof renamedLesson>;

const missingLesson = z.strictObject({ key: z.string(), lessonId, lessonTitle: z.string(), path: z.string(), bytes });
export type MissingLesson = z.infer<typeof missingLesson>;

/** Of a folder that was dropped again on its course: what differs beside the new recordings and the newer ones. */
const planRefresh = z.strictObject({
  courseId,
  /** Bytes of the files that are read to be compared; null when all is known, and only then the rest means something. */
  comparing: z.strictObject({ doneBytes: bytes, totalBytes: bytes }).nullable(),
  /** Lessons whose recording is as it was. */
  same: z.int(),
  /** Of them, those that are found in another place. */
  moved: z.int(),
  renamed: z.array(renamedLesson),
  missing: z.array(missingLesson),
});
export type PlanRefresh = z.infer<typeof planRefresh>;

const importSwitches = z.strictObject({ cleanNames: z.boolean(), foldersAsChapters: z.boolean() });
export type ImportSwitches = z.infer<typeof importSwitches>;

export const importPlan = z.strictObject({
  planId,
  title: z.string().min(1).max(500),
  originalName: z.string(),
  /** What was dropped: loose files, one folder without subfolders, or folders. */
  shape: z.enum(['files', 'folder', 'tree']),
  chapters: z.array(plannedChapter),
  cover: plannedFile.nullable(),
  promo: plannedFile.extend({ durationMs, probed: z.boolean(), problem: mediaProblem.nullable() }).nullable(),
  /** Text of description.md or .txt. The file itself is not kept. */
  description: z.string().nullable(),
  orphanCaptions: z.array(orphanCaption),
  leftOut: z.array(leftOut),
  /** Null: this is no folder that a course is made of, or it was dropped elsewhere. */
  refresh: planRefresh.nullable(),
  totals: planTotals,
});
export type ImportPlan = z.infer<typeof importPlan>;

/**
 * Where a drop lands: a new course, chapters after the drop line, or lessons at the drop line
 * (authoring.md, "Folder drop"). Only files and folders without subfolders can become lessons of one chapter.
 */
export function placementOf(
  shape: ImportPlan['shape'],
  target: 'new-course' | 'course' | 'chapter' | 'lesson' | 'watch' | 'refresh',
): 'course' | 'chapters' | 'lessons' {
  if (target === 'new-course') return 'course';
  return target === 'chapter' && shape !== 'tree' ? 'lessons' : 'chapters';
}

/** The description has no file of its own in the plan. */
export const descriptionKey = 'description';

/** The files that a lesson brings: its own, its captions, its resources. */
const filesOfLesson = (lesson: PlannedLesson): PlannedFile[] => [lesson, ...lesson.captions, ...lesson.resources];

/** Every file that would be imported, in the order of the course; each once. */
export function filesOfPlan(plan: Pick<ImportPlan, 'chapters' | 'cover' | 'promo'>): PlannedFile[] {
  const extras = [plan.cover, plan.promo].filter((file) => file !== null);
  return [...plan.chapters.flatMap((c) => [...c.lessons.flatMap(filesOfLesson), ...c.resources]), ...extras];
}

/** Sums over a plan; pure, so that main and the preview agree. */
export function totalsOf(plan: Pick<ImportPlan, 'chapters' | 'cover' | 'promo'>): PlanTotals {
  const lessons = plan.chapters.flatMap((chapter) => chapter.lessons);
  const files = filesOfPlan(plan);
  return {
    chapters: plan.chapters.length,
    lessons: lessons.length,
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    durationMs: lessons.reduce((sum, lesson) => sum + (lesson.durationMs ?? 0), 0),
    lessonsToProbe: lessons.filter((lesson) => !lesson.probed).length,
  };
}

/**
 * The plan without what is not checked. `excluded` holds keys of chapters and lessons, file keys of captions, resources,
 * cover and promo, and `descriptionKey`; a chapter left without lessons and resources goes too.
 */
export function withoutExcluded(plan: ImportPlan, excluded: ReadonlySet<string>): ImportPlan {
  const kept = (file: PlannedFile): boolean => !excluded.has(file.fileKey);
  const chapters = plan.chapters
    .filter((chapter) => !excluded.has(chapter.key))
    .map((chapter) => ({
      ...chapter,
      resources: chapter.resources.filter(kept),
      lessons: chapter.lessons
        .filter((lesson) => !excluded.has(lesson.key) && kept(lesson))
        .map((l) => ({ ...l, captions: l.captions.filter(kept), resources: l.resources.filter(kept) })),
    }))
    .filter((chapter) => chapter.lessons.length + chapter.resources.length > 0);
  const cover = plan.cover && kept(plan.cover) ? plan.cover : null;
  const promo = plan.promo && kept(plan.promo) ? plan.promo : null;
  const description = excluded.has(descriptionKey) ? null : plan.description;
  const rest = { ...plan, chapters, cover, promo, description };
  return { ...rest, totals: totalsOf(rest) };
}

/** A video of this name, in the folder itself and in none below, shows the course; it is none of its lessons. */
export const isPromoName = (relative: string): boolean => /^promo\.[^./\\]+$/i.test(relative);
