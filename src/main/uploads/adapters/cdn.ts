import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { bad, good, type Outcome } from '../ports.ts';
import { publishedUrl } from '../published-url.ts';
import { isSafeUrl } from './b2/endpoint.ts';
import type { ByteRange } from './b2/download.ts';
import { aborted, badAnswer, fromHttp, fromSystem, systemCodeOf } from './b2/errors.ts';

const cloudflare = 'https://api.cloudflare.com';
const answerMs = 30_000;

export interface PurgeRequest {
  readonly zoneId: string;
  readonly apiToken: string;
  /** At most 30, the service's limit. https://developers.cloudflare.com/api/resources/cache/methods/purge/ */
  readonly urls: readonly string[];
}

/**
 * Takes addresses out of a zone's cache: `POST /client/v4/zones/{zone}/purge_cache`. Idempotent. `rate-limited` carries
 * what `Retry-After` said; the token goes to Cloudflare only (or, in tests, to loopback) and into no error.
 */
export async function purgeCache(
  { zoneId, apiToken, urls }: PurgeRequest,
  signal: AbortSignal,
  endpoint = cloudflare,
): Promise<Outcome<void>> {
  if (!isSafeUrl(endpoint)) return bad(badAnswer);
  try {
    const answer = await fetch(`${endpoint}/client/v4/zones/${encodeURIComponent(zoneId)}/purge_cache`, {
      method: 'POST',
      redirect: 'error',
      headers: { Authorization: `Bearer ${apiToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ files: urls }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
    });
    const body: unknown = await answer.json().catch(() => null);
    if (answer.ok) return isSuccess(body) ? good(undefined) : bad(badAnswer);
    const retryAfter = answer.headers.get('retry-after') ?? undefined;
    return bad(fromHttp({ status: answer.status, body, retryAfter, isUpload: false }));
  } catch (error) {
    return bad(failed(error, signal));
  }
}

/** Purges an address that nothing is at: tells whether zone and token are right, and changes nothing. */
export async function testCdn(
  access: Omit<PurgeRequest, 'urls'>,
  baseUrl: string,
  endpoint = cloudflare,
): Promise<'OK' | 'REFUSED' | 'NO_ZONE' | 'UNREACHABLE' | 'SERVER'> {
  const urls = [publishedUrl(baseUrl, 'lectern-connection-test')];
  const purged = await purgeCache({ ...access, urls }, AbortSignal.timeout(answerMs), endpoint);
  if (purged.ok) return 'OK';
  const { kind } = purged.error;
  if (kind === 'auth' || kind === 'forbidden') return 'REFUSED';
  if (kind === 'not-found' || kind === 'invalid') return 'NO_ZONE';
  return kind === 'offline' || kind === 'aborted' ? 'UNREACHABLE' : 'SERVER';
}

const isSuccess = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'success' in body && body.success === true;

/** `fetch` hides the system's code in the cause. */
function failed(error: unknown, signal: AbortSignal) {
  if (signal.aborted) return aborted;
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return fromSystem(systemCodeOf(cause));
}

/** Bytes of an object by way of the CDN, without any key of ours; not good unless they are exactly those asked for. */
export async function readFromCdn(
  baseUrl: string,
  objectName: string,
  range: Required<ByteRange>,
  signal: AbortSignal,
): Promise<Outcome<Readable>> {
  if (!isSafeUrl(baseUrl)) return bad(badAnswer);
  try {
    const answer = await fetch(publishedUrl(baseUrl, objectName), {
      redirect: 'error',
      headers: { Range: `bytes=${range.start}-${range.end}` },
      signal,
    });
    const isRange = answer.headers.get('content-range')?.startsWith(`bytes ${range.start}-${range.end}/`) ?? false;
    if (answer.status === 206 && isRange && answer.body) return good(Readable.fromWeb(answer.body as ReadableStream));
    await answer.body?.cancel();
    if (answer.status < 400) return bad(badAnswer);
    return bad(fromHttp({ status: answer.status, body: null, retryAfter: undefined, isUpload: false }));
  } catch (error) {
    return bad(failed(error, signal));
  }
}
