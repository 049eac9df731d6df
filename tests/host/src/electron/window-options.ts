import { refuseUnknown } from '../page/guard.ts';
import { OPTIONS_WITHOUT_EFFECT } from './accepted.ts';
import { checkWebPreferences, type WebPreferences } from './web-preferences.ts';

/** What `new BrowserWindow` takes; it can be read back as `win.options`. */
export interface WindowOptions {
  width?: number;
  height?: number;
  x?: number;
  y?: number;
  minWidth?: number;
  minHeight?: number;
  show?: boolean;
  title?: string;
  titleBarStyle?: string;
  titleBarOverlay?: unknown;
  backgroundColor?: string;
  center?: boolean;
  webPreferences?: WebPreferences;
}

const KNOWN = new Set([
  ...'width height x y minWidth minHeight show title backgroundColor center webPreferences'.split(' '),
  ...Object.keys(OPTIONS_WITHOUT_EFFECT),
]);

/** Throws, naming the option, for what the host does not know. */
export function checkWindowOptions(options: WindowOptions): WindowOptions {
  refuseUnknown('BrowserWindow', options, KNOWN);
  checkWebPreferences(options.webPreferences ?? {});
  return options;
}
