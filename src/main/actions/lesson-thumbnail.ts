import type { LessonId, MediaId } from '../../shared/domain/ids.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { ChildTable } from '../db/tables/children.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import type { FileFacts } from '../media/import-sessions.ts';
import { type EditContext, liveRow, nameOf, notFound, textOf } from './context.ts';
import { createFileLinks, knownMedia } from './import-links.ts';

export interface ThumbnailDeps extends EditContext {
  readonly children: ChildTable;
  readonly media: MediaTable;
  readonly pictures: { keep(jpeg: Uint8Array): Promise<FileFacts> };
}

const ROLE = 'thumbnail';
const FILE = { fileKey: ROLE, originalName: 'thumbnail.jpg' } as const;

/** The picture that stands for a lesson: a file of the library like any other, linked by one lesson or many. */
export function createThumbnailActions(deps: ThumbnailDeps): Pick<Handlers, 'lesson.setThumbnail'> {
  const { mutator, media, pictures, children } = deps;

  const linksOf = (lessonId: LessonId) =>
    children.linkIds(lessonId).flatMap((linkId) => {
      const row = liveRow(mutator, 'media_links', linkId);
      return textOf(row, 'role') === ROLE ? [{ linkId, mediaId: textOf(row, 'media_id') as MediaId }] : [];
    });

  return {
    async 'lesson.setThumbnail'({ lessonIds, jpeg }) {
      const facts = jpeg && (await pictures.keep(jpeg));
      const rows = lessonIds.map((id) => liveRow(mutator, 'lessons', id));
      if (rows.includes(null)) return notFound('lesson');
      const known = facts && knownMedia(media, facts);
      const factsOf = () => facts as FileFacts;
      const files = createFileLinks(
        { ...deps, factsOf, known: new Map(known ? [[FILE.fileKey, known]] : []) },
        deps.nowMs(),
      );
      for (const id of lessonIds) {
        const target = { type: 'lesson', id } as const;
        const held = linksOf(id);
        for (const link of held) if (link.mediaId !== known?.mediaId) files.unlink(link, target, ROLE);
        const hasIt = held.some(({ mediaId }) => mediaId === known?.mediaId);
        if (facts && !hasIt) files.link({ ...FILE, bytes: facts.bytes }, 'image', target, ROLE, null, 'a0');
      }
      if (files.drafts.length === 0) return ok({ lessonIds });
      mutator.mutate({
        label: { code: 'lesson.thumbnail', count: rows.length, name: nameOf(rows) },
        drafts: [...files.media, ...files.drafts],
        alongside(mutationId) {
          for (const location of files.locations) media.saveLocation(location);
          // One whose upload was cancelled is wanted again.
          if (known) media.setWanted(known.versionId, true);
          for (const link of files.links) media.addAudit({ ...link, atMs: deps.nowMs(), mutationId });
        },
      });
      return ok({ lessonIds });
    },
  };
}
