import type { ProtocolHandler } from '../net/interception.ts';
import { strict } from '../page/guard.ts';
import { ClientRequest, type RequestOptions } from './client-request.ts';
import { createNetFetch } from './net-fetch.ts';

/** Electron's `net`. Requests go out by Node; a test takes the network away with `net.online = false`. */
export function createNet(handlers: ReadonlyMap<string, ProtocolHandler>): object {
  const state = { online: true };
  const fetch = createNetFetch(handlers, () => state.online);
  return strict('net', {
    get online(): boolean {
      return state.online;
    },
    set online(isOnline: boolean) {
      state.online = isOnline;
    },
    isOnline: () => state.online,
    fetch,
    request: (options: RequestOptions | string) => new ClientRequest(fetch, options),
  });
}
