import { newFileId, type Service } from './service.ts';
import type { FileRecord } from './store/model.ts';

/** Adds a hide marker for a name and answers it. */
export function hideName(service: Service, bucketId: string, fileName: string): FileRecord {
  const marker: FileRecord = {
    ...newFileId(service, bucketId, 'small'),
    fileName,
    bucketId,
    action: 'hide',
    contentType: 'application/x-bz-hide-marker',
    contentLength: 0,
    contentSha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    fileInfo: {},
    uploadedAtMs: service.clock.nowMs(),
    partCount: 0,
    slices: [],
  };
  service.store.commit({ t: 'file', file: marker });
  return marker;
}
