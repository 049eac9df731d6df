import { B2Refusal, badJson } from '../errors.ts';
import type { Exchange } from './exchange.ts';

const maxBytes = 4 * 1024 * 1024;

/** Query parameters that are numbers, for JSON calls made with GET. */
const numeric = new Set(['maxFileCount', 'maxPartCount', 'maxKeyCount', 'startPartNumber', 'validDurationInSeconds']);

function fromQuery(query: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [field, value] of query) input[field] = numeric.has(field) ? Number(value) : value;
  return input;
}

/** The parameters of a JSON call: the body of a POST, the query of a GET. Throws 400 `bad_json`. */
export async function readInput({ req, res, route, expectsContinue }: Exchange): Promise<unknown> {
  if (req.method !== 'POST') return fromQuery(route.query);
  if (expectsContinue) res.writeContinue();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new B2Refusal(413, 'bad_request', 'the request body is too large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    throw badJson(`Bad JSON: ${String(error)}`);
  }
}
