import { B2Refusal } from '../errors.ts';
import type { Fault } from '../faults/model.ts';
import { readTestMode, testModeRefusal } from '../faults/test-mode.ts';
import type { Runtime } from '../runtime.ts';
import { type Answer, faultAnswer, refusalAnswer } from './answer.ts';
import { type Exchange, ExchangeOver, FaultAnswers, cutConnection, faultHappens } from './exchange.ts';

export const isUpload = ({ route }: Pick<Exchange, 'route'>): boolean => route.operation.startsWith('b2_upload');
const isDownload = ({ route }: Exchange): boolean => route.operation.startsWith('b2_download');
const handsOutUrl = ({ route }: Exchange): boolean => /^b2_get_upload_(part_)?url$/.test(route.operation);

/** Faults that come before the operation does anything. Throws when the operation shall not run. */
export async function meetFaultFirst(runtime: Runtime, exchange: Exchange): Promise<void> {
  const { fault } = exchange;
  if (fault === undefined) return;
  const hasBody = isUpload(exchange) || isDownload(exchange);
  if (fault.kind === 'status' && (fault.when === 'at-once' || (fault.when === 'after-body' && !isUpload(exchange)))) {
    faultHappens(runtime, exchange);
    throw new FaultAnswers();
  }
  if (fault.kind === 'stall-in-body' && !hasBody) {
    faultHappens(runtime, exchange);
    await runtime.stalls.wait(fault.forMs);
  }
  const cutNow =
    (fault.kind === 'connection-refused' && !handsOutUrl(exchange)) || (fault.kind === 'cut-in-body' && !hasBody);
  if (!cutNow) return;
  faultHappens(runtime, exchange);
  cutConnection(exchange, false);
  throw new ExchangeOver();
}

/** `X-Bz-Test-Mode`. Throws when the operation shall not run. */
export function meetTestMode({ service }: Runtime, { req, route, entry }: Exchange): void {
  const mode = readTestMode(req.headers['x-bz-test-mode']);
  const refusal = testModeRefusal(mode, { seed: service.seed, operation: route.operation, call: entry.index });
  if (refusal !== undefined) throw refusal;
}

/** An account token that was called expired stays expired. */
function expireIfToldSo(runtime: Runtime, exchange: Exchange, code: string): void {
  const token = exchange.req.headers.authorization;
  if (code !== 'expired_auth_token' || isUpload(exchange) || token === undefined) return;
  runtime.service.tokens.expire(token);
}

/** After an upload that failed on the way, its URL and token serve no more. 400, 403 and 429 leave them usable. */
export function retireUploadUrl({ service }: Runtime, exchange: Exchange, status: number | null): void {
  const token = exchange.req.headers.authorization;
  if (!isUpload(exchange) || token === undefined || !service.limits.retireUploadUrls) return;
  if (status === null || status >= 500 || status === 401 || status === 408) service.uploadUrls.retire(token);
}

const codeOf = (error: unknown, fault: Fault | undefined): string => {
  if (error instanceof B2Refusal) return error.code;
  return error instanceof FaultAnswers && fault?.kind === 'status' ? fault.code : 'internal_error';
};

/** What to answer for an error, or undefined when there is nobody to answer to. */
export function failureAnswer(runtime: Runtime, exchange: Exchange, error: unknown): Answer | undefined {
  const { fault, entry } = exchange;
  if (error instanceof ExchangeOver) return undefined;
  entry.code = codeOf(error, fault);
  expireIfToldSo(runtime, exchange, entry.code);
  if (error instanceof B2Refusal) return refusalAnswer(error);
  if (error instanceof FaultAnswers && fault?.kind === 'status') return faultAnswer(fault);
  runtime.report(error);
  return refusalAnswer(new B2Refusal(500, 'internal_error', String(error)));
}
