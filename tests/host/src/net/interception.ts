import type { CdpSession } from '../cdp/session.ts';
import type { CdpEvent } from '../cdp/types.ts';
import { STAND_IN_DOMAIN } from '../page/scheme-url.ts';
import { fitRange, RANGE_LIMITS, readPart, WHOLE_LIMITS } from './body.ts';
import type { SchemeMap } from './scheme-map.ts';

/** What `protocol.handle` is given. */
export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

/** What the interception asks of the rest of the host. */
export interface InterceptionHooks {
  schemes: SchemeMap;
  handlers: ReadonlyMap<string, ProtocolHandler>;
  /** False keeps a document from being loaded into that frame. */
  mayNavigate: (frameId: string, url: string) => boolean;
  /** The headers after `session.webRequest.onHeadersReceived`. */
  responseHeaders: (url: string, headers: Headers) => Promise<Headers>;
}

/** Requests under way. The sessions of pages and workers tell when the page gives one up. */
export interface Interception {
  cancelled(networkId: string): void;
}

type Paused = CdpEvent<'Fetch.requestPaused'>;
type FailReason = 'Aborted' | 'AddressUnreachable' | 'Failed';

class Aborted extends Error {}

function toRequest({ request }: Paused, schemes: SchemeMap): Request {
  const headers = new Headers(request.headers);
  for (const name of ['origin', 'referer']) {
    const value = headers.get(name);
    if (value !== null) headers.set(name, schemes.toApp(value));
  }
  const body = Buffer.concat((request.postDataEntries ?? []).map(({ bytes = '' }) => Buffer.from(bytes, 'base64')));
  return new Request(schemes.toApp(request.url), {
    method: request.method,
    headers,
    body: body.length > 0 ? body : null,
  });
}

/** Rewrites what names the app's own origin: the browser knows it by its stand-in. */
function mapHeaders(headers: Headers, url: string, schemes: SchemeMap): void {
  const policy = headers.get('content-security-policy');
  if (policy !== null) headers.set('content-security-policy', schemes.mapPolicy(policy, url));
  for (const name of ['location', 'access-control-allow-origin']) {
    const value = headers.get(name);
    if (value !== null) headers.set(name, schemes.toBrowser(value).replace(/(?<=\.invalid)\/$/, ''));
  }
}

class Interceptor implements Interception {
  readonly #root: CdpSession;
  readonly #hooks: InterceptionHooks;
  readonly #underWay = new Map<string, AbortController>();

  constructor(root: CdpSession, hooks: InterceptionHooks) {
    this.#root = root;
    this.#hooks = hooks;
    root.on('Fetch.requestPaused', (event) => void this.#onPaused(event));
  }

  cancelled(networkId: string): void {
    this.#underWay.get(networkId)?.abort(new Aborted('the page gave the request up'));
  }

  async #onPaused(event: Paused): Promise<void> {
    const controller = new AbortController();
    const { networkId, requestId } = event;
    if (networkId !== undefined) this.#underWay.set(networkId, controller);
    try {
      await this.#answer(event, controller.signal);
    } catch (error) {
      this.#fail(requestId, 'Failed');
      if (!(error instanceof Aborted)) console.error(`chromium-host: ${event.request.url}:`, error);
    } finally {
      if (networkId !== undefined) this.#underWay.delete(networkId);
    }
  }

  async #answer(event: Paused, signal: AbortSignal): Promise<void> {
    const { schemes, handlers, mayNavigate } = this.#hooks;
    const { requestId, request, resourceType, frameId } = event;
    const url = schemes.toApp(request.url);
    const scheme = url.slice(0, url.indexOf(':')).toLowerCase();
    if (resourceType === 'Document' && !mayNavigate(frameId, url)) return this.#fail(requestId, 'Aborted');
    if (!schemes.has(scheme)) return this.#root.post('Fetch.continueRequest', { requestId });
    if (!request.url.startsWith('https:')) return this.#redirect(requestId, schemes.toBrowser(url));
    const handler = handlers.get(scheme);
    if (!handler) return this.#fail(requestId, 'AddressUnreachable');
    await this.#fulfil(event, url, await handler(toRequest(event, schemes)), signal);
  }

  async #fulfil(event: Paused, url: string, response: Response, signal: AbortSignal): Promise<void> {
    const { schemes, responseHeaders } = this.#hooks;
    const isRange = response.status === 206;
    const part = await readPart(response, isRange ? RANGE_LIMITS : WHOLE_LIMITS, signal);
    if (!part.isComplete && !isRange) throw new Error('the body is too long to be answered without a range');
    const headers = await responseHeaders(url, new Headers(response.headers));
    if (!part.isComplete) fitRange(headers, part.body.length);
    mapHeaders(headers, url, schemes);
    const isMarkup = event.resourceType === 'Document' && (headers.get('content-type') ?? '').startsWith('text/html');
    const body = isMarkup ? Buffer.from(schemes.mapMarkup(part.body.toString('utf8'), url)) : part.body;
    this.#root.post('Fetch.fulfillRequest', {
      requestId: event.requestId,
      responseCode: response.status,
      responseHeaders: [...headers].map(([name, value]) => ({ name, value })),
      body: body.toString('base64'),
      ...(response.statusText ? { responsePhrase: response.statusText } : {}),
    });
  }

  /** Markup may name the scheme itself. Chromium's media loader takes ranges only over http(s): on to the stand-in. */
  #redirect(requestId: string, location: string): void {
    const responseHeaders = [{ name: 'location', value: location }];
    this.#root.post('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders });
  }

  #fail(requestId: string, errorReason: FailReason): void {
    this.#root.post('Fetch.failRequest', { requestId, errorReason });
  }
}

/**
 * Answers the browser's requests for the app's schemes from its protocol handlers, and asks before a document is loaded.
 * Enabled once on the browser, it covers every page, frame and worker.
 */
export async function intercept(root: CdpSession, hooks: InterceptionHooks): Promise<Interception> {
  const interceptor = new Interceptor(root, hooks);
  const own = hooks.schemes.all.map((scheme) => ({ urlPattern: `${scheme}://*` }));
  const standIns = { urlPattern: `https://*.${STAND_IN_DOMAIN}/*` };
  await root.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }, standIns, ...own] });
  return interceptor;
}
