// app://studio/: the fixture's files, and answers of every kind.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mp4': 'video/mp4' };
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; frame-src 'self' https:";
const LONG_BYTES = 5 * 1024 * 1024;

/** (module (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add)) */
const ADD_WASM = Buffer.from(
  '0061736d0100000001070160027f7f017f030201000707010361646400000a09010700200020016a0b',
  'hex',
);
const PIXEL =
  '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="#f00"/></svg>';

function parseRange(header, size) {
  const [, start, end] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  return start === undefined ? null : { start: Number(start), end: end ? Math.min(Number(end), size - 1) : size - 1 };
}

/** A body with ranges: 200, 206, 416 and HEAD. */
function ranged(request, size, type, open) {
  const headers = { 'content-type': type, 'accept-ranges': 'bytes' };
  const range = parseRange(request.headers.get('range'), size);
  if (range && range.start >= size) {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  headers['content-length'] = String(end - start + 1);
  if (range) headers['content-range'] = `bytes ${start}-${end}/${size}`;
  const body = request.method === 'HEAD' ? null : open(start, end);
  return new Response(body, { status: range ? 206 : 200, headers });
}

async function clip(request) {
  const file = join(import.meta.dirname, 'clip.mp4');
  const { size } = await stat(file);
  return ranged(request, size, 'video/mp4', (start, end) => Readable.toWeb(createReadStream(file, { start, end })));
}

/** Every byte tells its place, so that a part can be checked wherever it was cut. */
function long(request) {
  return ranged(request, LONG_BYTES, 'application/octet-stream', (start, end) => {
    return Buffer.from(Array.from({ length: end - start + 1 }, (_, at) => (start + at) % 251));
  });
}

/** Sends once, then waits until it is cancelled; `state` counts both. */
function endless(request, state) {
  state.opened += 1;
  const range = parseRange(request.headers.get('range'), 1e9);
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('first')),
    cancel: () => void (state.cancelled += 1),
  });
  if (!range) return new Response(body);
  return new Response(body, { status: 206, headers: { 'content-range': `bytes 0-999999999/1000000000` } });
}

async function file(path) {
  const body = await readFile(join(import.meta.dirname, path)).catch(() => null);
  if (!body) return new Response('not found', { status: 404 });
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  return new Response(body, { headers: { 'content-type': type, 'content-security-policy': POLICY } });
}

/** The app's handler; `state` is what tests look at. */
export function createHandler(state) {
  const answers = {
    '/': () => file('index.html'),
    '/media/clip': clip,
    '/media/long': long,
    '/endless': (request) => endless(request, state),
    '/text': () => new Response('plain text', { headers: { 'content-type': 'text/plain' } }),
    '/add.wasm': () => new Response(ADD_WASM, { headers: { 'content-type': 'application/wasm' } }),
    '/pixel.svg': () => new Response(PIXEL, { headers: { 'content-type': 'image/svg+xml' } }),
    '/fails': () => Promise.reject(new Error('the handler failed')),
    '/moved': () => new Response(null, { status: 302, headers: { location: 'app://studio/text' } }),
    '/mirror': async (request) => {
      const { method, url } = request;
      return Response.json({ method, url, headers: Object.fromEntries(request.headers), body: await request.text() });
    },
  };
  return (request) => {
    const { pathname } = new URL(request.url);
    return (answers[pathname] ?? (() => file(pathname.slice(1))))(request);
  };
}
