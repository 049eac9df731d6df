import { ok } from '../../shared/ipc/result.ts';
import type { Handlers } from '../ipc/router.ts';
import { liveRow, nameOf, notFound } from './context.ts';
import { createPictureLinks, type KeptPicture, type PictureMakerDeps } from './kept-pictures.ts';

const ROLE = 'thumbnail';

/** The picture that stands for a lesson: a file of the library like any other, linked by one lesson or many. */
export function createThumbnailActions(deps: PictureMakerDeps): Pick<Handlers, 'lesson.setThumbnail'> {
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
