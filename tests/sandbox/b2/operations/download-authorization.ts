import { z } from 'zod';
import { findBucket, requireNameAllowed } from '../rules/access.ts';
import { defineOperation } from './operation.ts';

const maxDurationSeconds = 604_800;

/**
 * b2_get_download_authorization: a token for downloads by name under a prefix, for a week at most. Response headers
 * named here must be asked for in the same words. https://www.backblaze.com/apidocs/b2-get-download-authorization
 */
export const getDownloadAuthorization = defineOperation({
  capability: 'shareFiles',
  input: z.strictObject({
    bucketId: z.string(),
    fileNamePrefix: z.string(),
    validDurationInSeconds: z.int().min(1).max(maxDurationSeconds),
    b2ContentDisposition: z.string().optional(),
    b2ContentLanguage: z.string().optional(),
    b2Expires: z.string().optional(),
    b2CacheControl: z.string().optional(),
    b2ContentEncoding: z.string().optional(),
    b2ContentType: z.string().optional(),
  }),
  run: ({ service, caller, input }) => {
    const { bucketId, fileNamePrefix, validDurationInSeconds, ...wishes } = input;
    findBucket(service.store, caller, bucketId);
    requireNameAllowed(caller, fileNamePrefix);
    const overrides: Record<string, string> = {};
    for (const [name, value] of Object.entries(wishes)) if (value !== undefined) overrides[name] = value;
    const authorizationToken = service.tokens.issue({
      kind: 'dnld',
      keyId: caller.key.keyId,
      expiresAtMs: service.clock.nowMs() + validDurationInSeconds * 1000,
      target: bucketId,
      path: '',
      prefix: fileNamePrefix,
      overrides,
    });
    return { authorizationToken, bucketId, fileNamePrefix };
  },
});
