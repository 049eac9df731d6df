import { dirname } from 'node:path';
import { notImplemented, refuseSurplus, strict } from '../page/guard.ts';
import type { Desktop } from './desktop.ts';

/** One thing that was to be handed to the desktop. */
export interface ShellCall {
  method: 'openExternal' | 'openPath' | 'showItemInFolder' | 'externalProtocol';
  target: string;
}

/** Electron's `shell`, and what is left to the host. */
export interface Shell {
  api: object;
  /** A page went to a URL of the desktop's. */
  openExternally(url: string): void;
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Electron's `shell`. `xdg-open` opens things where there is a display, and what it refuses fails as in Electron. Without
 * a display everything fails: nothing would be opened. Either way calls are kept in `shell.calls`, the last one last.
 */
export function createShell(desktop: Desktop | null): Shell {
  const calls: ShellCall[] = [];
  /** Rejects, too, where nobody would see it opened. */
  async function open(method: ShellCall['method'], target: string, opened = target): Promise<void> {
    calls.push({ method, target });
    if (!desktop) return notImplemented(`shell.${method} without a display`);
    await desktop.open(opened);
  }
  const report = (error: unknown) => console.error(textOf(error));
  const api = strict('shell', {
    calls,
    openExternal(url: string, ...surplus: unknown[]): Promise<void> {
      refuseSurplus('shell.openExternal', surplus);
      return open('openExternal', url);
    },
    openPath: (path: string): Promise<string> => open('openPath', path).then(() => '', textOf),
    showItemInFolder(path: string): void {
      const opening = open('showItemInFolder', path, dirname(path));
      opening.catch(desktop ? report : () => {}); // Electron says nothing to the app, either
      if (!desktop) notImplemented('shell.showItemInFolder without a display');
    },
  });
  return { api, openExternally: (url) => void open('externalProtocol', url).catch(desktop ? report : () => {}) };
}
