import type { CourseId } from '../../shared/domain/ids.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { PublishFacts } from '../db/tables/publish-facts.ts';
import type { Handlers } from '../ipc/router.ts';
import { liveRow, notFound, textOf } from './context.ts';
import { createRoleLinks, type FileHere, type PictureMakerDeps, type FileRole } from './role-links.ts';

/** A picture file that was chosen. */
interface PictureFile {
  readonly fileName: string;
  /** In lower case, without the dot. */
  readonly extension: string;
  readonly bytes: Uint8Array;
}
interface CoverDeps extends PictureMakerDeps {
  readonly publishFacts: Pick<PublishFacts, 'pictureOf'>;
  /** Null: not a picture by its name, or no regular file that can be read. */
  readonly readPicture: (path: string) => Promise<PictureFile | null>;
}

/** The cover of a course, and the picture that it was cut out of: files of the library, uploaded like all. */
export function createCoverActions(deps: CoverDeps): Pick<Handlers, Extract<keyof Handlers, `cover.${string}`>> {
  const { mutator, pictures, publishFacts } = deps;
  const targetOf = (id: CourseId) => ({ type: 'course', id }) as const;
  const labelOf = (courseId: CourseId) => {
    const row = liveRow(mutator, 'courses', courseId);
    return row && ({ code: 'course.edit', count: 1, name: textOf(row, 'title') } as const);
  };
  const keepOriginal = async ({ fileName, extension, bytes }: PictureFile): Promise<FileHere> => ({
    fileName,
    facts: await pictures.keep(bytes, extension),
  });

  return {
    'cover.get'({ courseId }) {
      const versionId = publishFacts.pictureOf(courseId, 'cover');
      return ok({ versionId, originalId: publishFacts.pictureOf(courseId, 'cover-original') ?? versionId });
    },
    async 'cover.set'({ courseId, jpeg, path }) {
      const file = path === null ? null : await deps.readPicture(path);
      if (path !== null && !file) return err('NOT_A_PICTURE', 'the file is no picture, or cannot be read');
      const kept = new Map<FileRole, FileHere>([
        ['cover', { fileName: 'cover.jpg', facts: await pictures.keep(jpeg) }],
      ]);
      if (file) kept.set('cover-original', await keepOriginal(file));
      // Asked after all that takes time.
      const label = labelOf(courseId);
      if (!label) return notFound('course');
      const links = createRoleLinks(deps, kept);
      const target = targetOf(courseId);
      const [former] = links.heldBy(courseId, 'cover');
      if (file) links.set(target, 'cover-original');
      else if (links.heldBy(courseId, 'cover-original').length === 0) {
        // Cut anew, and never before: it came whole, with a folder.
        if (!former) return notFound('picture');
        links.use(target, 'cover-original', former.mediaId);
      }
      links.set(target, 'cover');
      return ok({ isChanged: links.write(label) });
    },
    'cover.delete'({ courseId }) {
      const label = labelOf(courseId);
      if (!label) return notFound('course');
      const links = createRoleLinks(deps, new Map());
      for (const role of ['cover', 'cover-original'] as const) links.set(targetOf(courseId), role);
      return ok({ isChanged: links.write(label) });
    },
  };
}
