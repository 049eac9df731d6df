import { badBucketId, badRequest, unauthorized } from '../errors.ts';
import type { BucketRecord, FileRecord } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import type { Caller } from '../tokens.ts';

/**
 * Key restrictions: capabilities, buckets, name prefix. The service answers 401 `unauthorized` without a reason
 * when a good token does not allow the call.
 */
export function requireCapability(caller: Caller, capability: string): void {
  if (!caller.key.capabilities.includes(capability)) throw unauthorized();
}

export function requireBucketAllowed(caller: Caller, bucketId: string): void {
  if (caller.key.bucketIds !== null && !caller.key.bucketIds.includes(bucketId)) throw unauthorized();
}

/** The name must lie inside the key's prefix. Also used for the prefix of a listing, which must be as narrow. */
export function requireNameAllowed(caller: Caller, fileNameOrPrefix: string): void {
  if (!fileNameOrPrefix.startsWith(caller.key.namePrefix ?? '')) throw unauthorized();
}

/** The account id in a request must be the caller's. A malformed one is a bad request, another one unauthorized. */
export function requireAccount(store: Store, accountId: string): void {
  if (!/^[0-9a-f]{12}$/.test(accountId)) throw badRequest('accountId invalid');
  if (accountId !== store.tables.accountId) throw unauthorized();
}

/** The bucket, when the key may see it. */
export function findBucket(store: Store, caller: Caller, bucketId: string): BucketRecord {
  requireBucketAllowed(caller, bucketId);
  const bucket = store.tables.buckets.get(bucketId);
  if (bucket === undefined) throw badBucketId(bucketId);
  return bucket;
}

/** The file, when it exists and lies in a bucket and under a prefix that the key may see; else `refusal`. */
export function findFile(store: Store, caller: Caller, fileId: string, refusal: Error): FileRecord {
  if (!fileId.startsWith('4_z')) throw badRequest(`Invalid fileId: ${fileId}`);
  const file = store.tables.files.get(fileId);
  if (file === undefined) throw refusal;
  requireBucketAllowed(caller, file.bucketId);
  requireNameAllowed(caller, file.fileName);
  return file;
}
