import type { LessonDetail } from '../../../shared/domain/course.ts';
import type { PictureOf } from '../../components/rich-text/rich-text-view.tsx';
import { mediaUrl } from '../../lib/media-url.ts';

/** A picture of the lesson by the name of its file. */
export const picturesOf =
  ({ pictures }: LessonDetail): PictureOf =>
  (name) => {
    const picture = pictures.find(({ fileName }) => fileName === name);
    return picture ? mediaUrl(picture.versionId) : null;
  };
