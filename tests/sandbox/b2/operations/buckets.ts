import { z } from 'zod';
import { B2Refusal, badRequest, unauthorized } from '../errors.ts';
import { bucketIdFor } from '../ids.ts';
import { findBucket, requireAccount } from '../rules/access.ts';
import { checkCorsRules } from '../rules/cors.ts';
import { checkLifecycleRules } from '../rules/lifecycle.ts';
import type { Service } from '../service.ts';
import type { BucketRecord, LifecycleRule } from '../store/model.ts';
import { bucketByName, versionsIn } from '../store/store.ts';
import type { Caller } from '../tokens.ts';
import { defineOperation, encryptionField, refuseUnsupported, stringMap } from './operation.ts';
import { bucketView } from './views.ts';

const days = z
  .int()
  .nullish()
  .transform((count) => count ?? null);
const lifecycleRule = z.strictObject({
  fileNamePrefix: z.string(),
  daysFromHidingToDeleting: days,
  daysFromUploadingToHiding: days,
  daysFromStartingToCancelingUnfinishedLargeFiles: days,
});
const corsRule = z.strictObject({
  corsRuleName: z.string(),
  allowedOrigins: z.array(z.string()),
  allowedOperations: z.array(z.string()),
  allowedHeaders: z
    .array(z.string())
    .nullish()
    .transform((headers) => headers ?? null),
  exposeHeaders: z
    .array(z.string())
    .nullish()
    .transform((headers) => headers ?? null),
  maxAgeSeconds: z.int(),
});
const bucketType = z.enum(['allPrivate', 'allPublic']);

/** What create and update have in common. */
const settings = {
  bucketInfo: stringMap.optional(),
  corsRules: z.array(corsRule).optional(),
  lifecycleRules: z.array(lifecycleRule).optional(),
  defaultServerSideEncryption: encryptionField.optional(),
  defaultRetention: encryptionField.optional(),
  fileLockEnabled: z.boolean().optional(),
  replicationConfiguration: z.looseObject({}).optional(),
};

interface Wishes {
  corsRules?: BucketRecord['corsRules'] | undefined;
  lifecycleRules?: LifecycleRule[] | undefined;
  defaultServerSideEncryption?: { mode?: string | null | undefined } | undefined;
  defaultRetention?: { mode?: string | null | undefined } | undefined;
  fileLockEnabled?: boolean | undefined;
}

function checkSettings(input: Wishes): void {
  checkCorsRules(input.corsRules ?? []);
  checkLifecycleRules(input.lifecycleRules ?? []);
  const { defaultServerSideEncryption, defaultRetention } = input;
  refuseUnsupported({ defaultServerSideEncryption, defaultRetention });
  if (input.fileLockEnabled === true) throw badRequest('fileLockEnabled is not supported by this sandbox');
}

function checkBucketName(service: Service, bucketName: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9.-]{5,62}$/.test(bucketName) || bucketName.startsWith('b2-')) {
    throw badRequest('bucketName must be 6 to 63 letters, digits, periods or hyphens and not start with b2-');
  }
  if (bucketByName(service.store, bucketName) === undefined) return;
  throw new B2Refusal(400, 'duplicate_bucket_name', 'Bucket name is already in use.');
}

export const createBucket = defineOperation({
  capability: 'writeBuckets',
  input: z.strictObject({ accountId: z.string(), bucketName: z.string(), bucketType, ...settings }),
  run: ({ service, caller, input }) => {
    requireAccount(service.store, input.accountId);
    if (caller.key.bucketIds !== null) throw unauthorized();
    checkBucketName(service, input.bucketName);
    checkSettings(input);
    const seq = service.store.nextSeq();
    const bucket: BucketRecord = {
      seq,
      bucketId: bucketIdFor(service.seed, seq),
      bucketName: input.bucketName,
      bucketType: input.bucketType,
      bucketInfo: input.bucketInfo ?? {},
      corsRules: input.corsRules ?? [],
      lifecycleRules: input.lifecycleRules ?? [],
      revision: 2, // as recordings of the service show a fresh bucket
    };
    service.store.commit({ t: 'bucket', bucket });
    return bucketView(service, bucket);
  },
});

export const updateBucket = defineOperation({
  capability: 'writeBuckets',
  input: z.strictObject({
    accountId: z.string(),
    bucketId: z.string(),
    bucketType: bucketType.optional(),
    ifRevisionIs: z.int().optional(),
    ...settings,
  }),
  run: ({ service, caller, input }) => {
    requireAccount(service.store, input.accountId);
    const old = findBucket(service.store, caller, input.bucketId);
    if (input.ifRevisionIs !== undefined && input.ifRevisionIs !== old.revision) {
      throw new B2Refusal(409, 'conflict', 'simultaneous updates to bucket');
    }
    checkSettings(input);
    const bucket: BucketRecord = {
      ...old,
      bucketType: input.bucketType ?? old.bucketType,
      bucketInfo: input.bucketInfo ?? old.bucketInfo,
      corsRules: input.corsRules ?? old.corsRules,
      lifecycleRules: input.lifecycleRules ?? old.lifecycleRules,
      revision: old.revision + 1,
    };
    service.store.commit({ t: 'bucket', bucket });
    return bucketView(service, bucket);
  },
});

export const deleteBucket = defineOperation({
  capability: 'deleteBuckets',
  input: z.strictObject({ accountId: z.string(), bucketId: z.string() }),
  run: ({ service, caller, input }) => {
    requireAccount(service.store, input.accountId);
    const bucket = findBucket(service.store, caller, input.bucketId);
    if (versionsIn(service.store, bucket.bucketId).length > 0) {
      throw new B2Refusal(400, 'cannot_delete_non_empty_bucket', 'Bucket is not empty');
    }
    service.store.commit({ t: 'bucket-gone', bucketId: bucket.bucketId });
    return bucketView(service, bucket);
  },
});

/** A key restricted to buckets must name one of them: "if you ask for all buckets … the call is unauthorized". */
function requireListAllowed(caller: Caller, wanted: BucketRecord | undefined, asksForOne: boolean): void {
  if (caller.key.bucketIds === null) return;
  if (!asksForOne || wanted === undefined || !caller.key.bucketIds.includes(wanted.bucketId)) throw unauthorized();
}

export const listBuckets = defineOperation({
  capability: 'listBuckets',
  input: z.strictObject({
    accountId: z.string(),
    bucketId: z.string().optional(),
    bucketName: z.string().optional(),
    bucketTypes: z.array(z.string()).optional(),
  }),
  run: ({ service, caller, input }) => {
    requireAccount(service.store, input.accountId);
    const { bucketId, bucketName } = input;
    const all = [...service.store.tables.buckets.values()];
    const named = all.find((bucket) => bucket.bucketId === bucketId || bucket.bucketName === bucketName);
    requireListAllowed(caller, named, (bucketId ?? bucketName) !== undefined);
    const types = input.bucketTypes ?? ['all'];
    const buckets = all
      .filter((bucket) => bucketId === undefined || bucket.bucketId === bucketId)
      .filter((bucket) => bucketName === undefined || bucket.bucketName === bucketName)
      .filter((bucket) => types.includes('all') || types.includes(bucket.bucketType))
      .toSorted((a, b) => (a.bucketName < b.bucketName ? -1 : 1));
    return { buckets: buckets.map((bucket) => bucketView(service, bucket)) };
  },
});
