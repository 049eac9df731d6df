import { badRequest } from '../errors.ts';

export const hexSha1 = /^[0-9a-f]{40}$/;

/** What `X-Bz-Content-Sha1` of an upload asks for: https://www.backblaze.com/b2/docs/uploading.html */
export type Sha1Claim = { kind: 'given'; sha1: string } | { kind: 'at-end' } | { kind: 'unverified' };

/** Length of the hash that follows the body with `hex_digits_at_end`. */
export const trailerBytes = 40;

export function parseSha1Header(value: string | undefined): Sha1Claim {
  if (value === undefined) throw badRequest('Missing header: X-Bz-Content-Sha1');
  if (value === 'hex_digits_at_end') return { kind: 'at-end' };
  if (value === 'do_not_verify') return { kind: 'unverified' };
  const sha1 = value.toLowerCase();
  if (!hexSha1.test(sha1)) throw badRequest(`Invalid X-Bz-Content-Sha1: ${value}`);
  return { kind: 'given', sha1 };
}

/** Throws 400 when the bytes are not those that the client hashed. */
export function verifySha1(claim: Sha1Claim, received: { sha1: string; trailer: string }): void {
  if (claim.kind === 'unverified') return;
  const expected = claim.kind === 'given' ? claim.sha1 : received.trailer.toLowerCase();
  if (!hexSha1.test(expected)) throw badRequest('The last 40 bytes are not a hex SHA-1');
  if (expected !== received.sha1) throw badRequest('Checksum did not match data received');
}

/** As answers show it: `unverified:` marks a hash that the client never gave. */
export const shownSha1 = (sha1: string, verified: boolean): string => (verified ? sha1 : `unverified:${sha1}`);
