import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What one call asked for, and what it was answered. */
export interface PurgeCall {
  readonly zone: string;
  readonly urls: readonly string[];
  readonly status: number;
}
export interface CloudflareSandbox {
  readonly url: string;
  readonly calls: readonly PurgeCall[];
  /** The next calls are answered so, in this order, whatever they ask. */
  answerNext(...answers: { status: number; retryAfterSeconds?: number; cut?: boolean }[]): void;
  stop(): Promise<void>;
}

/** The purge call of Cloudflare's API, with its limit of 30 addresses, one zone and one token. */
export async function startCloudflareSandbox(zone: string, token: string): Promise<CloudflareSandbox> {
  const calls: PurgeCall[] = [];
  const next: { status: number; retryAfterSeconds?: number; cut?: boolean }[] = [];
  const judge = (request: IncomingMessage, asked: string | undefined, urls: unknown): number => {
    if (request.headers.authorization !== `Bearer ${token}`) return 403;
    if (request.method !== 'POST' || asked !== zone) return 404;
    return Array.isArray(urls) && urls.length > 0 && urls.length <= 30 ? 200 : 400;
  };
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const [, asked] = /^\/client\/v4\/zones\/([^/]+)\/purge_cache$/.exec(request.url ?? '') ?? [];
      const { files = [] } = JSON.parse(body.toString('utf8') || '{}') as { files?: string[] };
      const scripted = next.shift();
      const status = scripted?.status ?? judge(request, asked, files);
      calls.push({ zone: asked ?? '', urls: files, status });
      if (scripted?.cut === true) return request.socket.destroy();
      const { retryAfterSeconds } = scripted ?? {};
      if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds);
      response.writeHead(status, { 'Content-Type': 'application/json' });
      return response.end(JSON.stringify({ success: status === 200, errors: [], messages: [], result: { id: zone } }));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answerNext: (...answers) => void next.push(...answers),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
