import { z } from 'zod';
import { B2Refusal, badRequest, notFound } from '../errors.ts';
import { findBucket, findFile, requireCapability, requireNameAllowed } from '../rules/access.ts';
import { requireStorage } from '../rules/caps.ts';
import { storedContentType } from '../rules/content-type.ts';
import { checkFileInfo } from '../rules/file-info.ts';
import { checkFileName } from '../rules/file-name.ts';
import { parseRange } from '../rules/range.ts';
import { newFileId, type Service } from '../service.ts';
import { cutSlices } from '../store/blobs.ts';
import type { BlobSlice, FileRecord, PartRecord } from '../store/model.ts';
import type { Caller } from '../tokens.ts';
import { activeLargeFile } from './large-files.ts';
import { defineOperation, encryptionField, refuseUnsupported, stringMap } from './operation.ts';
import { fileView, partView } from './views.ts';

interface Source {
  file: FileRecord;
  bytes: number;
  slices: BlobSlice[];
  /** Of exactly these bytes, computed as the service does. */
  sha1: string;
}

/** The bytes to copy: the whole file or a `bytes=` range of it. They are hashed, but not moved. */
async function readSource(
  service: Service,
  caller: Caller,
  fileId: string,
  range: string | undefined,
): Promise<Source> {
  requireCapability(caller, 'readFiles');
  const file = findFile(service.store, caller, fileId, notFound(`file not found: ${fileId}`));
  if (file.action !== 'upload') throw notFound(`file not found: ${fileId}`);
  const wanted = parseRange(range, file.contentLength);
  if (range !== undefined && wanted === undefined) throw badRequest(`Bad range: ${range}`);
  const first = wanted?.first ?? 0;
  const bytes = (wanted?.last ?? file.contentLength - 1) - first + 1;
  const slices = cutSlices(file.slices, first, bytes);
  return { file, bytes, slices, sha1: await service.store.blobs.sha1(slices) };
}

function requireCopySize(service: Service, bytes: number): void {
  if (bytes > service.limits.maxPartBytes)
    throw new B2Refusal(400, 'source_too_large', `Copy source too big: ${bytes}`);
  requireStorage(service, bytes);
}

/** b2_copy_part: a part of an unfinished large file out of a finished file. */
export const copyPart = defineOperation({
  capability: 'writeFiles',
  input: z.strictObject({
    sourceFileId: z.string(),
    largeFileId: z.string(),
    partNumber: z.int(),
    range: z.string().optional(),
    sourceServerSideEncryption: encryptionField.optional(),
    destinationServerSideEncryption: encryptionField.optional(),
  }),
  run: async ({ service, caller, input }) => {
    const { partNumber, largeFileId, sourceServerSideEncryption, destinationServerSideEncryption } = input;
    refuseUnsupported({ sourceServerSideEncryption, destinationServerSideEncryption });
    if (partNumber < 1 || partNumber > service.limits.maxPartNumber) {
      throw badRequest(`Part number must be in range 1 - ${service.limits.maxPartNumber}`);
    }
    activeLargeFile(service, caller, largeFileId);
    const source = await readSource(service, caller, input.sourceFileId, input.range);
    requireCopySize(service, source.bytes);
    const { fileId } = activeLargeFile(service, caller, largeFileId); // it may have gone while the source was read
    const { bytes, sha1, slices } = source;
    const part: PartRecord = { partNumber, bytes, sha1, verified: true, uploadedAtMs: service.clock.nowMs(), slices };
    service.store.commit({ t: 'part', fileId, part });
    return partView(fileId, part);
  },
});

interface Metadata {
  fileName: string;
  metadataDirective?: 'COPY' | 'REPLACE' | undefined;
  contentType?: string | undefined;
  fileInfo?: Record<string, string> | undefined;
}

/** COPY (the default) keeps type and info and refuses others; REPLACE needs a type. */
function metadataFor(
  service: Service,
  source: FileRecord,
  input: Metadata,
): Pick<FileRecord, 'contentType' | 'fileInfo'> {
  if (input.metadataDirective !== 'REPLACE') {
    if ((input.contentType ?? input.fileInfo) !== undefined) {
      throw badRequest('contentType and fileInfo belong to metadataDirective REPLACE');
    }
    return { contentType: source.contentType, fileInfo: source.fileInfo };
  }
  if (input.contentType === undefined) throw badRequest('metadataDirective REPLACE needs contentType');
  return {
    contentType: storedContentType(input.contentType, input.fileName),
    fileInfo: checkFileInfo(service.limits, input.fileName, input.fileInfo ?? {}),
  };
}

/** b2_copy_file: a new version out of a finished file, at most 5 GB. */
export const copyFile = defineOperation({
  capability: 'writeFiles',
  input: z.strictObject({
    sourceFileId: z.string(),
    fileName: z.string(),
    destinationBucketId: z.string().optional(),
    range: z.string().optional(),
    metadataDirective: z.enum(['COPY', 'REPLACE']).optional(),
    contentType: z.string().optional(),
    fileInfo: stringMap.optional(),
    fileRetention: encryptionField.optional(),
    legalHold: z.string().optional(),
    sourceServerSideEncryption: encryptionField.optional(),
    destinationServerSideEncryption: encryptionField.optional(),
  }),
  run: async (call) => {
    const { service, caller, input } = call;
    const { fileName, fileRetention, legalHold, sourceServerSideEncryption, destinationServerSideEncryption } = input;
    refuseUnsupported({ fileRetention, legalHold, sourceServerSideEncryption, destinationServerSideEncryption });
    checkFileName(fileName);
    requireNameAllowed(caller, fileName);
    const source = await readSource(service, caller, input.sourceFileId, input.range);
    const bucket = findBucket(service.store, caller, input.destinationBucketId ?? source.file.bucketId);
    requireCopySize(service, source.bytes);
    const file: FileRecord = {
      ...newFileId(service, bucket.bucketId, 'small'),
      ...metadataFor(service, source.file, input),
      fileName,
      bucketId: bucket.bucketId,
      action: 'upload',
      contentLength: source.bytes,
      contentSha1: source.sha1,
      uploadedAtMs: service.clock.nowMs(),
      partCount: 0,
      slices: source.slices,
    };
    service.store.commit({ t: 'file', file });
    return fileView(call, file, 'copy');
  },
});
