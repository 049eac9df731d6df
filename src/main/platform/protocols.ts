import { realpathSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { protocol } from 'electron';
import { parseRange, type ByteRange } from './byte-range.ts';

export const ORIGIN = 'app://studio';

const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  map: 'application/json',
  json: 'application/json',
};

/** Bytes behind an opaque id: from this disk or from the bucket. */
export interface MediaBody {
  readonly bytes: number;
  readonly contentType: string;
  read(range: ByteRange): Promise<ReadableStream<Uint8Array>>;
}
export interface ProtocolDeps {
  readonly rendererRoot: string;
  /** The version's bytes; null when there is no such version or its bytes are nowhere to be had. */
  openMedia(versionId: string): Promise<MediaBody | null>;
  readPoster(versionId: string): Promise<Uint8Array | null>;
  /** The caption file as WebVTT. */
  readCaptions(versionId: string): Promise<string | null>;
  report(message: string, error: unknown): void;
}

const plain = (status: number): Response =>
  new Response(null, { status, headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' } });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Must run before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

async function serveFile(root: string, pathname: string): Promise<Response> {
  const wanted = join(root, pathname === '/' ? 'index.html' : pathname);
  let path: string;
  try {
    path = realpathSync(wanted); // links and `..` are resolved before the comparison
  } catch {
    return plain(404);
  }
  if (!path.startsWith(realpathSync(root) + sep)) return plain(403);
  const file = await open(path);
  const body = (await file.stat()).isFile() ? await file.readFile() : null;
  await file.close();
  if (!body) return plain(404);
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  return new Response(new Uint8Array(body), {
    headers: { 'content-type': type, 'content-security-policy': CSP, 'x-content-type-options': 'nosniff' },
  });
}

async function serveMedia(request: Request, media: MediaBody | null): Promise<Response> {
  if (!media) return plain(404);
  const answer = parseRange(request.headers.get('range'), media.bytes);
  const headers: Record<string, string> = {
    'content-type': media.contentType,
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  if (answer.kind === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${media.bytes}` } });
  }
  const { start, end } = answer.kind === 'part' ? answer.range : { start: 0, end: media.bytes - 1 };
  headers['content-length'] = String(end - start + 1);
  if (answer.kind === 'part') headers['content-range'] = `bytes ${start}-${end}/${media.bytes}`;
  const body = request.method === 'HEAD' || media.bytes === 0 ? null : await media.read({ start, end });
  return new Response(body as ConstructorParameters<typeof Response>[0], {
    status: answer.kind === 'part' ? 206 : 200,
    headers,
  });
}

function serveBytes(body: Uint8Array | string | null, type: string): Response {
  if (body === null) return plain(404);
  return new Response(body as ConstructorParameters<typeof Response>[0], {
    headers: { 'content-type': type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' },
  });
}

/** Everything the page loads: `app://studio/` is the built renderer; `media/<id>`, `poster/<id>`, `captions/<id>` are opaque. */
export function handleScheme(deps: ProtocolDeps): void {
  async function route(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.host !== 'studio') return plain(403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405);
    const pathname = decodeURIComponent(url.pathname);
    const [, folder = '', id = '', more] = pathname.split('/');
    if (!['media', 'poster', 'captions'].includes(folder)) return serveFile(deps.rendererRoot, pathname);
    if (more !== undefined || !UUID.test(id)) return plain(404);
    if (folder === 'poster') return serveBytes(await deps.readPoster(id), 'image/jpeg');
    if (folder === 'captions') return serveBytes(await deps.readCaptions(id), 'text/vtt; charset=utf-8');
    return serveMedia(request, await deps.openMedia(id));
  }
  protocol.handle('app', async (request) => {
    try {
      return await route(request);
    } catch (error) {
      deps.report('a request of the page failed', error);
      return plain(error instanceof URIError ? 400 : 500);
    }
  });
}
