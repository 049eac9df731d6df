import type { B2Refusal } from '../errors.ts';
import type { Fault } from '../faults/model.ts';
import type { Json } from '../operations/operation.ts';
import type { Exchange } from './exchange.ts';

type Headers = Readonly<Record<string, string | number>>;

/** A whole answer, body in memory. */
export interface Answer {
  status: number;
  headers: Headers;
  body: string;
}

const jsonHeaders = {
  'Content-Type': 'application/json;charset=UTF-8',
  'Cache-Control': 'max-age=0, no-cache, no-store',
};

/** Sends a whole answer. Every 4xx and 5xx closes the connection, as the service does. */
export function sendAnswer(
  { res, req, entry }: Pick<Exchange, 'res' | 'req' | 'entry'>,
  dateHeader: string,
  answer: Answer,
): void {
  const body = Buffer.from(answer.body);
  res.sendDate = false;
  const closing = answer.status >= 400 ? { Connection: 'close' } : {};
  res.writeHead(answer.status, { Date: dateHeader, ...answer.headers, 'Content-Length': body.length, ...closing });
  entry.status = answer.status;
  res.end(req.method === 'HEAD' ? undefined : body);
}

export const jsonAnswer = (json: Json): Answer => ({ status: 200, headers: jsonHeaders, body: JSON.stringify(json) });

/**
 * The service's error structure:
 * https://www.backblaze.com/docs/cloud-storage-native-api-error-handling-and-status-codes
 */
export function refusalAnswer(refusal: Pick<B2Refusal, 'status' | 'code' | 'message' | 'headers'>): Answer {
  const { status, code, message } = refusal;
  const authenticate = status === 401 ? { 'WWW-Authenticate': 'BASIC realm="authorize_account"' } : {};
  return {
    status,
    headers: { ...jsonHeaders, ...authenticate, ...refusal.headers },
    body: JSON.stringify({ code, message, status }),
  };
}

const htmlPage = (status: number, message: string): string =>
  [
    `<html>\r\n<head><title>${status} ${message}</title></head>`,
    `<body>\r\n<center><h1>${status} ${message}</h1></center>`,
    '<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
  ].join('\r\n');

/** The answer of a status fault: the service's JSON, or a proxy's page. */
export function faultAnswer(fault: Extract<Fault, { kind: 'status' }>): Answer {
  const retry = fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) };
  if (!fault.html) return refusalAnswer({ ...fault, headers: retry });
  return {
    status: fault.status,
    headers: { 'Content-Type': 'text/html', Server: 'nginx', ...retry },
    body: htmlPage(fault.status, fault.message),
  };
}

/** A copy of an answer in which every `contentSha1` is another hash of the same form. */
export function withWrongHashes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withWrongHashes);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([field, inner]) => [
    field,
    field === 'contentSha1' && typeof inner === 'string' ? wrongHash(inner) : withWrongHashes(inner),
  ]);
  return Object.fromEntries(entries);
}

const wrongHash = (sha1: string): string =>
  sha1.replace(/[0-9a-f]{40}$/, (hex) => (Number.parseInt(hex.slice(0, 1), 16) ^ 1).toString(16) + hex.slice(1));
