import { notImplemented } from '../page/guard.ts';
import { checkWebPreferences, type WebPreferences } from './web-preferences.ts';

/** What `new BrowserWindow` takes. Those without a visible effect can be read back as `win.options`. */
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
  trafficLightPosition?: unknown;
  backgroundColor?: string;
  autoHideMenuBar?: boolean;
  icon?: unknown;
  resizable?: boolean;
  center?: boolean;
  webPreferences?: WebPreferences;
}

const KNOWN = new Set(
  (
    'width height x y minWidth minHeight show title titleBarStyle titleBarOverlay trafficLightPosition ' +
    'backgroundColor autoHideMenuBar icon resizable center webPreferences'
  ).split(' '),
);

/** Throws, naming the option, for what the host does not know. */
export function checkWindowOptions(options: WindowOptions): WindowOptions {
  for (const name of Object.keys(options)) if (!KNOWN.has(name)) notImplemented(`the option ${name} of BrowserWindow`);
  checkWebPreferences(options.webPreferences ?? {});
  return options;
}
