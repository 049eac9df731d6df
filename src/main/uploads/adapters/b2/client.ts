import type { z } from 'zod';
import { bad, good, type Outcome, type StorageInfo, type StorageSettings } from '../../ports.ts';
import { createAccounts, type Account } from './account.ts';
import { bucketList, type Bucket } from './answers.ts';
import { createAgents } from './http-agents.ts';
import { postJson } from './json-call.ts';
import { bucketOfKey, cleanPrefix, isPrefixAllowed, refusalOf } from './scope.ts';
import { callSdk, createSdk, type Sdk, type SdkAnswer } from './sdk.ts';

type Axios = { axios: { signal: AbortSignal } };

/** Authorised calls of one key: what the uploader, the player and the doctor have in common. */
export function createClient(settings: StorageSettings) {
  const sdk = createSdk(settings);
  const agents = createAgents();
  const accounts = createAccounts(settings, sdk);

  /** Makes a call with the token at hand; one that was refused for its token is made again with a new one. */
  const withAccount = async <T>(
    signal: AbortSignal,
    call: (account: Account) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const first = await accounts.get(signal);
    if (!first.ok) return first;
    const outcome = await call(first.value);
    if (outcome.ok || outcome.error.kind !== 'auth') return outcome;
    await accounts.invalidate(first.value);
    const second = await accounts.get(signal);
    return second.ok ? call(second.value) : second;
  };
  return {
    sdk,
    agents,
    accounts,
    withAccount,
    /** A call that the npm package makes. */
    ask: <T extends z.ZodType>(
      shape: T,
      signal: AbortSignal,
      call: (sdk: Sdk, options: Axios, account: Account) => Promise<SdkAnswer>,
    ): Promise<Outcome<z.infer<T>>> =>
      withAccount(signal, (account) => callSdk(shape, signal, (options) => call(sdk, options, account))),
    /** A call that it does not have. */
    post: <T extends z.ZodType>(
      operation: string,
      shape: T,
      input: object,
      signal: AbortSignal,
    ): Promise<Outcome<z.infer<T>>> =>
      withAccount(signal, ({ apiUrl, token }) =>
        postJson(agents, { url: `${apiUrl}/b2api/v3/${operation}`, token, input, shape, signal }),
      ),
    close(): void {
      accounts.close();
      agents.destroy();
    },
  };
}
export type Client = ReturnType<typeof createClient>;

/** The bucket by name; `not-found` when there is none or the key may not see it. */
export async function findBucket(client: Client, bucketName: string, signal: AbortSignal): Promise<Outcome<Bucket>> {
  const listed = await client.ask(bucketList, signal, (sdk, options) => sdk.getBucket({ ...options, bucketName }));
  if (!listed.ok) return listed;
  const bucket = listed.value.buckets.find((one) => one.bucketName === bucketName);
  return bucket ? good(bucket) : bad({ kind: 'not-found', retry: 'after-user', code: 'bucket-missing' });
}

/**
 * Signs in, refuses keys that can do more than an uploader's should, and finds the bucket. Never asks for the bucket
 * when the key names it already.
 */
export async function connect(
  client: Client,
  settings: StorageSettings,
  signal: AbortSignal,
): Promise<Outcome<StorageInfo>> {
  const signedIn = await client.accounts.get(signal);
  if (!signedIn.ok) return signedIn;
  const account = signedIn.value;
  const refuse = (code: string): Outcome<never> => bad({ kind: 'forbidden', retry: 'after-user', code });
  const refused = refusalOf(settings, account);
  if (refused) return bad(refused);
  if (!isPrefixAllowed(settings, account)) return refuse('prefix-not-allowed');
  const known = bucketOfKey(settings, account);
  if (known === undefined) return refuse('bucket-not-allowed');
  const found = known === null ? await findBucket(client, settings.bucket, signal) : null;
  if (found && !found.ok) return found;
  return good({
    bucketId: known ?? (found?.ok ? found.value.bucketId : ''),
    bucketName: settings.bucket,
    prefix: cleanPrefix(settings.prefix),
    limits: account.limits,
  });
}
