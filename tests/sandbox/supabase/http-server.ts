import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Faults, Verdict } from './faults.ts';
import { refuseUpgrade, type Upgrades } from './realtime.ts';

const SIGN_IN_PAGE = '<!doctype html><html><title>Welcome to our Wi-Fi</title><form>Room number</form></html>';

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function toRequest(req: IncomingMessage, body: Buffer, origin: string): Request {
  const headers = new Headers();
  for (let i = 0; i < req.rawHeaders.length; i += 2)
    headers.append(req.rawHeaders[i] ?? '', req.rawHeaders[i + 1] ?? '');
  const method = req.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD' && body.length > 0;
  return new Request(new URL(req.url ?? '/', origin), {
    method,
    headers,
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  });
}

function send(res: ServerResponse, status: number, type: string, body: string | Buffer): void {
  res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}
const sendJson = (res: ServerResponse, status: number, body: unknown): void =>
  send(res, status, 'application/json; charset=utf-8', JSON.stringify(body));

/** Answers without asking the backend; false when the request is to go on. */
function answerFault(verdict: Verdict, res: ServerResponse): boolean {
  if (verdict === 'lose-request') res.destroy();
  else if (verdict === 'captive') send(res, 200, 'text/html', SIGN_IN_PAGE);
  else if (verdict === 'expired')
    sendJson(res, 401, { code: 'PGRST303', message: 'JWT expired', details: null, hint: null });
  else if (typeof verdict === 'object') send(res, verdict.status, 'text/html', `<h1>${verdict.status}</h1>`);
  else return false;
  return true;
}

function noteTokens(path: string, body: Buffer, faults: Faults): void {
  if (!path.endsWith('/auth/v1/token') && !path.endsWith('/auth/v1/signup')) return;
  const { access_token: token } = JSON.parse(body.toString('utf8')) as { access_token?: string };
  if (token) faults.noteIssued(token);
}

export interface HttpServer {
  readonly port: number;
  /** Refuses new connections and cuts the open ones, or takes them again on the same port. */
  setOffline(isOffline: boolean): Promise<void>;
  close(): Promise<void>;
}

export interface Service {
  readonly handle: (request: Request) => Promise<Response>;
  /** Null: the service has none, and such requests are answered 404. */
  readonly upgrades: Upgrades | null;
}

async function upgrade(request: IncomingMessage, socket: Duplex, upgrades: Upgrades | null, faults: Faults) {
  if (faults.latencyMs() > 0) await wait(faults.latencyMs());
  const verdict = faults.decide(new URL(request.url ?? '/', 'http://localhost').pathname, '');
  if (typeof verdict === 'object') refuseUpgrade(socket, verdict.status);
  else if (verdict === 'captive') refuseUpgrade(socket, 200);
  else if (verdict !== 'pass') socket.destroy();
  else if (upgrades) upgrades.accept(request, socket);
  else refuseUpgrade(socket, 404);
}

/** Serves on 127.0.0.1, with faults on the way. */
export async function serveHttp(
  wantedPort: number,
  { handle, upgrades }: Service,
  faults: Faults,
): Promise<HttpServer> {
  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readBody(req);
    const path = new URL(req.url ?? '/', 'http://localhost').pathname;
    if (faults.latencyMs() > 0) await wait(faults.latencyMs());
    const verdict = faults.decide(path, (req.headers.authorization ?? '').replace(/^Bearer /, ''));
    if (answerFault(verdict, res)) return;
    const response = await handle(toRequest(req, body, `http://${req.headers.host ?? '127.0.0.1'}`));
    const answer = Buffer.from(await response.arrayBuffer());
    if (response.ok) noteTokens(path, answer, faults);
    if (verdict === 'lose-answer') return void res.destroy();
    res.writeHead(response.status, Object.fromEntries(response.headers)).end(answer);
  }
  const server = createServer((req, res) => {
    serve(req, res).catch((error: unknown) => {
      if (!res.headersSent && !res.destroyed) sendJson(res, 500, { message: String(error) });
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    upgrade(request, socket, upgrades, faults).catch(() => socket.destroy());
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
  const stopListening = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
      upgrades?.cutAll();
    });

  await listen(wantedPort);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async setOffline(isOffline) {
      if (isOffline && server.listening) await stopListening();
      else if (!isOffline && !server.listening) await listen(port);
    },
    close: () => (server.listening ? stopListening() : Promise.resolve()),
  };
}
