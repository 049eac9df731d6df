import { z } from 'zod';
import type { StoredPart } from '../../../../shared/domain/upload.ts';
import type { StoredFile } from '../../ports.ts';

/** Shapes of the service's answers, as far as we read them. Everything else in them is ignored. */
const lifecycleRule = z.object({
  fileNamePrefix: z.string().nullable(),
  daysFromUploadingToHiding: z.number().nullish(),
  daysFromHidingToDeleting: z.number().nullish(),
  daysFromStartingToCancelingUnfinishedLargeFiles: z.number().nullish(),
});
const corsRule = z.object({
  allowedOrigins: z.array(z.string()).default([]),
  allowedOperations: z.array(z.string()).default([]),
  allowedHeaders: z.array(z.string()).nullish(),
});
export type CorsRule = z.infer<typeof corsRule>;
export type LifecycleRule = z.infer<typeof lifecycleRule>;

export const authorization = z.object({
  accountId: z.string(),
  authorizationToken: z.string(),
  apiInfo: z.object({
    storageApi: z.object({
      apiUrl: z.string(),
      downloadUrl: z.string(),
      absoluteMinimumPartSize: z.number(),
      recommendedPartSize: z.number(),
      allowed: z.object({
        buckets: z.array(z.object({ id: z.string(), name: z.string().nullable() })).nullable(),
        capabilities: z.array(z.string()),
        namePrefix: z.string().nullable(),
      }),
    }),
  }),
});
export type Authorization = z.infer<typeof authorization>;

export const bucketList = z.object({
  buckets: z.array(
    z.object({
      bucketId: z.string(),
      bucketName: z.string(),
      lifecycleRules: z.array(lifecycleRule).default([]),
      corsRules: z.array(corsRule).default([]),
    }),
  ),
});
export type Bucket = z.infer<typeof bucketList>['buckets'][number];

export const uploadUrl = z.object({ uploadUrl: z.string(), authorizationToken: z.string() });
export const started = z.object({ fileId: z.string() });
export const finished = z.object({ contentLength: z.number() });
export const sentFile = z.object({ fileId: z.string(), contentSha1: z.string().nullable() });
export const sentPart = z.object({ contentSha1: z.string().nullable() });
export const copiedFile = z.object({ fileId: z.string(), contentSha1: z.string() });
export const copiedPart = z.object({ contentSha1: z.string() });
export const nothing = z.unknown();

export const file = z.object({
  fileId: z.string(),
  bucketId: z.string(),
  fileName: z.string(),
  action: z.string(),
  contentLength: z.number(),
  contentSha1: z.string().nullable(),
  fileInfo: z.record(z.string(), z.string()).default({}),
  uploadTimestamp: z.number().default(0),
});
export const fileList = z.object({
  files: z.array(file),
  nextFileId: z.string().nullable(),
  nextFileName: z.string().nullish(),
});
/** Names only: hidden and unfinished ones are not among them. */
export const nameList = z.object({ files: z.array(file), nextFileName: z.string().nullable() });
export const partList = z.object({
  parts: z.array(
    z.object({
      partNumber: z.number(),
      contentLength: z.number(),
      contentSha1: z.string(),
      uploadTimestamp: z.number().default(0),
    }),
  ),
  nextPartNumber: z.number().nullable(),
});

/** "none" stands for a file made of parts; an unverified hash is only what somebody said. */
export function toStoredFile(answer: z.infer<typeof file>): StoredFile {
  const sha1 = answer.contentSha1;
  return {
    fileId: answer.fileId,
    bucketId: answer.bucketId,
    objectName: answer.fileName,
    bytes: answer.contentLength,
    contentSha1: sha1 !== null && /^[0-9a-f]{40}$/.test(sha1) ? sha1 : null,
    isFinished: answer.action === 'upload',
    info: answer.fileInfo,
  };
}

export const toStoredPart = (part: z.infer<typeof partList>['parts'][number]): StoredPart => ({
  partNumber: part.partNumber,
  bytes: part.contentLength,
  sha1: part.contentSha1,
});
