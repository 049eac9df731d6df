import { createHash, createHmac } from 'node:crypto';

type Seasoning = string | number;

/**
 * A number in [0, 1) that depends on its inputs only. Because no generator is advanced, the order in which
 * concurrent requests arrive does not change which of them a fault hits.
 */
export function chance(seed: number, ...about: Seasoning[]): number {
  const digest = createHash('sha1')
    .update(JSON.stringify([seed, ...about]))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

/** Hex digits that depend on the inputs only, for ids. */
export function hexOf(digits: number, seed: number, ...about: Seasoning[]): string {
  return createHash('sha256')
    .update(JSON.stringify([seed, ...about]))
    .digest('hex')
    .slice(0, digits);
}

/** Signature of a token of the sandbox; the secret is the seed, nothing here guards anything real. */
export function signatureOf(seed: number, payload: string): string {
  return createHmac('sha256', `b2-sandbox:${seed}`).update(payload).digest('base64url').slice(0, 22);
}
