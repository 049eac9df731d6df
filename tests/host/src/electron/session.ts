import { notImplemented, refuseSurplus, strict } from '../page/guard.ts';
import { apiEmitter } from './api.ts';
import { PermissionHandlers } from './permissions.ts';

interface HeadersReceived {
  cancel?: boolean;
  responseHeaders?: Record<string, string | string[]>;
}

type HeadersListener = (
  details: { url: string; responseHeaders: Record<string, string[]> },
  callback: (answer: HeadersReceived) => void,
) => void;

/** `session.defaultSession`. What of it concerns requests holds for the app's own schemes. */
export class Session extends apiEmitter('session', []) {
  readonly protocol: object;
  readonly webRequest: object;
  /** For the host. */
  readonly permissions = new PermissionHandlers();
  #headersListener: HeadersListener | null = null;

  constructor(protocol: object) {
    super();
    this.protocol = protocol;
    this.webRequest = strict('session.webRequest', {
      onHeadersReceived: (listener: HeadersListener | null, ...surplus: unknown[]) => {
        refuseSurplus('webRequest.onHeadersReceived', surplus);
        if (listener !== null && typeof listener !== 'function')
          notImplemented('a filter of webRequest.onHeadersReceived');
        this.#headersListener = listener;
      },
    });
  }

  setPermissionRequestHandler(handler: Parameters<PermissionHandlers['setRequestHandler']>[0]): void {
    this.permissions.setRequestHandler(handler);
  }

  setPermissionCheckHandler(handler: Parameters<PermissionHandlers['setCheckHandler']>[0]): void {
    this.permissions.setCheckHandler(handler);
  }

  /** For the host: the headers of a response after the app's `webRequest.onHeadersReceived`. Rejects when it cancels. */
  async applyHeadersReceived(url: string, headers: Headers): Promise<Headers> {
    const listener = this.#headersListener;
    if (!listener) return headers;
    const before = Object.fromEntries([...headers].map(([name, value]) => [name, [value]]));
    const answer = await new Promise<HeadersReceived>((resolve) => listener({ url, responseHeaders: before }, resolve));
    if (answer.cancel) throw new Error('cancelled by webRequest.onHeadersReceived');
    if (!answer.responseHeaders) return headers;
    const pairs = Object.entries(answer.responseHeaders);
    return new Headers(
      pairs.flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value])),
    );
  }
}
