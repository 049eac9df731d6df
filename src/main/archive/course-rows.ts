import type { CoursePartIds } from '../../shared/domain/course-parts.ts';
import type { SyncedRow } from '../../shared/domain/merge.ts';
import type { TableName } from '../../shared/domain/registry.ts';
import type { Manifest, ManifestMedia, ManifestVersion } from './manifest.ts';

/** The rows of a course as an archive has them; `entry` of the versions is filled in when their bytes were written. */
export type CourseRows = Pick<Manifest, 'course' | 'chapters' | 'media' | 'links' | 'tags' | 'taggings'>;

type ReadRow = (table: TableName, id: string) => SyncedRow | null;
/** The columns of a row under the names of the manifest; the schema says on reading whether they fit. */
type Loose = Record<string, unknown>;

/** Turns rows into those of a manifest. Pure; rows that went meanwhile are left out. */
export function collectRows(parts: CoursePartIds, read: ReadRow): CourseRows {
  const rowsOf = (table: TableName, ids: readonly string[]): SyncedRow[] => ids.flatMap((id) => read(table, id) ?? []);
  const lessons = Map.groupBy(rowsOf('lessons', parts.lessonIds), (row) => row['chapter_id']);
  const versions = Map.groupBy(rowsOf('media_versions', parts.versionIds), (row) => row['media_id']);
  const media = rowsOf('media_files', parts.mediaIds).map((row) => mediaOf(row, versions.get(row.id) ?? []));
  const rows: Record<keyof CourseRows, unknown> = {
    course: courseOf(read('courses', parts.courseId) ?? { id: parts.courseId, fv: {} }),
    chapters: rowsOf('chapters', parts.chapterIds).map((row) => ({
      id: row.id,
      title: row['title'],
      description: row['description'],
      lessons: (lessons.get(row.id) ?? []).map(lessonOf),
    })),
    media,
    links: rowsOf('media_links', parts.linkIds).map(linkOf),
    tags: rowsOf('tags', parts.tagIds).map(({ id, ...row }) => ({ id, name: row['name'] })),
    taggings: rowsOf('taggings', parts.taggingIds).map((row) => ({
      id: row.id,
      tagId: row['tag_id'],
      targetType: row['target_type'],
      targetId: row['target_id'],
    })),
  };
  return rows as CourseRows;
}

function courseOf(row: SyncedRow): Loose {
  const { id, title, subtitle, description, objectives, audience, requirements, category, language, level } = row;
  const details = { id, title, subtitle, description, objectives, audience, requirements, category, language, level };
  const { currency, price_minor: priceMinor, created_at_ms: createdAtMs } = row;
  return { ...details, priceMinor, currency, createdAtMs };
}

function lessonOf({ id, title, kind, body, status, content, marks, ...row }: SyncedRow): Loose {
  const settings = { freePreview: row['free_preview'], status, dripDays: row['drip_days'] };
  return { id, title, kind, body, ...settings, content, marks };
}

function mediaOf(row: SyncedRow, versions: readonly SyncedRow[]): ManifestMedia {
  const { id, name, kind, created_at_ms: createdAtMs, current_version_id: current } = row;
  const isThere = versions.some((version) => version.id === current);
  const media: Loose = { id, name, kind, createdAtMs, currentVersionId: isThere ? current : null };
  return { ...media, versions: versions.map(versionOf) } as ManifestMedia;
}

function versionOf(row: SyncedRow): ManifestVersion {
  const { id, file_name: fileName, bytes, created_at_ms: createdAtMs, sha1, width, height, container } = row;
  const { duration_ms: durationMs, video_codec: videoCodec, audio_codec: audioCodec } = row;
  const facts: Loose = { id, fileName, bytes, createdAtMs, sha1, durationMs, width, height, container };
  return { ...facts, videoCodec, audioCodec, entry: null } as ManifestVersion;
}

function linkOf({ id, role, language, label, flags, alt, ...row }: SyncedRow): Loose {
  const ends = { mediaId: row['media_id'], targetType: row['target_type'], targetId: row['target_id'] };
  return { id, ...ends, role, language, label, flags, alt };
}
