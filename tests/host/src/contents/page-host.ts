import type { EventEmitter } from 'node:events';
import type { CdpSession } from '../cdp/session.ts';
import type { IpcMain } from '../electron/ipc-main.ts';
import type { Session } from '../electron/session.ts';
import type { SchemeMap } from '../net/scheme-map.ts';
import type { KeyInput } from '../page/isolated-messages.ts';
import type { Wire } from '../page/wire.ts';
import type { PageScripts } from '../page-scripts.ts';

/** What happened to a window that a person has taken hold of. */
export type WindowReport = 'focus' | 'blur' | 'resize';

/** What every page needs of the host. `contents` is the page's WebContents. */
export interface PageHost {
  schemes: SchemeMap;
  scripts: PageScripts;
  wire: Wire;
  ipcMain: IpcMain;
  session: Session;
  /** True while windows have no frame that a person could take hold of. */
  isHeadless: boolean;
  /** The browser's own session. */
  root: () => CdpSession;
  sessionOf: (sessionId: string) => CdpSession;
  theme(): 'light' | 'dark';
  /** The page gave a request up. */
  requestCancelled(networkId: string): void;
  openExternal(url: string): void;
  unhandledKey(contents: EventEmitter, input: KeyInput): void;
  windowReport(contents: EventEmitter, report: WindowReport): void;
  renderProcessGone(contents: EventEmitter, details: { reason: string; exitCode: number }): void;
}
