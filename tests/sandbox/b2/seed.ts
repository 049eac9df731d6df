import { applicationKeyFor, bucketIdFor } from './ids.ts';
import { makeKey } from './operations/keys.ts';
import { type Seed, type SeedKey, allCapabilities, uploaderCapabilities } from './options.ts';
import type { Service } from './service.ts';
import type { BucketRecord, KeyRecord } from './store/model.ts';
import { bucketByName } from './store/store.ts';

/** What a client needs to sign in. */
interface SandboxKey {
  keyId: string;
  applicationKey: string;
}

export interface Seeded {
  keys: {
    /** All capabilities, no restriction; its id is the account id, by which clients recognise it. */
    master: SandboxKey;
    /** One bucket and prefix, without keys and buckets: the kind that the app wants. */
    restricted: SandboxKey;
    /** No restriction, and may make keys: the kind that the app refuses. */
    overPowerful: SandboxKey;
    /** Those of `seed.keys`, by name. */
    named: Readonly<Record<string, SandboxKey>>;
  };
  bucket: { bucketId: string; bucketName: string };
  /** Prefix of the restricted key. */
  prefix: string;
}

function seedBucket(service: Service, seed: Seed): BucketRecord {
  const bucketName = seed.bucket ?? 'lectern-sandbox';
  const known = bucketByName(service.store, bucketName);
  if (known !== undefined) return known;
  const seq = service.store.nextSeq();
  const bucket: BucketRecord = {
    seq,
    bucketId: bucketIdFor(service.seed, seq),
    bucketName,
    bucketType: seed.bucketType ?? 'allPrivate',
    bucketInfo: {},
    corsRules: [...(seed.corsRules ?? [])],
    lifecycleRules: [...(seed.lifecycleRules ?? [])],
    revision: 2,
  };
  service.store.commit({ t: 'bucket', bucket });
  return bucket;
}

function seedMasterKey({ store, seed }: Service): KeyRecord {
  const keyId = store.tables.accountId;
  const known = store.tables.keys.get(keyId);
  if (known !== undefined) return known;
  const key: KeyRecord = {
    seq: store.nextSeq(),
    keyId,
    applicationKey: applicationKeyFor(seed, 'master', 0),
    keyName: 'master',
    capabilities: [...allCapabilities],
    bucketIds: null,
    namePrefix: null,
    expiresAtMs: null,
    master: true,
  };
  store.commit({ t: 'key', key });
  return key;
}

function seedKey(service: Service, bucketId: string, wish: SeedKey): KeyRecord {
  const known = [...service.store.tables.keys.values()].find((key) => !key.master && key.keyName === wish.keyName);
  if (known !== undefined) return known;
  const { keyName, capabilities, namePrefix = null, validMs = null } = wish;
  return makeKey(service, {
    keyName,
    capabilities,
    bucketIds: wish.bucketOnly === true ? [bucketId] : null,
    namePrefix,
    validMs,
  });
}

const shown = ({ keyId, applicationKey }: KeyRecord): SandboxKey => ({ keyId, applicationKey });

/** Makes the bucket and the keys that are not there yet; ids depend on the seed only. */
export function seedStore(service: Service, seed: Seed): Seeded {
  const { bucketId, bucketName } = seedBucket(service, seed);
  const prefix = seed.prefix ?? 'lectern/';
  const restricted: SeedKey = {
    keyName: 'restricted',
    capabilities: uploaderCapabilities,
    bucketOnly: true,
    namePrefix: prefix,
  };
  const named: Record<string, SandboxKey> = {};
  const master = shown(seedMasterKey(service));
  const keys = {
    master,
    restricted: shown(seedKey(service, bucketId, restricted)),
    overPowerful: shown(seedKey(service, bucketId, { keyName: 'over-powerful', capabilities: allCapabilities })),
    named,
  };
  for (const wish of seed.keys ?? []) named[wish.keyName] = shown(seedKey(service, bucketId, wish));
  return { keys, bucket: { bucketId, bucketName }, prefix };
}
