import { z } from 'zod';
import { courseLevel, lessonKind } from '../../shared/domain/course.ts';
import { chapterId, courseId, lessonId, mediaId, versionId } from '../../shared/domain/ids.ts';
import { dripDays, lessonStatus } from '../../shared/domain/lesson-content.ts';
import { stepLabel } from '../../shared/domain/step-label.ts';

/** What `manifest.json` says of itself. A newer version is refused: half of a course is none. */
export const FORMAT = 'lectern-course';
export const FORMAT_VERSION = 2;
export const MANIFEST_NAME = 'manifest.json';
export const HISTORY_NAME = 'history.json';

/** More than any course has; what is beyond them is nobody's course (decision 0019). */
export const limits = {
  manifestBytes: 32 * 1024 * 1024,
  entries: 100_000,
  rows: 100_000,
  steps: 10_000,
  /** A petabyte: sums stay exact. */
  totalBytes: 2 ** 50,
  /** Video does not shrink, and what does is small. */
  ratio: 100,
  /** Below this a high ratio harms nobody. */
  ratioFromBytes: 1024 * 1024,
} as const;

/** Text as the server's database takes it: no NUL, no half of a letter. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed(), 'not a text');
const slug = z.string().regex(/^[a-z][a-z-]{0,39}$/);
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const pixels = z.int().min(0).max(2_147_483_647);
const sha1 = z.string().regex(/^[0-9a-f]{40}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const many = <T extends z.ZodType>(item: T) => z.array(item).max(limits.rows);

/** No deeper and no longer than what the server takes in a column, which also counts a space between things. */
function fitsColumn(maxChars: number): (value: unknown) => boolean {
  const isShallow = (item: unknown, left: number): boolean =>
    typeof item !== 'object' ||
    item === null ||
    (left > 0 && Object.values(item).every((one) => isShallow(one, left - 1)));
  return (value) => isShallow(value, 9) && JSON.stringify(value).length <= maxChars;
}

/** The whole of what an entry may be called: nothing of it was ever typed by anybody. */
export const entryName = z.string().regex(/^(?:(?:media|captions)\/[0-9a-f]{40}(?:\.[a-z0-9]{1,16})?|history\.json)$/);

/** Lessons and links as they were in the first version. */
export const formerLesson = z.strictObject({
  id: lessonId,
  title: text(500),
  kind: lessonKind,
  body: text(200_000),
  freePreview: z.boolean(),
});
export const formerLink = z.strictObject({
  id: z.uuid(),
  mediaId,
  targetType: z.enum(['course', 'chapter', 'lesson']),
  targetId: z.uuid(),
  role: slug,
  language: text(40).nullable(),
  label: text(500),
});

const lesson = formerLesson.extend({
  status: lessonStatus,
  dripDays,
  content: z.record(z.string(), z.unknown()).refine(fitsColumn(200_000)),
  marks: z.array(z.unknown()).refine(fitsColumn(400_000)),
});
const link = formerLink.extend({ flags: z.array(slug).max(10), alt: text(500) });
const version = z.strictObject({
  id: versionId,
  fileName: text(1_000),
  bytes: count,
  createdAtMs: count,
  /** Known wherever the bytes are in the archive. */
  sha1: sha1.nullable(),
  durationMs: count.nullable(),
  width: pixels.nullable(),
  height: pixels.nullable(),
  container: text(100).nullable(),
  videoCodec: text(100).nullable(),
  audioCodec: text(100).nullable(),
  /** The entry with its bytes; null: a reference only, the bytes are not in here. */
  entry: entryName.nullable(),
});
const media = z.strictObject({
  id: mediaId,
  name: text(500),
  kind: slug,
  createdAtMs: count,
  currentVersionId: versionId.nullable(),
  versions: many(version),
});
const tagging = z.strictObject({
  id: z.uuid(),
  tagId: z.uuid(),
  targetType: z.enum(['course', 'chapter', 'lesson', 'media']),
  targetId: z.uuid(),
});
const entry = z.strictObject({ name: entryName, bytes: count, sha1, sha256 });

/** Order is the order of the lists; no order keys, so that none can be wrong. */
const manifestParts = {
  format: z.literal(FORMAT),
  /** Of the app that wrote it. */
  app: text(100),
  exportedAtMs: count,
  /** Where it comes from: ids are kept only where nobody else can have them (decision 0019). */
  origin: z.strictObject({ workspaceId: z.uuid().nullable(), studioId: z.uuid().nullable() }),
  course: z.strictObject({
    id: courseId,
    title: text(500),
    subtitle: text(500),
    description: text(20_000),
    objectives: z.array(text(500)).max(50),
    audience: text(5_000),
    requirements: text(5_000),
    category: text(200),
    language: z
      .string()
      .max(100)
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
    level: courseLevel,
    priceMinor: count.nullable(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    createdAtMs: count,
  }),
  media: many(media),
  tags: many(z.strictObject({ id: z.uuid(), name: text(200) })),
  taggings: many(tagging),
  entries: z.array(entry).max(limits.entries),
  counts: z.strictObject({
    chapters: count,
    lessons: count,
    media: count,
    versions: count,
    links: count,
    entries: count,
    bytes: count,
    historySteps: count.nullable(),
  }),
};
/** The manifest of a version of the format, by what its lessons and links are. */
export const manifestOf = <Version extends number, Lesson extends z.ZodType, Link extends z.ZodType>(
  version: Version,
  { lesson, link }: { readonly lesson: Lesson; readonly link: Link },
) => {
  const chapter = z.strictObject({
    id: chapterId,
    title: text(500),
    description: text(20_000),
    lessons: many(lesson),
  });
  return z.strictObject({
    ...manifestParts,
    version: z.literal(version),
    chapters: many(chapter),
    links: many(link),
  });
};
export const manifest = manifestOf(FORMAT_VERSION, { lesson, link });
export type Manifest = z.infer<typeof manifest>;
export type ManifestMedia = z.infer<typeof media>;
export type ManifestVersion = z.infer<typeof version>;
export type ManifestEntry = z.infer<typeof entry>;

/** The steps of a course as its author saw them, newest first: to be read, never to be undone. */
export const historyFile = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        /** Null: a step that only the app that wrote it knows. */
        label: z
          .strictObject({ code: stepLabel.shape.code, count, name: text(1_000) })
          .nullable()
          .catch(null),
        atMs: count,
        isUndone: z.boolean(),
      }),
    )
    .max(limits.steps),
});
export type HistorySteps = z.infer<typeof historyFile>['steps'];

/** Endings that file managers act upon by looking at a folder, or that start something by a double click on a name. */
const CHARGED: ReadonlySet<string> = new Set(
  'lnk url scf pif desktop ini library searchconnector exe com bat cmd scr msi msp hta cpl js jse vbs vbe wsf wsh ps1 jar app'.split(
    ' ',
  ),
);

/** Whether a file of this ending may be laid into somebody's folder. */
export const isHarmlessEnding = (ending: string): boolean => !CHARGED.has(ending);

/** Folder and name of an entry in the archive: made from the hash and the ending of the file's name, nothing else. */
export function entryNameOf(file: { readonly sha1: string; readonly fileName: string; readonly kind: string }): string {
  const [, ending = ''] = /\.([a-z0-9]{1,16})$/.exec(file.fileName.toLowerCase()) ?? [];
  const folder = file.kind === 'caption' ? 'captions' : 'media';
  return `${folder}/${file.sha1}${ending === '' ? '' : `.${isHarmlessEnding(ending) ? ending : 'bin'}`}`;
}

/** What is counted in a manifest, for `counts` and against it. */
export function countsOf(rows: Pick<Manifest, 'chapters' | 'media' | 'links' | 'entries'>) {
  const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0);
  return {
    chapters: rows.chapters.length,
    lessons: sum(rows.chapters, ({ lessons }) => lessons.length),
    media: rows.media.length,
    versions: sum(rows.media, ({ versions }) => versions.length),
    links: rows.links.length,
    entries: rows.entries.length,
    bytes: sum(rows.entries, ({ bytes }) => bytes),
  };
}
