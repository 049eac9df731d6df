import type { CourseId } from '../../shared/domain/ids.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { CourseMedia } from '../db/tables/course-media.ts';
import type { Handlers } from '../ipc/router.ts';
import { liveRow, notFound, textOf } from './context.ts';
import { createRoleLinks, type FileHere, type RoleLinkDeps } from './role-links.ts';

interface PromoDeps extends RoleLinkDeps {
  readonly courseMedia: Pick<CourseMedia, 'promoOf'>;
  /** Null: not a video by its name, or no regular file that can be read. */
  readonly findVideo: (path: string) => Promise<FileHere | null>;
}
const ROLE = 'promo';

/** The promo video of a course: one of its lessons' videos, or a file of its own, uploaded like all. */
export function createPromoActions(deps: PromoDeps): Pick<Handlers, Extract<keyof Handlers, `promo.${string}`>> {
  const { mutator, courseMedia } = deps;
  const targetOf = (id: CourseId) => ({ type: 'course', id }) as const;
  const labelOf = (courseId: CourseId) => {
    const row = liveRow(mutator, 'courses', courseId);
    return row && ({ code: 'course.edit', count: 1, name: textOf(row, 'title') } as const);
  };

  return {
    'promo.get': ({ courseId }) => ok({ promo: courseMedia.promoOf(courseId) }),
    async 'promo.set'({ courseId, video }) {
      const file = 'path' in video ? await deps.findVideo(video.path) : null;
      if ('path' in video && !file) return err('NOT_A_VIDEO', 'the file is no video, or cannot be read');
      // Asked after all that takes time.
      const label = labelOf(courseId);
      if (!label) return notFound('course');
      const links = createRoleLinks(deps, new Map(file ? [[ROLE, file]] : []));
      if ('path' in video) links.set(targetOf(courseId), ROLE);
      else {
        const row = liveRow(mutator, 'media_files', video.mediaId);
        if (!row) return notFound('video');
        if (textOf(row, 'kind') !== 'video') return err('NOT_A_VIDEO', 'the file of the library is no video');
        links.use(targetOf(courseId), ROLE, video.mediaId);
      }
      return ok({ isChanged: links.write(label) });
    },
    'promo.delete'({ courseId }) {
      const label = labelOf(courseId);
      if (!label) return notFound('course');
      const links = createRoleLinks(deps, new Map());
      links.set(targetOf(courseId), ROLE);
      return ok({ isChanged: links.write(label) });
    },
  };
}
