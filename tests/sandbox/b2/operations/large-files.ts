import { z } from 'zod';
import { badRequest, noActiveUpload } from '../errors.ts';
import { findBucket, findFile, requireNameAllowed } from '../rules/access.ts';
import { storedContentType } from '../rules/content-type.ts';
import { checkFileInfo } from '../rules/file-info.ts';
import { checkFileName } from '../rules/file-name.ts';
import { newFileId, type Service } from '../service.ts';
import type { FileRecord } from '../store/model.ts';
import { partsOf } from '../store/store.ts';
import type { Caller } from '../tokens.ts';
import { defineOperation, encryptionField, refuseUnsupported, stringMap } from './operation.ts';
import { issueUploadPair } from './upload-pair.ts';
import { fileView, partView } from './views.ts';

/** The large file, while it may still be given parts. Throws 400 "No active upload" once it is finished or gone. */
export function activeLargeFile(service: Service, caller: Caller, fileId: string): FileRecord {
  const file = findFile(service.store, caller, fileId, noActiveUpload(fileId));
  if (file.action !== 'start') throw noActiveUpload(fileId);
  return file;
}

export const startLargeFile = defineOperation({
  capability: 'writeFiles',
  input: z.strictObject({
    bucketId: z.string(),
    fileName: z.string(),
    contentType: z.string(),
    fileInfo: stringMap.optional(),
    fileRetention: encryptionField.optional(),
    legalHold: z.string().optional(),
    serverSideEncryption: encryptionField.optional(),
    customUploadTimestamp: z.int().optional(),
  }),
  run: (call) => {
    const { service, caller, input } = call;
    const { fileName, fileRetention, legalHold, serverSideEncryption } = input;
    const bucket = findBucket(service.store, caller, input.bucketId);
    checkFileName(fileName);
    requireNameAllowed(caller, fileName);
    refuseUnsupported({ fileRetention, legalHold, serverSideEncryption });
    const file: FileRecord = {
      ...newFileId(service, bucket.bucketId, 'large'),
      fileName,
      bucketId: bucket.bucketId,
      action: 'start',
      contentType: storedContentType(input.contentType, fileName),
      contentLength: 0,
      contentSha1: 'none',
      fileInfo: checkFileInfo(service.limits, fileName, input.fileInfo ?? {}),
      uploadedAtMs: service.clock.nowMs(),
      partCount: 0,
      slices: [],
    };
    service.store.commit({ t: 'file', file });
    return fileView(call, file);
  },
});

export const getUploadPartUrl = defineOperation({
  capability: 'writeFiles',
  input: z.strictObject({ fileId: z.string() }),
  run: ({ service, caller, input, version }) => {
    const { fileId } = activeLargeFile(service, caller, input.fileId);
    return { fileId, ...issueUploadPair(service, caller, { kind: 'uplp', target: fileId, version }) };
  },
});

export const listParts = defineOperation({
  capability: 'writeFiles',
  input: z.strictObject({
    fileId: z.string(),
    startPartNumber: z.int().optional(), // the npm package sends 0 for "from the first"
    maxPartCount: z.int().optional(),
  }),
  run: ({ service, caller, input }) => {
    const page = service.limits.partsPage;
    const { startPartNumber: from = 1, maxPartCount: count = page } = input;
    if (from < 0 || from > service.limits.maxPartNumber) throw badRequest(`startPartNumber out of range: ${from}`);
    if (count < 1 || count > page) throw badRequest(`maxPartCount out of range: ${count}`);
    const file = activeLargeFile(service, caller, input.fileId);
    const parts = partsOf(service.store, file.fileId).filter((part) => part.partNumber >= from);
    const shown = parts.slice(0, count);
    return {
      parts: shown.map((part) => partView(file.fileId, part)),
      nextPartNumber: parts[shown.length]?.partNumber ?? null,
    };
  },
});

export const listUnfinishedLargeFiles = defineOperation({
  capability: 'listFiles',
  input: z.strictObject({
    bucketId: z.string(),
    namePrefix: z.string().optional(),
    startFileId: z.string().optional(),
    maxFileCount: z.int().optional(),
  }),
  run: (call) => {
    const { service, caller, input } = call;
    const page = service.limits.unfinishedPage;
    const { namePrefix = '', maxFileCount: count = page } = input;
    const bucket = findBucket(service.store, caller, input.bucketId);
    requireNameAllowed(caller, namePrefix);
    if (count < 1 || count > page) throw badRequest(`maxFileCount out of range: ${count}`);
    const started = [...service.store.tables.files.values()]
      .filter((file) => file.action === 'start' && file.bucketId === bucket.bucketId)
      .filter((file) => file.fileName.startsWith(namePrefix))
      .toSorted((a, b) => a.seq - b.seq);
    // File ids of one bucket sort as they were made, so a cancelled start id still tells where to go on.
    const from = started.filter((file) => file.fileId >= (input.startFileId ?? ''));
    const shown = from.slice(0, count);
    return { files: shown.map((file) => fileView(call, file)), nextFileId: from[shown.length]?.fileId ?? null };
  },
});

export const cancelLargeFile = defineOperation({
  capability: 'writeFiles',
  input: z.strictObject({ fileId: z.string() }),
  run: ({ service, caller, input }) => {
    const { fileId, fileName, bucketId } = activeLargeFile(service, caller, input.fileId);
    service.store.commit({ t: 'file-gone', fileId });
    return { accountId: service.store.tables.accountId, bucketId, fileId, fileName };
  },
});
