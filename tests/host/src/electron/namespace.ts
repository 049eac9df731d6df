import { strict } from '../page/guard.ts';
import { missing } from './api.ts';

/** What Electron's main process exports and the host has nothing of. */
const MISSING = [
  'autoUpdater',
  'BaseWindow',
  'BrowserView',
  'ClipboardItem',
  'contentTracing',
  'desktopCapturer',
  'globalShortcut',
  'ImageView',
  'inAppPurchase',
  'IpcMainServiceWorker',
  'MessageChannelMain',
  'netLog',
  'pushNotifications',
  'ServiceWorkerMain',
  'ShareMenu',
  'sharedTexture',
  'systemPreferences',
  'TouchBar',
  'Tray',
  'View',
  'webFrameMain',
  'WebContentsView',
  'WebSocket',
  'localAIHandler',
];

/** What only preloads have; reading it in main gives undefined in Electron too. */
export function createNamespace(modules: Record<string, unknown>): Record<string, unknown> {
  const absent = Object.fromEntries(MISSING.map((name) => [name, missing(name)]));
  return strict('electron', { ...absent, ...modules });
}
