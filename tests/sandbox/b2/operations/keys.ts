import { z } from 'zod';
import { badBucketId, badRequest } from '../errors.ts';
import { applicationKeyFor, keyIdFor } from '../ids.ts';
import { allCapabilities } from '../options.ts';
import { requireAccount } from '../rules/access.ts';
import type { Service } from '../service.ts';
import type { KeyRecord } from '../store/model.ts';
import { defineOperation } from './operation.ts';
import { keyView } from './views.ts';

export interface KeyWish {
  keyName: string;
  capabilities: readonly string[];
  bucketIds: readonly string[] | null;
  namePrefix: string | null;
  validMs: number | null;
}

const maxDurationSeconds = 86_400_000; // "less than 1000 days (in seconds)"

function checkWish(service: Service, wish: KeyWish): void {
  if (!/^[A-Za-z0-9-]{1,100}$/.test(wish.keyName)) throw badRequest(`illegal key name: ${wish.keyName}`);
  const unknown = wish.capabilities.find((capability) => !allCapabilities.includes(capability));
  if (unknown !== undefined) throw badRequest(`Invalid capability: ${unknown}`);
  if (wish.capabilities.length === 0) throw badRequest('a key needs a capability');
  for (const bucketId of wish.bucketIds ?? []) {
    if (!service.store.tables.buckets.has(bucketId)) throw badBucketId(bucketId);
  }
}

/** Makes an application key, for b2_create_key and for the seed. */
export function makeKey(service: Service, wish: KeyWish): KeyRecord {
  checkWish(service, wish);
  const { store } = service;
  const seq = store.nextSeq();
  const key: KeyRecord = {
    seq,
    keyId: keyIdFor(store.tables.accountId, seq),
    applicationKey: applicationKeyFor(service.seed, wish.keyName, seq),
    keyName: wish.keyName,
    capabilities: [...wish.capabilities],
    bucketIds: wish.bucketIds === null ? null : [...wish.bucketIds],
    namePrefix: wish.namePrefix,
    expiresAtMs: wish.validMs === null ? null : service.clock.nowMs() + wish.validMs,
    master: false,
  };
  store.commit({ t: 'key', key });
  return key;
}

export const createKey = defineOperation({
  capability: 'writeKeys',
  input: z.strictObject({
    accountId: z.string(),
    capabilities: z.array(z.string()),
    keyName: z.string(),
    validDurationInSeconds: z.int().min(1).max(maxDurationSeconds).optional(),
    bucketId: z.string().optional(),
    bucketIds: z.array(z.string()).optional(),
    namePrefix: z.string().optional(),
  }),
  run: ({ service, input, version }) => {
    requireAccount(service.store, input.accountId);
    if ((version < 4 ? input.bucketIds : input.bucketId) !== undefined) {
      throw badRequest('bucketId belongs to versions 1 to 3, bucketIds to version 4');
    }
    const bucketIds = input.bucketIds ?? (input.bucketId === undefined ? null : [input.bucketId]);
    const validMs = input.validDurationInSeconds === undefined ? null : input.validDurationInSeconds * 1000;
    const { keyName, capabilities, namePrefix = null } = input;
    const key = makeKey(service, { keyName, capabilities, bucketIds, namePrefix, validMs });
    return { ...keyView(service, key, version), applicationKey: key.applicationKey };
  },
});

export const listKeys = defineOperation({
  capability: 'listKeys',
  input: z.strictObject({
    accountId: z.string(),
    maxKeyCount: z.int().min(1).max(10_000).optional(),
    startApplicationKeyId: z.string().optional(),
  }),
  run: ({ service, input, version }) => {
    requireAccount(service.store, input.accountId);
    const from = input.startApplicationKeyId ?? '';
    const keys = [...service.store.tables.keys.values()]
      .filter((key) => !key.master && key.keyId >= from)
      .toSorted((a, b) => (a.keyId < b.keyId ? -1 : 1));
    const page = keys.slice(0, input.maxKeyCount ?? 100);
    const nextApplicationKeyId = keys[page.length]?.keyId ?? null;
    return { keys: page.map((key) => keyView(service, key, version)), nextApplicationKeyId };
  },
});

/** Tokens of a deleted key answer 401 bad_auth_token from then on. */
export const deleteKey = defineOperation({
  capability: 'deleteKeys',
  input: z.strictObject({ applicationKeyId: z.string() }),
  run: ({ service, input, version }) => {
    const key = service.store.tables.keys.get(input.applicationKeyId);
    if (key === undefined || key.master) {
      throw badRequest(`application key does not exist: ${input.applicationKeyId}`);
    }
    service.store.commit({ t: 'key-gone', keyId: key.keyId });
    return keyView(service, key, version);
  },
});
