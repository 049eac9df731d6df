import { shownSha1 } from '../rules/sha1.ts';
import type { BucketRecord, FileRecord, KeyRecord, PartRecord } from '../store/model.ts';
import type { Service } from '../service.ts';
import type { Json } from './operation.ts';

/** For whom a view is made: a call, or its service and version. */
interface ViewOf {
  service: Service;
  version: number;
}

const noEncryption = { algorithm: null, mode: null };
const noLocks = {
  fileRetention: { isClientAuthorizedToRead: false, value: null },
  legalHold: { isClientAuthorizedToRead: false, value: null },
  serverSideEncryption: noEncryption,
};

/**
 * A file version as every call answers it; field for field as in recordings of the service. Version 1 also calls the
 * length `size`, which is where rclone looks for it.
 */
export function fileView({ service, version }: ViewOf, file: FileRecord, action: string = file.action): Json {
  return {
    ...(version === 1 ? { size: file.contentLength } : {}),
    accountId: service.store.tables.accountId,
    action,
    bucketId: file.bucketId,
    contentLength: file.contentLength,
    contentMd5: null,
    contentSha1: file.contentSha1,
    contentType: file.contentType,
    fileId: file.fileId,
    fileInfo: file.fileInfo,
    fileName: file.fileName,
    uploadTimestamp: file.uploadedAtMs,
    ...(file.action === 'hide' ? {} : noLocks),
  };
}

/** The virtual folder of a listing with a delimiter. */
export function folderView({ service, version }: ViewOf, bucketId: string, fileName: string): Json {
  return {
    ...(version === 1 ? { size: 0 } : {}),
    accountId: service.store.tables.accountId,
    action: 'folder',
    bucketId,
    contentLength: 0,
    contentMd5: null,
    contentSha1: null,
    contentType: null,
    fileId: null,
    fileInfo: {},
    fileName,
    uploadTimestamp: 0,
  };
}

export function partView(fileId: string, part: PartRecord): Json {
  return {
    contentLength: part.bytes,
    contentMd5: null,
    contentSha1: shownSha1(part.sha1, part.verified),
    fileId,
    partNumber: part.partNumber,
    serverSideEncryption: noEncryption,
    uploadTimestamp: part.uploadedAtMs,
  };
}

export function bucketView(service: Service, bucket: BucketRecord): Json {
  const { seq: _seq, ...shown } = bucket;
  return {
    accountId: service.store.tables.accountId,
    ...shown,
    defaultServerSideEncryption: { isClientAuthorizedToRead: true, value: noEncryption },
    fileLockConfiguration: { isClientAuthorizedToRead: false, value: null },
    options: ['s3'],
    replicationConfiguration: { isClientAuthorizedToRead: false, value: null },
  };
}

/** Before version 4 a key names one bucket at most, from version 4 on a list. */
export function keyView(service: Service, key: KeyRecord, version: number): Json {
  const buckets = version >= 4 ? { bucketIds: key.bucketIds } : { bucketId: key.bucketIds?.[0] ?? null };
  return {
    accountId: service.store.tables.accountId,
    applicationKeyId: key.keyId,
    ...buckets,
    capabilities: key.capabilities,
    expirationTimestamp: key.expiresAtMs,
    keyName: key.keyName,
    namePrefix: key.namePrefix,
    options: ['s3'],
  };
}
