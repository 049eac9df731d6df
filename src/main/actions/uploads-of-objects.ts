import type { UploadId } from '../../shared/domain/ids.ts';
import type { UploadService } from '../uploads/upload-service.ts';

/** The uploads on the list that ended with these stored objects, of whichever versions: the same bytes are sent once. */
export function uploadsOfObjects(
  uploads: Pick<UploadService, 'snapshots' | 'get'>,
  fileIds: ReadonlySet<string>,
): readonly UploadId[] {
  const isOne = (uploadId: UploadId): boolean => fileIds.has(uploads.get(uploadId)?.receipt?.fileId ?? '');
  return uploads.snapshots().flatMap(({ uploadId }) => (isOne(uploadId) ? [uploadId] : []));
}
