import type { IncomingMessage } from 'node:http';
import { authorizeAccount } from '../operations/authorize.ts';
import { jsonOperations } from '../operations/json-operations.ts';
import type { Json } from '../operations/operation.ts';
import { readTestMode } from '../faults/test-mode.ts';
import type { LogEntry } from '../log.ts';
import type { Runtime } from '../runtime.ts';
import { type Answer, faultAnswer, jsonAnswer, sendAnswer, withWrongHashes } from './answer.ts';
import { preflightAnswer } from './cors.ts';
import { type Download, downloadById, downloadByName } from './download.ts';
import { type Exchange, ExchangeOver, cutConnection, faultHappens, isGone } from './exchange.ts';
import { readInput } from './json-body.ts';
import { drainSmallBody } from './receive.ts';
import { failureAnswer, isUpload, meetFaultFirst, meetTestMode, retireUploadUrl } from './refuse.ts';
import { type Route, checkMethod, parseRoute } from './route.ts';
import { streamDownload } from './stream-download.ts';
import { identify } from './subject.ts';
import { uploadFile, uploadPart } from './upload.ts';

type Reply = { json: Json } | { download: Download };

/** Nobody listens on this port; it is none that browsers refuse on principle. */
const deadPort = 4;

async function performJson(runtime: Runtime, exchange: Exchange): Promise<Json> {
  const { service } = runtime;
  const { req, route, entry, input } = exchange;
  const { operation, version } = route;
  const authorization = req.headers.authorization;
  if (operation === 'b2_authorize_account') {
    const mode = readTestMode(req.headers['x-bz-test-mode']);
    const expiresSoon = mode === 'expire_some_account_authorization_tokens';
    return authorizeAccount(service, { authorization, version, expiresSoon });
  }
  const caller = service.tokens.read(authorization, ['acct']);
  entry.keyId = caller.key.keyId;
  const handler = jsonOperations[operation as keyof typeof jsonOperations];
  return await handler.run({ service, caller, version, input });
}

async function perform(runtime: Runtime, exchange: Exchange): Promise<Reply> {
  const { operation } = exchange.route;
  if (operation === 'b2_upload_part') return { json: await uploadPart(runtime, exchange) };
  if (operation === 'b2_upload_file') return { json: await uploadFile(runtime, exchange) };
  if (operation === 'b2_download_file_by_name') return { download: downloadByName(runtime, exchange) };
  if (operation === 'b2_download_file_by_id') return { download: await downloadById(runtime, exchange) };
  return { json: await performJson(runtime, exchange) };
}

/** The answer as the faults that come after the work leave it. */
function answerOf(runtime: Runtime, exchange: Exchange, json: Json): Answer {
  const plain = jsonAnswer(json);
  const changed = changedAnswer(exchange, json);
  if (changed === undefined || (changed.status === plain.status && changed.body === plain.body)) return plain;
  faultHappens(runtime, exchange);
  return changed;
}

function changedAnswer({ fault }: Exchange, json: Json): Answer | undefined {
  if (fault?.kind === 'status') return faultAnswer(fault);
  if (fault?.kind === 'lie-about-hash') return jsonAnswer(withWrongHashes(json) as Json);
  if (fault?.kind !== 'connection-refused') return undefined;
  const uploadUrl = String(json['uploadUrl']).replace(/^http:\/\/[^/]+/, `http://127.0.0.1:${deadPort}`);
  return jsonAnswer({ ...json, uploadUrl });
}

/** What happens to an answer, good or bad, on its way. Throws `ExchangeOver` when it does not arrive. */
async function travel(runtime: Runtime, exchange: Exchange): Promise<void> {
  const { fault } = exchange;
  if (fault?.kind === 'cut-after-storing' || fault?.kind === 'stall-answer') faultHappens(runtime, exchange);
  if (fault?.kind === 'cut-after-storing') cutConnection(exchange, fault.gently);
  if (fault?.kind === 'stall-answer') await runtime.stalls.wait(fault.forMs);
  await runtime.link.latency();
  await runtime.network.passable();
  if (isGone(exchange)) throw new ExchangeOver();
}

async function deliver(runtime: Runtime, exchange: Exchange, reply: Reply): Promise<void> {
  runtime.log.changed(exchange.entry); // it may be stored now
  await travel(runtime, exchange);
  if ('download' in reply) return await streamDownload(runtime, exchange, reply.download);
  const answer = answerOf(runtime, exchange, reply.json);
  retireUploadUrl(runtime, exchange, answer.status);
  sendAnswer(exchange, runtime.service.clock.dateHeader(), answer);
}

async function converse(runtime: Runtime, exchange: Exchange): Promise<void> {
  const { req, route, entry } = exchange;
  checkMethod(route, req.method ?? '');
  const takesJson = !isUpload(exchange) && !route.operation.startsWith('b2_download');
  if (takesJson && route.operation !== 'b2_authorize_account') exchange.input = await readInput(exchange);
  exchange.hit = runtime.rules.decide(identify(runtime.service, exchange));
  exchange.fault = exchange.hit?.fault;
  runtime.log.changed(entry);
  await meetFaultFirst(runtime, exchange);
  meetTestMode(runtime, exchange);
  runtime.transactions.count(runtime.service, route.operation);
  await deliver(runtime, exchange, await perform(runtime, exchange));
}

async function answerFailure(runtime: Runtime, exchange: Exchange, error: unknown): Promise<void> {
  const answer = failureAnswer(runtime, exchange, error);
  if (answer === undefined || isGone(exchange)) return;
  retireUploadUrl(runtime, exchange, answer.status);
  if (exchange.res.headersSent) {
    cutConnection(exchange, false);
    return;
  }
  if (isUpload(exchange)) await drainSmallBody(runtime, exchange);
  await travel(runtime, exchange);
  sendAnswer(exchange, runtime.service.clock.dateHeader(), answer);
}

function answerPreflight(runtime: Runtime, { req, res, entry }: Exchange, route: Route): void {
  entry.operation = 'preflight';
  const answer = preflightAnswer(runtime, route, {
    origin: req.headers.origin,
    method: req.headers['access-control-request-method'],
    headers: req.headers['access-control-request-headers'],
  });
  sendAnswer({ req, res, entry }, runtime.service.clock.dateHeader(), answer);
}

async function handle(runtime: Runtime, exchange: Exchange): Promise<void> {
  try {
    await runtime.network.passable();
    exchange.route = parseRoute(exchange.req.url ?? '');
    exchange.entry.operation = exchange.route.operation;
    if (exchange.req.method === 'OPTIONS') answerPreflight(runtime, exchange, exchange.route);
    else await converse(runtime, exchange);
  } catch (error) {
    await answerFailure(runtime, exchange, error);
  }
}

/** What the log says of the exchange once its connection or its answer has ended. */
function closeEntry(runtime: Runtime, exchange: Exchange): void {
  const { entry, res } = exchange;
  if (entry.outcome === 'open') entry.outcome = res.writableFinished ? 'answered' : 'client-gone';
  if (entry.outcome !== 'answered') retireUploadUrl(runtime, exchange, null);
  entry.durationMs = runtime.service.clock.nowMs() - entry.atMs;
  runtime.log.changed(entry);
}

const nowhere: Route = { operation: 'b2_authorize_account', version: 1, rest: [], query: new URLSearchParams() };

/** What is known of a request when its head has arrived. */
const newEntry = (runtime: Runtime, req: IncomingMessage, connection: number): Omit<LogEntry, 'index'> => ({
  atMs: runtime.service.clock.nowMs(),
  operation: 'unknown',
  method: req.method ?? '',
  path: req.url?.split('?', 1)[0] ?? '',
  connection,
  keyId: undefined,
  fileId: undefined,
  fileName: undefined,
  partNumber: undefined,
  declaredBytes: Number(req.headers['content-length'] ?? 0),
  bodyBytes: 0,
  status: null,
  code: undefined,
  fault: undefined,
  stored: false,
  outcome: 'open',
  durationMs: 0,
});

/** Handles one request from its head to its end. Never rejects. */
export async function handleRequest(
  runtime: Runtime,
  request: Pick<Exchange, 'req' | 'res' | 'expectsContinue' | 'lane'> & { connection: number },
): Promise<void> {
  const { req, res, expectsContinue, lane } = request;
  const entry = runtime.log.begin(newEntry(runtime, req, request.connection));
  const exchange: Exchange = {
    req,
    res,
    route: nowhere,
    entry,
    fault: undefined,
    hit: undefined,
    lane,
    expectsContinue,
    input: undefined,
  };
  res.on('close', () => closeEntry(runtime, exchange));
  try {
    await handle(runtime, exchange);
  } catch (error) {
    if (!(error instanceof ExchangeOver)) runtime.report(error);
  } finally {
    exchange.hit?.over();
  }
}
