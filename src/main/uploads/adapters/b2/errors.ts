import { z } from 'zod';
import type { PortError } from '../../ports.ts';

/** What an HTTP exchange came to. `body` is the parsed JSON, or anything at all when a proxy answered. */
export interface HttpFailure {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter: string | undefined;
  /** A request that carries bytes to store: its 400s may mean that they were damaged on the way. */
  readonly isUpload: boolean;
}

const refusal = z.object({ code: z.string(), message: z.string().optional() });
const caps = new Set(['storage_cap_exceeded', 'transaction_cap_exceeded', 'download_cap_exceeded', 'cap_exceeded']);
const staleTokens = new Set(['expired_auth_token', 'bad_auth_token', 'auth_token_limit']);
const absent = new Set(['file_not_present', 'no_such_file', 'not_found']);

/**
 * The service's refusals as the values that the engine decides by. Source: the error tables of
 * https://www.backblaze.com/apidocs and what was measured, in docs and uploads.md. The service's own text is looked at
 * for one thing only, which no code tells: that a checksum did not match.
 */
export function fromHttp({ status, body, retryAfter, isUpload }: HttpFailure): PortError {
  const parsed = refusal.safeParse(body);
  const code = parsed.success ? parsed.data.code : `http-${status}`;
  const wait = retryAfterMs(retryAfter);
  if (status === 429) return { kind: 'rate-limited', retry: 'backoff', code, ...wait };
  if (status === 408 || status >= 500) return { kind: 'io', retry: 'now', code: `${status}`, ...wait };
  if (status === 401) return fromUnauthorized(code);
  if (status === 403) return { kind: caps.has(code) ? 'capped' : 'forbidden', retry: 'after-user', code };
  if (code === 'auth_token_limit') return { kind: 'auth', retry: 'now', code };
  if (code === 'bad_bucket_id') return { kind: 'not-found', retry: 'after-user', code };
  if (status === 404 || absent.has(code)) return { kind: 'not-found', retry: 'never', code };
  if (status === 409) return { kind: 'conflict', retry: 'backoff', code };
  // A redirect or a page of a proxy that says 2xx: not from the service.
  if (status < 400) return { kind: 'io', retry: 'backoff', code: 'bad-answer' };
  if (!isUpload || status !== 400) return { kind: 'invalid', retry: 'never', code };
  const isDamage = /checksum/i.test(parsed.data?.message ?? '');
  return { kind: 'invalid', retry: 'now', code: isDamage ? 'checksum' : code };
}

/** A stale token is renewed; `unauthorized` means that the key may not do this. */
const fromUnauthorized = (code: string): PortError =>
  staleTokens.has(code) ? { kind: 'auth', retry: 'now', code } : { kind: 'forbidden', retry: 'after-user', code };

/** Seconds or an HTTP date; at most an hour, for a header that is wrong. */
function retryAfterMs(value: string | undefined): { retryAfterMs?: number } {
  if (value === undefined) return {};
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) && ms >= 0 ? { retryAfterMs: Math.min(ms, 3_600_000) } : {};
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
]);
const certificateDates = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CRL_HAS_EXPIRED']);
const certificates = /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|CERT_|EPROTO$)/;

/** A connection that broke or was never made, by the system's code. */
export function fromSystem(systemCode: string): PortError {
  if (systemCode === 'ERR_CANCELED' || systemCode === 'ABORT_ERR') return aborted;
  if (unreachable.has(systemCode)) return { kind: 'offline', retry: 'backoff', code: systemCode };
  if (certificateDates.has(systemCode)) return { kind: 'offline', retry: 'backoff', code: 'certificate-date' };
  if (certificates.test(systemCode)) return { kind: 'offline', retry: 'backoff', code: 'certificate-untrusted' };
  return { kind: 'io', retry: 'now', code: systemCode || 'connection-lost' };
}

export const aborted: PortError = { kind: 'aborted', retry: 'never', code: 'aborted' };
export const stalled: PortError = { kind: 'io', retry: 'now', code: 'stalled' };
export const noAnswer: PortError = { kind: 'io', retry: 'now', code: 'answer-timeout' };
export const badAnswer: PortError = { kind: 'io', retry: 'backoff', code: 'bad-answer' };

/** The `code` of a system error, or ''. */
export function systemCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
