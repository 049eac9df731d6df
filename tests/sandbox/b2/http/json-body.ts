import { B2Refusal, badJson } from '../errors.ts';
import { ExchangeOver, isGone, type Exchange } from './exchange.ts';

const maxBytes = 4 * 1024 * 1024;

/** Query parameters that are numbers, for JSON calls made with GET. */
const numeric = new Set(['maxFileCount', 'maxPartCount', 'maxKeyCount', 'startPartNumber', 'validDurationInSeconds']);

function fromQuery(query: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [field, value] of query) input[field] = numeric.has(field) ? Number(value) : value;
  return input;
}

async function readAll({ req }: Exchange): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new B2Refusal(413, 'bad_request', 'the request body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The parameters of a JSON call: the body of a POST, the query of a GET. Throws 400 `bad_json`, and `ExchangeOver` when it never comes whole. */
export async function readInput(exchange: Exchange): Promise<unknown> {
  const { req, res, route, expectsContinue } = exchange;
  if (req.method !== 'POST') return fromQuery(route.query);
  if (expectsContinue) res.writeContinue();
  const body = await readAll(exchange).catch((error: unknown) => {
    throw isGone(exchange) && !(error instanceof B2Refusal) ? new ExchangeOver('', { cause: error }) : error;
  });
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw badJson(`Bad JSON: ${String(error)}`);
  }
}
