import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LessonMedia } from '../../src/shared/domain/course.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { caller, type Made, type UndoCases } from './undo-rig.ts';

/** A file of its own on this computer. */
export function layVideo(words = 'promo', name = 'trailer.mp4'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, words);
  return path;
}
/** The video of a lesson of the course. */
export function videoAt({ outlines, courseId }: Made, index: number): LessonMedia {
  const lessons = outlines.getOutline(courseId)?.chapters.flatMap((chapter) => chapter.lessons) ?? [];
  const media = lessons[index]?.media;
  if (!media) throw new Error('the lesson has no video');
  return media;
}
export const setPromo = ({ actions, courseId }: Made, path = layVideo()) =>
  actions['promo.set']({ courseId, video: { path } }, caller);
export const linkPromo = (s: Made, index: number) =>
  s.actions['promo.set']({ courseId: s.courseId, video: { mediaId: videoAt(s, index).mediaId } }, caller);

const label = { code: 'course.edit', name: 'Cells' } as const;

/** The promo video of a course. */
export const promoCases: UndoCases = {
  'promo.set': {
    'a file of this computer': { run: (s) => setPromo(s), label },
    'a video of the course in place of another': { given: (s) => setPromo(s), run: (s) => linkPromo(s, 1), label },
    'another file in its place': { given: (s) => linkPromo(s, 1), run: (s) => setPromo(s), label },
    'one that it had before': {
      async given(s) {
        await linkPromo(s, 1);
        await linkPromo(s, 2);
      },
      run: (s) => linkPromo(s, 1),
      label,
    },
  },
  'promo.delete': {
    'of a file of its own': {
      given: (s) => setPromo(s),
      run: ({ actions, courseId }) => actions['promo.delete']({ courseId }, caller),
      label,
    },
  },
};
