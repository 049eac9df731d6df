import { BrowserWindow, ipcMain } from 'electron';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../../shared/ipc/bridge.ts';
import { err } from '../../shared/ipc/result.ts';
import type { Dispatch } from './router.ts';
import { isOwnTopFrame } from './sender.ts';

/** The only user of `ipcMain`. Answers a function that closes the door again. */
export function openTransport(dispatch: Dispatch, origins: readonly string[]): () => void {
  ipcMain.handle(INVOKE_CHANNEL, (event, route: unknown, input: unknown) => {
    if (!isOwnTopFrame(event.senderFrame, origins)) return err('FORBIDDEN_SENDER', 'this frame may not ask');
    return dispatch(route, input, { windowId: BrowserWindow.fromWebContents(event.sender)?.id ?? -1 });
  });
  return () => ipcMain.removeHandler(INVOKE_CHANNEL);
}

/** Sends one event to every window, or to one of them. */
export function sendEvent(name: string, payload: unknown, windowId?: number): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (windowId !== undefined && window.id !== windowId) continue;
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, name, payload);
  }
}
