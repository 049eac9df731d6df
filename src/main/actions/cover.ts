import type { CourseId, MediaId, VersionId } from '../../shared/domain/ids.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { CourseVersionTable } from '../db/tables/course-versions.ts';
import type { Location, MediaTable } from '../db/tables/media.ts';
import type { PublishFacts } from '../db/tables/publish-facts.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, notFound, put, set, textOf } from './context.ts';
import { auditOf } from './link-audit.ts';
import { linkIdOf } from './link-id.ts';

/** A file on this computer as it was found. */
export interface FoundFile extends Omit<Location, 'versionId' | 'path'> {
  readonly fileName: string;
}

interface CoverDeps extends EditContext {
  readonly versions: Pick<CourseVersionTable, 'linkIds'>;
  readonly publishFacts: Pick<PublishFacts, 'coverOf'>;
  readonly media: Pick<MediaTable, 'addAudit' | 'saveLocation'>;
  readonly pickPicture: (windowId: number) => Promise<string | null>;
  /** Null: not a picture by its name, or no regular file that can be read. */
  readonly findPicture: (path: string) => Promise<FoundFile | null>;
}

/** The cover of a course: a picture on this computer, linked and uploaded like every file. */
export function createCoverActions(deps: CoverDeps): Pick<Handlers, Extract<keyof Handlers, `cover.${string}`>> {
  const { mutator, media, newId, nowMs } = deps;
  const read = (table: 'media_links', id: string) => mutator.rows.read(table, id)?.row ?? null;

  /** The covers that a course has go; two computers may have given it one each. */
  const withoutCover = (courseId: CourseId): Draft[] =>
    deps.versions
      .linkIds(courseId)
      .filter((id) => textOf(read('media_links', id), 'role') === 'cover')
      .map((id) => set('media_links', id, { life: { deleted_at_ms: nowMs() } }));

  function write(drafts: readonly Draft[], name: string, location?: Location): void {
    const links = auditOf(drafts, (_table, id) => read('media_links', id));
    mutator.mutate({
      label: { code: 'course.edit', count: 1, name },
      drafts,
      alongside(mutationId) {
        if (location) media.saveLocation(location);
        for (const link of links) media.addAudit({ ...link, atMs: nowMs(), mutationId });
      },
    });
  }

  function coverDrafts(courseId: CourseId, fileName: string, bytes: number, versionId: VersionId): Draft[] {
    const mediaId = newId() as MediaId;
    const atMs = nowMs();
    const ends = { mediaId, targetType: 'course', targetId: courseId, role: 'cover', language: null };
    const columns = { media_id: mediaId, target_type: 'course', target_id: courseId, role: 'cover', language: null };
    return [
      put('media_files', mediaId, {
        origin: { kind: 'image', created_at_ms: atMs },
        name: { name: fileName },
        current: { current_version_id: versionId },
      }),
      put('media_versions', versionId, {
        origin: { media_id: mediaId, file_name: fileName, bytes, created_at_ms: atMs },
      }),
      put('media_links', linkIdOf(ends), { ends: columns, place: { pos: 'a0' } }),
    ];
  }

  return {
    'cover.get': ({ courseId }) => ok({ versionId: deps.publishFacts.coverOf(courseId) }),
    async 'cover.pick'({ courseId }, { windowId }) {
      if (!liveRow(mutator, 'courses', courseId)) return notFound('course');
      const path = await deps.pickPicture(windowId);
      if (path === null) return ok({ isChanged: false });
      const found = await deps.findPicture(path);
      if (!found) return err('NOT_A_PICTURE', 'the file is no picture, or cannot be read');
      const row = liveRow(mutator, 'courses', courseId);
      if (!row) return notFound('course');
      const versionId = newId() as VersionId;
      const { fileName, ...place } = found;
      const drafts = [...withoutCover(courseId), ...coverDrafts(courseId, fileName, place.bytes, versionId)];
      write(drafts, textOf(row, 'title'), { versionId, path, ...place });
      return ok({ isChanged: true });
    },
    'cover.delete'({ courseId }) {
      const row = liveRow(mutator, 'courses', courseId);
      if (!row) return notFound('course');
      const drafts = withoutCover(courseId);
      if (drafts.length > 0) write(drafts, textOf(row, 'title'));
      return ok({ isChanged: drafts.length > 0 });
    },
  };
}
