import { bad, good, type Outcome, type PortError, type StorageSettings } from '../../ports.ts';
import { authorization, type Authorization } from './answers.ts';
import { isSafeUrl, readEndpoint } from './endpoint.ts';
import { aborted } from './errors.ts';
import { callSdk, type Sdk } from './sdk.ts';

/** An authorisation and what came with it. */
export interface Account {
  readonly accountId: string;
  readonly token: string;
  readonly apiUrl: string;
  readonly downloadUrl: string;
  readonly limits: { readonly absoluteMinimumPartBytes: number; readonly recommendedPartBytes: number };
  readonly allowed: Authorization['apiInfo']['storageApi']['allowed'];
  /** Our clock minus the service's, from its `Date` header; 0 when there was none. */
  readonly clockSkewMs: number;
  /** The service's time, counted on from that header without the clock of this computer; null: there was none. */
  readonly serverNowMs: () => number | null;
}
/** The path under the endpoint. Version 4 is the one that names the buckets of a key. */
const authorizePath = '/b2api/v4/b2_authorize_account';
const insecure: PortError = { kind: 'invalid', retry: 'after-user', code: 'insecure-endpoint' };

/** Authorises once, whoever asks meanwhile; a token that was refused is replaced once for all who hold it. */
export function createAccounts(settings: StorageSettings, sdk: Sdk) {
  const endpoint = readEndpoint(settings.endpoint);
  const life = new AbortController();
  let current: Promise<Outcome<Account>> | null = null;

  const start = (): Promise<Outcome<Account>> => {
    const asked = endpoint === null ? Promise.resolve(bad(insecure)) : authorize(sdk, endpoint, life.signal);
    void asked.then((outcome) => {
      // A failure is nobody's to keep: the next who asks tries again.
      if (!outcome.ok && current === asked) current = null;
    });
    return asked;
  };
  return {
    /** The authorisation at hand, or a new one. One caller's abort does not end it for the others. */
    async get(signal: AbortSignal): Promise<Outcome<Account>> {
      if (signal.aborted) return bad(aborted);
      current ??= start();
      const { promise: gone, resolve } = Promise.withResolvers<Outcome<Account>>();
      const leave = (): void => resolve(bad(aborted));
      signal.addEventListener('abort', leave, { once: true });
      const outcome = await Promise.race([current, gone]);
      signal.removeEventListener('abort', leave);
      return outcome;
    },
    /** This one was refused. A newer one, got by somebody else meanwhile, stays. */
    async invalidate(refused: Account): Promise<void> {
      const asked = current;
      const outcome = await asked;
      if (current === asked && outcome?.ok && outcome.value.token === refused.token) current = null;
    },
    close: (): void => life.abort(),
  };
}

async function authorize(sdk: Sdk, endpoint: string, signal: AbortSignal): Promise<Outcome<Account>> {
  let date: string | undefined;
  const answered = await callSdk(authorization, signal, async ({ axios }) => {
    const answer = await sdk.authorize({ axios, axiosOverride: { url: `${endpoint}${authorizePath}` } });
    date = answer.headers['date'];
    return answer;
  });
  if (!answered.ok) return bad(isFinal(answered.error) ? refusedKey(answered.error) : answered.error);
  const { accountId, authorizationToken: token } = answered.value;
  const api = answered.value.apiInfo.storageApi;
  const { apiUrl, downloadUrl } = api;
  if (!isSafeUrl(apiUrl) || !isSafeUrl(downloadUrl)) return bad(insecure);
  // The package reads these from where version 2 has them.
  Object.assign(sdk, { accountId, authorizationToken: token, apiUrl, downloadUrl });
  const limits = {
    absoluteMinimumPartBytes: api.absoluteMinimumPartSize,
    recommendedPartBytes: api.recommendedPartSize,
  };
  const skewMs = date === undefined ? 0 : Date.now() - Date.parse(date);
  const clockSkewMs = Number.isFinite(skewMs) ? skewMs : 0;
  const startMs = date === undefined ? Number.NaN : Date.parse(date) - performance.now();
  const serverNowMs = (): number | null => (Number.isFinite(startMs) ? startMs + performance.now() : null);
  return good({ accountId, token, apiUrl, downloadUrl, limits, allowed: api.allowed, clockSkewMs, serverNowMs });
}

/** A 401 from the authorisation itself is final: the key is wrong, revoked or expired. */
const isFinal = ({ kind }: PortError): boolean => kind === 'auth' || kind === 'forbidden';
const refusedKey = ({ code }: PortError): PortError => ({ kind: 'auth', retry: 'after-user', code });
