import { standInUrl } from './scheme-url.ts';
import { wrapMethod } from './wrap.ts';

type Rewrite = (url: string) => string | null;

/** Attributes that hold one URL. */
const URL_ATTRIBUTES = new Set(['src', 'href', 'poster', 'data', 'action']);

/** `fetch` of a window or a worker. */
export function patchFetch(schemes: readonly string[]): void {
  const fetch = globalThis.fetch.bind(globalThis);
  globalThis.fetch = (input, init) => {
    const mapped = standInUrl(input instanceof Request ? input.url : String(input), schemes);
    if (mapped === null) return fetch(input, init);
    return fetch(input instanceof Request ? new Request(mapped, input) : mapped, init);
  };
}

function patchConstructor<T extends new (url: string | URL, ...rest: never[]) => object>(Kind: T, rewrite: Rewrite): T {
  return new Proxy(Kind, {
    construct(target, [url, ...rest]: [string | URL, ...unknown[]], newTarget): object {
      return Reflect.construct(target, [rewrite(String(url)) ?? url, ...rest], newTarget) as object;
    },
  });
}

function patchProperty(prototype: object, name: string, rewrite: Rewrite): void {
  const property = Object.getOwnPropertyDescriptor(prototype, name);
  if (!property) return;
  wrapMethod(property, 'set', ([value], go) => go([rewrite(String(value)) ?? value]));
  Object.defineProperty(prototype, name, property);
}

function patchElements(rewrite: Rewrite): void {
  wrapMethod(Element.prototype, 'setAttribute', ([name, value], go) => {
    const mapped = URL_ATTRIBUTES.has(String(name).toLowerCase()) ? rewrite(String(value)) : null;
    return go([name, mapped ?? value]);
  });
  const withSource = [HTMLMediaElement, HTMLImageElement, HTMLSourceElement, HTMLTrackElement, HTMLIFrameElement];
  for (const { prototype } of [...withSource, HTMLScriptElement, HTMLEmbedElement])
    patchProperty(prototype, 'src', rewrite);
  for (const { prototype } of [HTMLAnchorElement, HTMLLinkElement]) patchProperty(prototype, 'href', rewrite);
  patchProperty(HTMLVideoElement.prototype, 'poster', rewrite);
}

/**
 * Makes the page's `app://…` URLs the stand-in's before Chromium sees them. It would refuse them (fetch, workers), treat
 * them as another origin (canvas, tracks), or hand them to the desktop (links). Only what is in the markup that the app's
 * protocol handler serves, and `location`, is out of reach.
 */
export function patchUrls(schemes: readonly string[]): void {
  const rewrite: Rewrite = (url) => standInUrl(url, schemes);
  patchFetch(schemes);
  wrapMethod(XMLHttpRequest.prototype, 'open', ([method, url, ...rest], go) => {
    return go([method, rewrite(String(url)) ?? url, ...rest]);
  });
  window.Worker = patchConstructor(Worker, rewrite);
  window.SharedWorker = patchConstructor(SharedWorker, rewrite);
  window.EventSource = patchConstructor(EventSource, rewrite);
  patchElements(rewrite);
}
