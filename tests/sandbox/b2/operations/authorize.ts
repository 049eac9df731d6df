import { badAuthToken, B2Refusal, unauthorized } from '../errors.ts';
import { chance } from '../random.ts';
import type { Service } from '../service.ts';
import type { KeyRecord } from '../store/model.ts';
import type { Json } from './operation.ts';

/** `Basic base64(keyId:applicationKey)`. */
function readBasic(header: string | undefined): { keyId: string; applicationKey: string } {
  const encoded = /^basic (.+)$/i.exec(header ?? '')?.[1];
  const [keyId, applicationKey] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  if (keyId === undefined || applicationKey === undefined) throw badAuthToken('');
  return { keyId, applicationKey };
}

function findKey(service: Service, header: string | undefined, version: number): KeyRecord {
  const { keyId, applicationKey } = readBasic(header);
  const key = service.store.tables.keys.get(keyId);
  const expired = key !== undefined && key.expiresAtMs !== null && key.expiresAtMs <= service.clock.nowMs();
  if (key === undefined || key.applicationKey !== applicationKey || expired) throw unauthorized();
  if (version < 4 && (key.bucketIds?.length ?? 0) > 1) {
    throw new B2Refusal(401, 'unsupported', 'Multi-bucket application keys need version 4 of the API');
  }
  return key;
}

const urls = (service: Service): Json => ({
  apiUrl: service.baseUrl(),
  downloadUrl: service.baseUrl(),
  s3ApiUrl: `${service.baseUrl()}/s3-is-not-served`,
  absoluteMinimumPartSize: service.limits.absoluteMinimumPartSize,
  recommendedPartSize: service.limits.recommendedPartSize,
});

const bucketNameOf = (service: Service, bucketId: string | undefined): string | null =>
  service.store.tables.buckets.get(bucketId ?? '')?.bucketName ?? null;

/** Versions 1 and 2 answer a flat object. rclone signs in with version 1 and needs the bucket's name from it. */
function flatAnswer(service: Service, key: KeyRecord, version: number): Json {
  const bucketId = key.bucketIds?.[0];
  const { capabilities, namePrefix } = key;
  const bucketName = bucketNameOf(service, bucketId);
  const allowed = { bucketId: bucketId ?? null, bucketName, capabilities, namePrefix };
  const oldMinimum = version === 1 ? { minimumPartSize: service.limits.recommendedPartSize } : {};
  return { ...urls(service), ...oldMinimum, allowed };
}

function storageApi(service: Service, key: KeyRecord, version: number): Json {
  const { capabilities, namePrefix } = key;
  if (version === 3) {
    const bucketId = key.bucketIds?.[0];
    const scope = { bucketId: bucketId ?? null, bucketName: bucketNameOf(service, bucketId), capabilities, namePrefix };
    return { ...urls(service), ...scope, infoType: 'storageApi' };
  }
  const buckets = key.bucketIds?.map((id) => ({ id, name: bucketNameOf(service, id) })) ?? null;
  return { ...urls(service), allowed: { buckets, capabilities, namePrefix } };
}

/** With the test mode some tokens expire far sooner than they say. */
function lifeMs(service: Service, key: KeyRecord, expiresSoon: boolean): number {
  const full = service.limits.accountTokenMs;
  const untilKeyExpires = key.expiresAtMs === null ? full : key.expiresAtMs - service.clock.nowMs();
  const soon = expiresSoon && chance(service.seed, 'token life', service.store.nextSeq()) < 0.5 ? 2000 : full;
  return Math.min(full, untilKeyExpires, soon);
}

/**
 * b2_authorize_account in the shapes of versions 1 to 4. Wrong credentials answer 401 `unauthorized`, a header that
 * is none 401 `bad_auth_token`. https://www.backblaze.com/apidocs/b2-authorize-account
 */
export function authorizeAccount(
  service: Service,
  request: { authorization: string | undefined; version: number; expiresSoon: boolean },
): Json {
  const { version } = request;
  const key = findKey(service, request.authorization, version);
  const expiresAtMs = service.clock.nowMs() + lifeMs(service, key, request.expiresSoon);
  const claims = { keyId: key.keyId, expiresAtMs, target: '', path: '', prefix: '', overrides: {} };
  const common = {
    accountId: service.store.tables.accountId,
    authorizationToken: service.tokens.issue({ kind: 'acct', ...claims }),
  };
  if (version < 3) return { ...common, ...flatAnswer(service, key, version) };
  const apiInfo = { storageApi: storageApi(service, key, version) };
  return { ...common, apiInfo, applicationKeyExpirationTimestamp: key.expiresAtMs };
}
