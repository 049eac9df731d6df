import { ok } from '../../shared/ipc/result.ts';
import type { Handlers } from '../ipc/router.ts';
import { liveRow, nameOf, notFound } from './context.ts';
import { createRoleLinks, type FileHere, type PictureMakerDeps } from './role-links.ts';

const ROLE = 'thumbnail';

/** The picture that stands for a lesson: a file of the library like any other, linked by one lesson or many. */
export function createThumbnailActions(deps: PictureMakerDeps): Pick<Handlers, 'lesson.setThumbnail'> {
  return {
    async 'lesson.setThumbnail'({ lessonIds, jpeg }) {
      const kept = jpeg && { fileName: 'thumbnail.jpg', facts: await deps.pictures.keep(jpeg) };
      const rows = lessonIds.map((id) => liveRow(deps.mutator, 'lessons', id));
      if (rows.includes(null)) return notFound('lesson');
      const links = createRoleLinks(deps, new Map<typeof ROLE, FileHere>(kept ? [[ROLE, kept]] : []));
      for (const id of lessonIds) links.set({ type: 'lesson', id }, ROLE);
      links.write({ code: 'lesson.thumbnail', count: rows.length, name: nameOf(rows) });
      return ok({ lessonIds });
    },
  };
}
