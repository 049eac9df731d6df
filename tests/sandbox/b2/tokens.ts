import { badAuthToken, expiredAuthToken } from './errors.ts';
import { signatureOf } from './random.ts';
import type { SandboxClock } from './clock.ts';
import type { KeyRecord } from './store/model.ts';
import type { Store } from './store/store.ts';

/** Account, upload of small files, upload of parts, download of a prefix. */
export type TokenKind = 'acct' | 'uplf' | 'uplp' | 'dnld';

interface TokenClaims {
  kind: TokenKind;
  keyId: string;
  expiresAtMs: number;
  /** Bucket id or large-file id; empty for an account token. */
  target: string;
  /** Of an upload token: the path of the one URL that it was given out with; else empty. */
  path: string;
  /** Of a download token: file names must begin with this. */
  prefix: string;
  /** Of a download token: response headers that the request must ask for in the same words. */
  overrides: Record<string, string>;
}

export interface Caller {
  token: string;
  claims: TokenClaims;
  key: KeyRecord;
}

export interface Tokens {
  issue: (claims: TokenClaims) => string;
  /** Who is calling. Throws 401 bad_auth_token or expired_auth_token. */
  read: (token: string | undefined, kinds: readonly TokenKind[]) => Caller;
  /** Lets one token expire now. */
  expire: (token: string) => void;
  /** Lets every token of a kind that was given out so far expire now. */
  expireAll: (kind: TokenKind) => void;
}

interface Parsed {
  serial: number;
  claims: TokenClaims;
}

function parseToken(seed: number, token: string): Parsed | undefined {
  const [payload = '', signature = ''] = bodyOf(token).split('.');
  if (payload === '' || signature !== signatureOf(seed, payload)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Parsed;
}

/** `4_<key id>_<kind>_<payload.signature>`; base64url may contain `_` too, so only the first three separate. */
const bodyOf = (token: string): string => token.split('_').slice(3).join('_');

function keyOf(store: Store, clock: SandboxClock, claims: TokenClaims): KeyRecord {
  const key = store.tables.keys.get(claims.keyId);
  if (key === undefined) throw badAuthToken('The application key of this token was deleted');
  if (key.expiresAtMs !== null && key.expiresAtMs <= clock.nowMs()) throw expiredAuthToken();
  return key;
}

/**
 * Tokens carry their claims, signed: an account's outlive a restart of the server, as the service's outlive its own, and
 * stay expired over one. An upload pair ends with it: which pairs were used up is known in memory only, and none of those
 * may come back to life.
 */
export function createTokens(store: Store, clock: SandboxClock, seed: number): Tokens {
  const { expiredTokens, expiredUpTo } = store.tables;
  const atStart = store.tables.epoch * 1_000_000_000; // the epoch is the boot: no serial of an earlier one is above this
  let serial = atStart;
  const endsAt = (kind: TokenKind): number =>
    Math.max(expiredUpTo.get(kind) ?? 0, kind === 'uplf' || kind === 'uplp' ? atStart : 0);
  return {
    issue: (claims) => {
      serial += 1;
      const payload = Buffer.from(JSON.stringify({ serial, claims })).toString('base64url');
      return `4_${claims.keyId}_${claims.kind}_${payload}.${signatureOf(seed, payload)}`;
    },
    read: (token, kinds) => {
      if (token === undefined || token === '') throw badAuthToken('Authorization header is missing');
      const parsed = parseToken(seed, token);
      if (parsed === undefined || !kinds.includes(parsed.claims.kind)) throw badAuthToken();
      const { claims } = parsed;
      const forced = expiredTokens.has(parsed.serial) || parsed.serial <= endsAt(claims.kind);
      if (forced || claims.expiresAtMs <= clock.nowMs()) throw expiredAuthToken();
      return { token, claims, key: keyOf(store, clock, claims) };
    },
    expire: (token) => {
      const parsed = parseToken(seed, token);
      if (parsed === undefined || expiredTokens.has(parsed.serial)) return;
      store.commit({ t: 'token-expired', serial: parsed.serial, untilMs: parsed.claims.expiresAtMs });
    },
    expireAll: (kind) => store.commit({ t: 'tokens-expired', kind, upTo: serial }),
  };
}
