import type { LessonDetail, Outline, OutlineChapter, OutlineLesson } from '../../../shared/domain/course.ts';
import type { ChapterId, CourseId, LessonId } from '../../../shared/domain/ids.ts';
import { captionFlag, type CaptionFlag } from '../../../shared/domain/import-plan.ts';
import { readLessonContent } from '../../../shared/domain/lesson-content.ts';
import type { Database } from '../open.ts';
import { createTagTable } from './tags.ts';
import { foundBad } from './stored-verdicts.ts';

/** SQL: where the bytes of a version `v` with its location `loc` are. */
export const WHEREABOUTS = `CASE WHEN v.b2_file_id IS NOT NULL THEN coalesce(${foundBad('v.b2_file_id')}, 'stored') WHEN loc.version_id IS NOT NULL THEN 'local' ELSE 'missing' END`;
export const CURRENT_MEDIA = `
  JOIN media_files m ON m.id = k.media_id AND m.deleted_at_ms IS NULL
  JOIN media_versions v ON v.id = m.current_version_id
  LEFT JOIN media_locations loc ON loc.version_id = v.id`;
/** A file linked to bytes that were there already goes by the name that the link keeps. */
export const MEDIA_COLUMNS = `m.id AS mediaId, v.id AS versionId, coalesce(nullif(k.label, ''), v.file_name) AS fileName,
  v.bytes, v.duration_ms AS durationMs, ${WHEREABOUTS} AS whereabouts`;

const SETTINGS = 'l.status, l.free_preview AS freePreview, l.drip_days AS dripDays';

interface LinkRow {
  readonly targetId: string;
  readonly role: string;
  readonly language: string | null;
  readonly mediaId: string;
  readonly versionId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly durationMs: number | null;
  readonly whereabouts: string;
}
type LessonRow = Pick<LessonDetail, 'lessonId' | 'chapterId' | 'title' | 'kind' | 'status' | 'dripDays'> & {
  readonly freePreview: 0 | 1;
};
type DetailRow = LessonRow &
  Pick<LessonDetail, 'courseId' | 'body'> & { readonly content: string; readonly marks: string };
type DetailLink = LinkRow & NonNullable<LessonDetail['media']> & { readonly flags: string };

function toMedia({ mediaId, versionId, fileName, bytes, durationMs, whereabouts }: LinkRow) {
  return { mediaId, versionId, fileName, bytes, durationMs, whereabouts } as NonNullable<OutlineLesson['media']>;
}

function outlineLesson(row: LessonRow, links: readonly LinkRow[], tagNames: string[]): OutlineLesson {
  const video = links.find(({ role }) => role === 'video');
  const captions = links.filter(({ role }) => role === 'caption').map(({ language }) => language ?? 'und');
  const thumbnail = links.find(({ role }) => role === 'thumbnail');
  const thumbnailId = (thumbnail?.versionId ?? null) as OutlineLesson['thumbnailId'];
  const { chapterId: _chapter, freePreview, ...facts } = row;
  const media = video ? toMedia(video) : null;
  return { ...facts, freePreview: freePreview === 1, media, thumbnailId, captions, tags: tagNames };
}

/** Lessons as the outline of their course shows them, in order, by chapter: all of them, or those of the ids. */
function createLessonsOf(db: Database) {
  const select = (which: string) => ({
    lessons: db.prepare(
      `SELECT l.id AS lessonId, l.chapter_id AS chapterId, l.title, l.kind, ${SETTINGS}
       FROM lessons l JOIN chapters ch ON ch.id = l.chapter_id AND ch.deleted_at_ms IS NULL
       WHERE ch.course_id = @courseId AND l.deleted_at_ms IS NULL ${which} ORDER BY l.pos, l.id`,
    ),
    links: db.prepare(
      `SELECT k.target_id AS targetId, k.role, k.language, ${MEDIA_COLUMNS}
       FROM chapters ch JOIN lessons l ON l.chapter_id = ch.id JOIN media_links k ON k.target_id = l.id AND k.deleted_at_ms IS NULL
       ${CURRENT_MEDIA} WHERE ch.course_id = @courseId ${which} ORDER BY k.pos, k.id`,
    ),
  });
  const [all, some] = [select(''), select('AND l.id IN (SELECT value FROM json_each(@ids))')];
  const tags = createTagTable(db);
  return (courseId: CourseId, ids?: readonly string[]): ReadonlyMap<ChapterId, OutlineLesson[]> => {
    const [read, which] = ids ? [some, { courseId, ids: JSON.stringify(ids) }] : [all, { courseId }];
    const links = Map.groupBy(read.links.all(which) as LinkRow[], ({ targetId }) => targetId);
    const tagged = tags.namesOfLessons(courseId);
    const byChapter = new Map<ChapterId, OutlineLesson[]>();
    for (const row of read.lessons.all(which) as LessonRow[]) {
      const siblings = byChapter.get(row.chapterId) ?? [];
      siblings.push(outlineLesson(row, links.get(row.lessonId) ?? [], tagged.get(row.lessonId) ?? []));
      byChapter.set(row.chapterId, siblings);
    }
    return byChapter;
  };
}

/** Reads for the course page: the outline in order, and one lesson with all that hangs on it. */
export function createOutlineTable(db: Database) {
  const isCourse = db.prepare('SELECT 1 FROM courses WHERE id = ? AND deleted_at_ms IS NULL').pluck();
  const chapters = db.prepare(
    `SELECT id AS chapterId, title, description FROM chapters WHERE course_id = ? AND deleted_at_ms IS NULL
     ORDER BY pos, id`,
  );
  const lessonsOf = createLessonsOf(db);
  const lesson = db.prepare(
    `SELECT l.id AS lessonId, l.chapter_id AS chapterId, ch.course_id AS courseId, l.title, l.kind, ${SETTINGS}, l.body,
       l.content, l.marks
     FROM lessons l JOIN chapters ch ON ch.id = l.chapter_id WHERE l.id = ? AND l.deleted_at_ms IS NULL`,
  );
  const linksOf = db.prepare(
    `SELECT k.role, k.language, k.flags, ${MEDIA_COLUMNS}, v.width, v.height, v.container, v.video_codec AS videoCodec,
       v.audio_codec AS audioCodec, v.sha1, loc.path AS localPath, v.stored_at_ms AS storedAtMs, v.object_name AS objectName
     FROM media_links k ${CURRENT_MEDIA} WHERE k.target_id = ? AND k.deleted_at_ms IS NULL ORDER BY k.pos, k.id`,
  );

  const tags = createTagTable(db);

  return {
    lessonsOf,
    getOutline(courseId: CourseId): Outline | null {
      if (isCourse.get(courseId) === undefined) return null;
      const byChapter = lessonsOf(courseId);
      const rows = chapters.all(courseId) as Omit<OutlineChapter, 'lessons'>[];
      return {
        courseId,
        chapters: rows.map((chapter) => ({ ...chapter, lessons: byChapter.get(chapter.chapterId) ?? [] })),
      };
    },
    /** Files of the chapter itself. */
    listChapterFiles(chapterId: ChapterId): LessonDetail['resources'] {
      const links = linksOf.all(chapterId) as DetailLink[];
      return links.filter(({ role }) => role === 'resource').map(toFile);
    },
    getLesson(lessonId: LessonId): LessonDetail | null {
      const row = lesson.get(lessonId) as DetailRow | undefined;
      if (!row) return null;
      const { content, marks, freePreview, ...facts } = row;
      const links = linksOf.all(lessonId) as DetailLink[];
      const video = links.find(({ role }) => role === 'video');
      const of = (wanted: string) => links.filter(({ role }) => role === wanted);
      return {
        ...facts,
        freePreview: freePreview === 1,
        tags: tags.namesOf(lessonId),
        content: readLessonContent({ content: JSON.parse(content), marks: JSON.parse(marks) }),
        media: video ? withoutLink(video) : null,
        captions: of('caption').map(toCaption),
        resources: of('resource').map(toFile),
        pictures: of('picture').map(toFile),
      };
    },
  };
}
export type OutlineTable = ReturnType<typeof createOutlineTable>;

/** Those that this app knows. */
function toFlags(stored: string): CaptionFlag[] {
  const flags: unknown = JSON.parse(stored);
  return Array.isArray(flags) ? flags.flatMap((flag) => captionFlag.safeParse(flag).data ?? []) : [];
}

function toCaption({ mediaId, versionId, language, flags, fileName, whereabouts }: DetailLink) {
  return { mediaId, versionId, language: language ?? 'und', flags: toFlags(flags), fileName, whereabouts };
}

function toFile({ mediaId, versionId, fileName, bytes, whereabouts, localPath }: DetailLink) {
  return { mediaId, versionId, fileName, bytes, whereabouts, localPath } as LessonDetail['resources'][number];
}

function withoutLink({ role: _role, language: _language, flags: _flags, ...media }: DetailLink) {
  return media as NonNullable<LessonDetail['media']>;
}
