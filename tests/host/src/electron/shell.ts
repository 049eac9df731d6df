import { strict } from '../page/guard.ts';

/** One thing that would have been handed to the desktop. */
export interface ShellCall {
  method: 'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem' | 'beep' | 'externalProtocol';
  target: string;
}

/** Electron's `shell`. There is no desktop: calls are kept in `shell.calls`, the last one last. */
export function createShell(): { api: object; record(call: ShellCall): void } {
  const calls: ShellCall[] = [];
  const record = (call: ShellCall) => void calls.push(call);
  const api = strict('shell', {
    calls,
    openExternal: async (url: string) => record({ method: 'openExternal', target: url }),
    async openPath(path: string): Promise<string> {
      record({ method: 'openPath', target: path });
      return '';
    },
    showItemInFolder: (path: string) => record({ method: 'showItemInFolder', target: path }),
    trashItem: async (path: string) => record({ method: 'trashItem', target: path }),
    beep: () => record({ method: 'beep', target: '' }),
  });
  return { api, record };
}
