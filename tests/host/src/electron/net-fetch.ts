import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ProtocolHandler } from '../net/interception.ts';

async function fetchFile(url: string): Promise<Response> {
  const path = fileURLToPath(url);
  const info = await stat(path).catch(() => null); // whatever the reason, Chromium says the same
  if (!info?.isFile()) throw new TypeError('net::ERR_FILE_NOT_FOUND');
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array<ArrayBuffer>>;
  return new Response(body, { headers: { 'content-length': String(info.size) } });
}

type Init = RequestInit & { bypassCustomProtocolHandlers?: boolean };
type Fetch = (input: string | Request, init?: Init) => Promise<Response>;

/** `net.fetch`: the app's own schemes, files, and the rest by Node's fetch. */
export function createNetFetch(handlers: ReadonlyMap<string, ProtocolHandler>, isOnline: () => boolean): Fetch {
  return async (input, { bypassCustomProtocolHandlers = false, ...init } = {}) => {
    const request = new Request(input, init);
    const scheme = new URL(request.url).protocol.slice(0, -1);
    const handler = bypassCustomProtocolHandlers ? undefined : handlers.get(scheme);
    if (handler) return handler(request);
    if (scheme === 'file') return fetchFile(request.url);
    if (!isOnline()) throw new TypeError('net::ERR_INTERNET_DISCONNECTED');
    return fetch(request);
  };
}
