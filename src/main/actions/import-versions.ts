import { totalsOf, type ImportPlan, type PlannedLesson } from '../../shared/domain/import-plan.ts';
import type { MediaId, VersionId } from '../../shared/domain/ids.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import type { Location } from '../db/tables/media.ts';
import type { FileFacts } from '../media/import-sessions.ts';
import { put, set } from './context.ts';

export interface NewVersion {
  readonly lesson: PlannedLesson;
  readonly mediaId: MediaId;
}

/** A plan in two: what becomes lessons of its own, and the new versions of files that lessons show already. */
export function splitVersions(
  plan: ImportPlan,
  mediaOf: (fileKey: string) => MediaId | null,
): { readonly fresh: ImportPlan; readonly versions: readonly NewVersion[] } {
  const versions = plan.chapters.flatMap(({ lessons }) =>
    lessons.flatMap((lesson) => {
      const mediaId = mediaOf(lesson.fileKey);
      return mediaId === null ? [] : [{ lesson, mediaId }];
    }),
  );
  if (versions.length === 0) return { fresh: plan, versions };
  const newer = new Set(versions.map(({ lesson }) => lesson));
  const chapters = plan.chapters
    .map((chapter) => ({ ...chapter, lessons: chapter.lessons.filter((lesson) => !newer.has(lesson)) }))
    .filter(({ lessons, resources }) => lessons.length + resources.length > 0);
  const rest = { ...plan, chapters };
  return { fresh: { ...rest, totals: totalsOf(rest) }, versions };
}

/** A newer version of a media file, which every lesson that has it shows from now on, and where its bytes are. */
export function versionDrafts(
  { lesson: { fileKey, originalName, bytes }, mediaId }: NewVersion,
  versionId: VersionId,
  { factsOf }: { readonly factsOf: (fileKey: string) => FileFacts },
  atMs: number,
): { readonly drafts: readonly Draft[]; readonly location: Location } {
  const { sha1, probe, path, mtimeMs, inode } = factsOf(fileKey);
  const origin = { media_id: mediaId, file_name: originalName, bytes, created_at_ms: atMs };
  const drafts = [
    put('media_versions', versionId, { origin, ...(sha1 ? { hash: { sha1 } } : {}), ...(probe ? { probe } : {}) }),
    set('media_files', mediaId, { current: { current_version_id: versionId } }),
  ];
  return { drafts, location: { versionId, path, bytes, mtimeMs, inode } };
}
