import { strict } from '../page/guard.ts';
import { BrowserWindow, type WindowHost } from './browser-window.ts';
import type { Registry } from './registry.ts';
import type { WindowOptions } from './window-options.ts';

/** The class `BrowserWindow` of one app. */
export function createBrowserWindowClass(host: WindowHost): new (options?: WindowOptions) => BrowserWindow {
  const { registry } = host;
  return class AppWindow extends BrowserWindow {
    constructor(options: WindowOptions = {}) {
      super(host, options);
    }
    static getAllWindows(): BrowserWindow[] {
      return registry.windows;
    }
    static getFocusedWindow(): BrowserWindow | null {
      return registry.focused;
    }
    static fromId(id: number): BrowserWindow | null {
      return registry.window(id);
    }
    static fromWebContents(contents: unknown): BrowserWindow | null {
      return registry.windowOf(contents);
    }
  };
}

/** The module `webContents`. */
export function createWebContentsModule(registry: Registry): object {
  return strict('webContents', {
    getAllWebContents: () => registry.contents,
    getFocusedWebContents: () => registry.focused?.webContents ?? null,
    fromId: (id: number) => registry.contentsById(id),
    fromDevToolsTargetId: (targetId: string) => registry.contentsByTarget(targetId),
    fromFrame: (frame: { frameToken: string }) => registry.contentsByFrame(frame.frameToken),
  });
}

/** The module `crashReporter`: nothing is sent; what it was started with can be read back. */
export function createCrashReporter(): object {
  const parameters: Record<string, string> = {};
  return strict('crashReporter', {
    /** Not Electron's. */
    startedWith: null as object | null,
    start(options: object): void {
      this.startedWith = options;
    },
    addExtraParameter: (key: string, value: string) => void (parameters[key] = value),
    removeExtraParameter: (key: string) => void delete parameters[key],
    getParameters: () => ({ ...parameters }),
  });
}
