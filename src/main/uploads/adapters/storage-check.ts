import type { StorageCheck, StorageFinding, StorageReport } from '../../../shared/ipc/contract/storage.ts';
import type { StorageSettings } from '../ports.ts';
import type { Account } from './b2/account.ts';
import { reportOf } from './b2/checkup.ts';
import { createClient, findBucket, type Client } from './b2/client.ts';
import { readEndpoint } from './b2/endpoint.ts';
import {
  findingOfError,
  insecureEndpoint,
  judgeCors,
  judgeHidden,
  judgeKey,
  judgeRules,
  ranked,
} from './b2/findings.ts';
import { countHidden } from './b2/listings.ts';
import { bucketOfKey, cleanPrefix, refusalOf } from './b2/scope.ts';

const testDeadlineMs = 60_000;

/** What was found, and which questions the key let us ask: what is not among them could not be looked at. */
interface Inspection {
  readonly findings: readonly StorageFinding[];
  readonly asked: readonly StorageCheck[];
}

/**
 * Everything that is wrong with storage settings, worst first; one `OK` when nothing is. Never throws, tells nothing
 * of the key, writes nothing to the bucket, and ends within a minute.
 */
export async function testConnection(settings: StorageSettings): Promise<readonly StorageFinding[]> {
  const { findings } = await withClient(settings, inspect);
  // Not worth a word while the storage is being connected: nothing of ours is there yet, and no web page plays it.
  return ranked(findings.filter(({ code }) => code !== 'CORS_MISSING'));
}

/** As `testConnection`, and what only shows in a bucket that is in use; check by check, with what could not be looked at. */
export async function checkStorage(settings: StorageSettings): Promise<StorageReport['checks']> {
  const { findings, asked } = await withClient(settings, async (client, same, signal) => {
    const first = await inspect(client, same, signal);
    return lookAtFiles(client, same, first, signal);
  });
  return reportOf(findings, asked);
}

async function withClient(
  settings: StorageSettings,
  look: (client: Client, settings: StorageSettings, signal: AbortSignal) => Promise<Inspection>,
): Promise<Inspection> {
  if (readEndpoint(settings.endpoint) === null) return { findings: [insecureEndpoint()], asked: [] };
  const client = createClient(settings);
  try {
    return await look(client, settings, AbortSignal.timeout(testDeadlineMs));
  } finally {
    client.close();
  }
}

async function inspect(client: Client, settings: StorageSettings, signal: AbortSignal): Promise<Inspection> {
  const signedIn = await client.accounts.get(signal);
  if (!signedIn.ok) return { findings: [findingOfError(signedIn.error)], asked: [] };
  const account = signedIn.value;
  const ofKey = judgeKey(settings, account);
  const isBucketHidden = ofKey.some(({ code }) => code === 'BUCKET_NOT_ALLOWED');
  const asked: StorageCheck[] = ['connection', 'key', 'scope', 'clock'];
  if (isBucketHidden || !may(account, 'listBuckets')) return { findings: ofKey, asked };
  const bucket = await findBucket(client, settings.bucket, signal);
  if (!bucket.ok) return { findings: [...ofKey, findingOfError(bucket.error)], asked };
  const { lifecycleRules, corsRules } = bucket.value;
  return {
    findings: [...ofKey, ...judgeRules(settings, lifecycleRules), ...judgeCors(corsRules)],
    asked: [...asked, 'lifecycle', 'cors', 'caps'],
  };
}

const may = ({ allowed }: Account, capability: string): boolean => allowed.capabilities.includes(capability);

/** Looks for hidden files of ours, when nothing is wrong that would stop it, and the key may list. */
async function lookAtFiles(
  client: Client,
  settings: StorageSettings,
  first: Inspection,
  signal: AbortSignal,
): Promise<Inspection> {
  const signedIn = await client.accounts.get(signal);
  if (!signedIn.ok || refusalOf(settings, signedIn.value) || !may(signedIn.value, 'listFiles')) return first;
  const bucketId = bucketOfKey(settings, signedIn.value);
  if (!bucketId) return first;
  const counted = await countHidden(client, { bucketId, prefix: cleanPrefix(settings.prefix) }, signal);
  if (counted.ok) {
    return {
      findings: [...first.findings, ...judgeHidden(counted.value)],
      asked: [...first.asked, 'versions', 'caps'],
    };
  }
  return counted.error.kind === 'forbidden'
    ? first
    : { ...first, findings: [...first.findings, findingOfError(counted.error)] };
}
