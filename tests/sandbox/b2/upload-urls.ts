import { B2Refusal, expiredAuthToken } from './errors.ts';
import type { Caller } from './tokens.ts';

/** What is going on at each upload URL and token pair. */
export interface UploadUrls {
  /** Marks the pair as busy until the function it answers is called. Throws 400 auth_token_limit when it is busy. */
  enter: (caller: Caller) => () => void;
  /** The pair refused an upload or lost a connection: it serves no more (401), as the documentation announces. */
  retire: (token: string) => void;
}

/**
 * One upload at a time per pair, many in turn: "the URL and authorization token that you get can be used by only one
 * thread at a time" (b2_get_upload_url). The message is the one that the official SDK parses. What is busy is the URL; a
 * token is only ever let in at its own.
 */
export function createUploadUrls(): UploadUrls {
  const busy = new Set<string>();
  const retired = new Set<string>();
  return {
    enter: ({ token, claims: { path } }) => {
      if (retired.has(token)) throw expiredAuthToken();
      if (busy.has(path)) {
        throw new B2Refusal(400, 'auth_token_limit', `more than one upload using auth token ${token}`);
      }
      busy.add(path);
      return () => busy.delete(path);
    },
    retire: (token) => void retired.add(token),
  };
}
