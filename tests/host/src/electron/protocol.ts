import type { ProtocolHandler } from '../net/interception.ts';
import type { SchemeMap } from '../net/scheme-map.ts';
import { notImplemented, strict } from '../page/guard.ts';

interface CustomScheme {
  scheme: string;
  privileges?: Record<string, boolean>;
}

/** What every registered scheme has here, because its stand-in is an https origin. Others cannot be given. */
const IMPLIED = new Set(['standard', 'secure', 'supportFetchAPI', 'stream', 'corsEnabled', 'codeCache']);

export interface ProtocolDeps {
  schemes: SchemeMap;
  handlers: Map<string, ProtocolHandler>;
  isReady: () => boolean;
}

function checkPrivileges({ scheme, privileges = {} }: CustomScheme): void {
  for (const [name, isGiven] of Object.entries(privileges)) {
    if (isGiven && !IMPLIED.has(name)) notImplemented(`the privilege ${name} of the scheme ${scheme}`);
  }
  if (!privileges['standard'] || !privileges['secure']) {
    notImplemented(`the scheme ${scheme} without the privileges standard and secure`);
  }
}

/** Electron's `protocol`: schemes are registered before the app is ready, handled after. */
export function createProtocol({ schemes, handlers, isReady }: ProtocolDeps): object {
  return strict('protocol', {
    registerSchemesAsPrivileged(list: CustomScheme[]): void {
      if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      for (const item of list) {
        checkPrivileges(item);
        schemes.add(item.scheme);
      }
    },
    handle(scheme: string, handler: ProtocolHandler): void {
      if (!schemes.has(scheme))
        notImplemented(`protocol.handle('${scheme}') of a scheme that was not registered as privileged`);
      if (handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`);
      handlers.set(scheme, handler);
    },
    unhandle(scheme: string): void {
      if (!handlers.delete(scheme)) throw new Error(`The scheme has not been registered: ${scheme}`);
    },
    isProtocolHandled: (scheme: string) => handlers.has(scheme),
  });
}
