import type { UploadId } from '../../shared/domain/ids.ts';
import type { UploadService } from '../uploads/upload-service.ts';

/** The uploads on the list that ended with this stored object, of whichever versions: the same bytes are sent once. */
export const uploadsOfObject = (
  uploads: Pick<UploadService, 'snapshots' | 'get'>,
  fileId: string,
): readonly UploadId[] =>
  uploads.snapshots().flatMap(({ uploadId }) => (uploads.get(uploadId)?.receipt?.fileId === fileId ? [uploadId] : []));
