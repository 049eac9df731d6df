import { join } from 'node:path';
import { createCaptionActions } from './actions/caption.ts';
import { createCoverActions } from './actions/cover.ts';
import type { EditContext } from './actions/context.ts';
import { createLessonCaptionActions } from './actions/lesson-captions.ts';
import { createPictureActions } from './actions/lesson-pictures.ts';
import { createThumbnailActions } from './actions/lesson-thumbnail.ts';
import type { ProfileTables } from './compose-profile-data.ts';
import type { AppServices } from './compose-services.ts';
import { createCaptionFiles } from './media/caption-files.ts';
import { readPictureFile } from './media/chosen-picture.ts';
import { createMadeFiles } from './media/made-files.ts';
import { createPictureFiles } from './media/picture-files.ts';
import { readSmallFile } from './media/small-file.ts';
import { createMediaBodies } from './platform/media-bodies.ts';

interface MadeFileParts {
  readonly services: Pick<AppServices, 'storageClient' | 'pickCaptions' | 'pickPicture'>;
  readonly tables: ProfileTables;
  readonly edit: EditContext;
  readonly folder: string;
}

/** Covers, captions, thumbnails and pictures of texts: files that are made here. Captions are read where the page reads them from: this disk, else the bucket. */
export function composeMadeFiles({ services, tables, edit, folder }: MadeFileParts) {
  const { readCaption } = createMediaBodies(
    () => tables.media,
    () => services.storageClient,
  );
  const made = createMadeFiles(join(folder, 'captions'), 'vtt');
  const pictures = createMadeFiles(join(folder, 'pictures'), 'jpg');
  const captions = createCaptionFiles({ made, readBytes: readCaption });
  return {
    captions,
    handlers: {
      ...createCoverActions({ ...edit, ...tables, pictures, readPicture: readPictureFile }),
      ...createThumbnailActions({ ...edit, ...tables, pictures }),
      ...createLessonCaptionActions({ ...edit, ...tables }),
      ...createPictureActions({
        ...edit,
        ...tables,
        pictures: createPictureFiles(join(folder, 'pictures')),
        pickPicture: services.pickPicture,
        readSmall: readSmallFile,
      }),
      ...createCaptionActions({
        ...edit,
        ...tables,
        captions,
        pickCaptions: services.pickCaptions,
        videoNameOf: (lessonId) => tables.outlines.getLesson(lessonId)?.media?.fileName ?? '',
      }),
    },
  };
}
