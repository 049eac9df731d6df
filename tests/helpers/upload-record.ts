import type { UploadId, VersionId } from '../../src/shared/domain/ids.ts';
import type { UploadReceipt, UploadRecord } from '../../src/shared/domain/upload.ts';

/** An upload of 1,000 bytes that has just been queued. */
export const uploadRecord = (change: Partial<UploadRecord> = {}): UploadRecord => ({
  uploadId: 'u' as UploadId,
  versionId: 'v' as VersionId,
  path: '/movie.mp4',
  sizeBytes: 1_000,
  mtimeMs: 1,
  inode: '1',
  name: 'media/movie.mp4',
  contentType: 'video/mp4',
  bucketId: null,
  objectName: null,
  fileId: null,
  plan: null,
  state: 'queued',
  reason: null,
  attempts: 0,
  retryAtMs: null,
  bytesDone: 0,
  position: 1,
  sha1: null,
  restartedBecause: null,
  needsCleanup: false,
  asIs: false,
  placedByHand: false,
  sentBytes: 0,
  receipt: null,
  createdAtMs: 1,
  updatedAtMs: 1,
  ...change,
});

/** The receipt of a file of 1,000 bytes that was sent in two parts and proved. */
export const uploadReceipt = (change: Partial<UploadReceipt> = {}): UploadReceipt => ({
  fileId: 'f',
  bucketId: 'b',
  bucketName: 'bucket',
  objectName: 'media/movie.mp4',
  bytes: 1_000,
  sha1: null,
  partCount: 2,
  linked: false,
  sentBytes: null,
  copiedParts: 0,
  copiedBytes: 0,
  source: null,
  queuedAtMs: 1,
  verifiedAtMs: 2,
  ...change,
});
