import type { StorageFinding } from '../../../shared/ipc/contract/storage.ts';
import { bad, good, type Outcome, type PortError, type StorageSettings } from '../ports.ts';
import { nothing } from './b2/answers.ts';
import { createClient, findBucket, type Client } from './b2/client.ts';
import { downloadRange, type ByteRange, type Download, type ObjectRef } from './b2/download.ts';
import { readEndpoint } from './b2/endpoint.ts';
import { findingOfError, insecureEndpoint, judgeKey, judgeRules, ranked } from './b2/findings.ts';
import { refusalOf } from './b2/scope.ts';

const notConfigured: PortError = { kind: 'forbidden', retry: 'after-user', code: 'not-configured' };
const testDeadlineMs = 60_000;

/** The storage for everything that is not uploading: playing and deleting. Refuses the keys that uploads refuse. */
export function createStorageClient() {
  let client: Client | null = null;
  let mine: StorageSettings | null = null;

  /** The client, once its key is one that may be used: a policy can give us any. */
  async function admit(signal: AbortSignal): Promise<Outcome<Client>> {
    if (!client || !mine) return bad(notConfigured);
    const [asked, settings] = [client, mine];
    const signedIn = await asked.accounts.get(signal);
    if (!signedIn.ok) return signedIn;
    const refused = refusalOf(settings, signedIn.value);
    return refused ? bad(refused) : good(asked);
  }
  return {
    /** The name of the bucket; null: there is none. */
    bucket: (): string | null => mine?.bucket ?? null,
    /** Null: there is no storage; every call answers so. What is being streamed breaks off. */
    configure(settings: StorageSettings | null): void {
      client?.close();
      mine = settings;
      client = settings && createClient(settings);
    },
    /** Bytes of an object for playback; `not-found`, `offline` and the like as values. */
    async downloadRange(object: ObjectRef, range: ByteRange | null, signal: AbortSignal): Promise<Outcome<Download>> {
      const admitted = await admit(signal);
      return admitted.ok ? downloadRange(admitted.value, object, range, signal) : admitted;
    },
    /** Good also when the version is gone already. */
    async deleteFileVersion(fileId: string, fileName: string, signal: AbortSignal): Promise<Outcome<void>> {
      const admitted = await admit(signal);
      if (!admitted.ok) return admitted;
      const deleted = await admitted.value.ask(nothing, signal, (sdk, axios) =>
        sdk.deleteFileVersion({ ...axios, fileId, fileName }),
      );
      return deleted.ok || deleted.error.kind === 'not-found' ? good(undefined) : deleted;
    },
    close(): void {
      client?.close();
      client = null;
    },
  };
}
export type StorageClient = ReturnType<typeof createStorageClient>;

/**
 * Everything that is wrong with storage settings, worst first; one `OK` when nothing is. Never throws, tells nothing
 * of the key, writes nothing to the bucket, and ends within a minute.
 */
export async function testConnection(settings: StorageSettings): Promise<readonly StorageFinding[]> {
  if (readEndpoint(settings.endpoint) === null) return [insecureEndpoint()];
  const client = createClient(settings);
  try {
    return ranked(await inspect(client, settings, AbortSignal.timeout(testDeadlineMs)));
  } finally {
    client.close();
  }
}

async function inspect(client: Client, settings: StorageSettings, signal: AbortSignal): Promise<StorageFinding[]> {
  const signedIn = await client.accounts.get(signal);
  if (!signedIn.ok) return [findingOfError(signedIn.error)];
  const account = signedIn.value;
  const ofKey = judgeKey(settings, account);
  const isBucketHidden = ofKey.some(({ code }) => code === 'BUCKET_NOT_ALLOWED');
  if (isBucketHidden || !account.allowed.capabilities.includes('listBuckets')) return ofKey;
  const bucket = await findBucket(client, settings.bucket, signal);
  if (!bucket.ok) return [...ofKey, findingOfError(bucket.error)];
  return [...ofKey, ...judgeRules(settings, bucket.value.lifecycleRules)];
}
