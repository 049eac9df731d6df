import B2 from 'backblaze-b2';
import type { z } from 'zod';
import { bad, type Outcome, type PortError, type StorageSettings } from '../../ports.ts';
import { aborted, fromSystem, noAnswer, systemCodeOf } from './errors.ts';
import { jsonDeadlines, readAs } from './json-call.ts';

export type Sdk = B2;
export interface SdkAnswer {
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * The npm package, for the JSON calls that it has. One axios client serves the whole module, whoever made it last, so
 * every instance asks for the same one: no retries of its own (they would go to the same upload URL), no proxy of the
 * environment, no redirects with our token.
 */
export function createSdk({ keyId, applicationKey }: StorageSettings): Sdk {
  const axios = { proxy: false, maxRedirects: 0, timeout: jsonDeadlines.answerMs };
  return new B2({ applicationKeyId: keyId, applicationKey, axios, retry: { retries: 0 } });
}

/**
 * Makes one call of the package and answers a value of the wanted shape. Its errors carry the request with the token
 * in it: they end here.
 */
export async function callSdk<T extends z.ZodType>(
  shape: T,
  signal: AbortSignal,
  call: (options: { axios: { signal: AbortSignal } }) => Promise<SdkAnswer>,
): Promise<Outcome<z.infer<T>>> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(jsonDeadlines.answerMs)]);
  try {
    const { data } = await call({ axios: { signal: deadline } });
    return readAs(shape, { status: 200, body: data, retryAfter: undefined }, false);
  } catch (error) {
    return translate(shape, error, signal);
  }
}

/** An `AxiosError` by its documented fields. */
interface Thrown {
  readonly response?: { status: number; data: unknown; headers: Record<string, unknown> };
}

function translate<T extends z.ZodType>(shape: T, error: unknown, signal: AbortSignal): Outcome<z.infer<T>> {
  const { response } = (typeof error === 'object' && error !== null ? error : {}) as Thrown;
  if (response) {
    const retryAfter = response.headers['retry-after'];
    const header = typeof retryAfter === 'string' ? retryAfter : undefined;
    return readAs(shape, { status: response.status, body: response.data, retryAfter: header }, false);
  }
  return bad(signal.aborted ? aborted : fromCode(systemCodeOf(error)));
}

/** Without an abort of ours, a cancelled or aborted request is one whose time was up. */
const fromCode = (code: string): PortError =>
  code === 'ERR_CANCELED' || code === 'ECONNABORTED' ? noAnswer : fromSystem(code);
