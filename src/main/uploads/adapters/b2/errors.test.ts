import { expect, test } from 'vitest';
import { fromHttp, fromSystem, systemCodeOf } from './errors.ts';

const http = (
  status: number,
  code: string | null,
  more: { isUpload?: boolean; message?: string; retryAfter?: string } = {},
) =>
  fromHttp({
    status,
    body: code === null ? '<html>' : { status, code, message: more.message ?? '' },
    retryAfter: more.retryAfter,
    isUpload: more.isUpload ?? false,
  });

test.each([
  [503, 'service_unavailable', 'io', 'now'],
  [500, 'internal_error', 'io', 'now'],
  [502, null, 'io', 'now'],
  [408, 'request_timeout', 'io', 'now'],
  [429, 'too_many_requests', 'rate-limited', 'backoff'],
  [401, 'expired_auth_token', 'auth', 'now'],
  [401, 'bad_auth_token', 'auth', 'now'],
  [401, 'unauthorized', 'forbidden', 'after-user'],
  [401, null, 'forbidden', 'after-user'],
  [403, 'storage_cap_exceeded', 'capped', 'after-user'],
  [403, 'transaction_cap_exceeded', 'capped', 'after-user'],
  [403, 'cap_exceeded', 'capped', 'after-user'],
  [403, 'access_denied', 'forbidden', 'after-user'],
  [400, 'auth_token_limit', 'auth', 'now'],
  [400, 'bad_bucket_id', 'not-found', 'after-user'],
  [400, 'file_not_present', 'not-found', 'never'],
  [404, 'not_found', 'not-found', 'never'],
  [409, 'conflict', 'conflict', 'backoff'],
  [400, 'bad_request', 'invalid', 'never'],
  [416, 'range_not_satisfiable', 'invalid', 'never'],
  [302, null, 'io', 'backoff'],
  [200, null, 'io', 'backoff'],
] as const)('%i %s → %s, %s', (status, code, kind, retry) => {
  expect(http(status, code)).toMatchObject({ kind, retry });
});

test('a 400 to bytes may be damage on the way: tried again, told apart from others', () => {
  const message = 'Checksum did not match data received';
  expect(http(400, 'bad_request', { isUpload: true, message })).toEqual({
    kind: 'invalid',
    retry: 'now',
    code: 'checksum',
  });
  expect(http(400, 'bad_request', { isUpload: true })).toEqual({ kind: 'invalid', retry: 'now', code: 'bad_request' });
});

test('Retry-After in seconds and as a date; nonsense is ignored, an hour is the most', () => {
  expect(http(429, 'x', { retryAfter: '3' })).toMatchObject({ retryAfterMs: 3_000 });
  expect(http(503, 'x', { retryAfter: '3' })).toMatchObject({ retryAfterMs: 3_000 });
  const inTen = new Date(Date.now() + 10_000).toUTCString();
  const { retryAfterMs } = http(429, 'x', { retryAfter: inTen });
  expect(retryAfterMs).toBeGreaterThan(8_000);
  expect(retryAfterMs).toBeLessThanOrEqual(10_000);
  expect(http(429, 'x', { retryAfter: 'soon' })).not.toHaveProperty('retryAfterMs');
  expect(http(429, 'x', { retryAfter: '999999' })).toMatchObject({ retryAfterMs: 3_600_000 });
});

test('nothing of the answer but its code gets through', () => {
  const error = http(400, 'bad_request', { message: 'token 4_secret of https://pod/upload' });
  expect(JSON.stringify(error)).not.toMatch(/secret|pod/);
});

test.each([
  ['ECONNREFUSED', 'offline', 'ECONNREFUSED'],
  ['ENOTFOUND', 'offline', 'ENOTFOUND'],
  ['ECONNRESET', 'io', 'ECONNRESET'],
  ['EPIPE', 'io', 'EPIPE'],
  ['CERT_HAS_EXPIRED', 'offline', 'certificate-date'],
  ['CERT_NOT_YET_VALID', 'offline', 'certificate-date'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'offline', 'certificate-untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'offline', 'certificate-untrusted'],
  ['ERR_CANCELED', 'aborted', 'aborted'],
  ['', 'io', 'connection-lost'],
])('%s → %s, %s', (system, kind, code) => {
  expect(fromSystem(system)).toMatchObject({ kind, code });
});

test('the code of whatever is thrown', () => {
  expect([new Error('x'), null, 'x', { code: 5 }, { code: 'EIO' }].map(systemCodeOf)).toEqual(['', '', '', '', 'EIO']);
});
