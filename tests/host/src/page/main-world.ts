import { BridgeEnd } from './bridge.ts';
import { patchPermissions } from './permissions.ts';
import { createSyncCall } from './sync-call.ts';
import { watchUnload } from './unload.ts';
import { patchUrls } from './urls.ts';
import { patchWindowOpen } from './window-open.ts';

/** What the page's own world is told; none of it can be reached from the page's code. */
export interface MainWorldConfig {
  token: string;
  toPage: string;
  toPreload: string;
  hasPreload: boolean;
  schemes: readonly string[];
}

function deepFreeze(value: unknown): unknown {
  const isObject = value !== null && (typeof value === 'object' || typeof value === 'function');
  if (!isObject || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  for (const item of Object.values(value)) deepFreeze(item);
  return value;
}

function receiveExposed({ toPage, toPreload }: MainWorldConfig): void {
  const bridge = new BridgeEnd(
    { outgoing: toPreload, incoming: toPage },
    {
      expose(name, value) {
        const frozen = deepFreeze(value);
        Object.defineProperty(window, name, { value: frozen, enumerable: true, configurable: false, writable: false });
      },
      hello: () => bridge.hello(),
    },
  );
  bridge.hello();
}

/** Runs in the page's own world of every frame, before any script of the page. */
export function startMainWorld(config: MainWorldConfig): void {
  const call = createSyncCall(config.token);
  patchUrls(config.schemes);
  patchWindowOpen(call);
  patchPermissions(call);
  watchUnload(call);
  if (window === window.top && config.hasPreload) receiveExposed(config);
}
