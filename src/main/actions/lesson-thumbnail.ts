import { ok } from '../../shared/ipc/result.ts';
import type { Handlers } from '../ipc/router.ts';
import type { MadeFiles } from '../media/made-files.ts';
import { liveRow, nameOf, notFound } from './context.ts';
import { createPictureLinks, type KeptPicture, type PictureDeps } from './kept-pictures.ts';

export interface ThumbnailDeps extends PictureDeps {
  readonly pictures: MadeFiles;
}
const ROLE = 'thumbnail';

/** The picture that stands for a lesson: a file of the library like any other, linked by one lesson or many. */
export function createThumbnailActions(deps: ThumbnailDeps): Pick<Handlers, 'lesson.setThumbnail'> {
  return {
    async 'lesson.setThumbnail'({ lessonIds, jpeg }) {
      const kept = jpeg && { fileName: 'thumbnail.jpg', facts: await deps.pictures.keep(jpeg) };
      const rows = lessonIds.map((id) => liveRow(deps.mutator, 'lessons', id));
      if (rows.includes(null)) return notFound('lesson');
      const links = createPictureLinks(deps, new Map<typeof ROLE, KeptPicture>(kept ? [[ROLE, kept]] : []));
      for (const id of lessonIds) links.set({ type: 'lesson', id }, ROLE);
      links.write({ code: 'lesson.thumbnail', count: rows.length, name: nameOf(rows) });
      return ok({ lessonIds });
    },
  };
}
