import { BridgeEnd } from './bridge.ts';
import { guarded, notImplemented, strict } from './guard.ts';
import type { SyncCall } from './sync-call.ts';

/** The preload script of the app, wrapped in a function. */
export type PreloadBody = (
  require: (id: string) => unknown,
  module: { exports: object },
  exports: object,
  process: object,
  global: typeof globalThis,
) => void;

/** What a sandboxed preload sees of `process`. */
interface PreloadProcess {
  platform: string;
  arch: string;
  argv: string[];
  execPath: string;
  env: Record<string, string | undefined>;
  versions: Record<string, string | undefined>;
}

/** Names of the bridge's events, see bridge.ts. */
export interface PreloadConfig {
  preload: string;
  toPage: string;
  toPreload: string;
  process: PreloadProcess;
}

function createContextBridge({ toPage, toPreload }: PreloadConfig): object {
  const exposed = new Map<string, unknown>();
  let pageListens = false;
  const bridge = new BridgeEnd(
    { outgoing: toPage, incoming: toPreload },
    {
      hello() {
        if (pageListens) return;
        pageListens = true;
        for (const [name, value] of exposed) bridge.expose(name, value);
      },
    },
  );
  bridge.hello(); // whichever world starts second reaches the other
  return strict('contextBridge', {
    exposeInMainWorld(name: string, value: unknown): void {
      if (exposed.has(name)) throw new Error('Cannot bind an API on top of an existing property on the window object');
      exposed.set(name, value);
      if (pageListens) bridge.expose(name, value);
    },
  });
}

function createWebUtils(call: SyncCall): object {
  return strict('webUtils', {
    getPathForFile(file: unknown): string {
      if (file instanceof File) return call('file', file, '');
      throw new TypeError('getPathForFile expected to receive a File object but one was not provided');
    },
  });
}

function createProcess(facts: PreloadProcess): object {
  return strict('process', { ...facts, type: 'renderer', sandboxed: true, contextIsolated: true, isMainFrame: true });
}

/** `electron` and its subpaths are all that the host offers of a sandboxed preload's modules. */
function createRequire(ipcRenderer: object, config: PreloadConfig, call: SyncCall): (id: string) => unknown {
  const webFrame = guarded('webFrame', {});
  const contextBridge = createContextBridge(config);
  const electron = strict('electron', { ipcRenderer, contextBridge, webUtils: createWebUtils(call), webFrame });
  return (id) => {
    if (/^electron(\/(renderer|common))?$/.test(id)) return electron;
    if (/^(node:)?(events|timers|url)$/.test(id)) return notImplemented(`require('${id}') in a preload`);
    throw new Error(`module not found: ${id}`);
  };
}

/** Runs the app's preload script with what Electron's sandbox gives it. */
export function runPreload(body: PreloadBody, config: PreloadConfig, ipcRenderer: object, call: SyncCall): void {
  const module = { exports: {} };
  const require = createRequire(ipcRenderer, config, call);
  try {
    body.call(globalThis, require, module, module.exports, createProcess(config.process), globalThis);
  } catch (error) {
    console.error(`Unable to load preload script: ${config.preload}`);
    reportError(error);
  }
}
