import { notImplemented } from '../page/guard.ts';
import { PREFERENCES_WITHOUT_EFFECT } from './accepted.ts';

/** The web preferences that are looked at. */
export interface WebPreferences {
  preload?: string;
  additionalArguments?: string[];
  zoomFactor?: number;
  [name: string]: unknown;
}

/** Preferences that can have one value here, which is also the secure one. */
const FIXED: Record<string, unknown> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  experimentalFeatures: false,
  plugins: false,
  javascript: true,
  images: true,
  navigateOnDragDrop: false,
};

const ACCEPTED = new Set(['preload', 'additionalArguments', 'zoomFactor', ...Object.keys(PREFERENCES_WITHOUT_EFFECT)]);

/** Throws, naming the preference, for whatever would make the page another one than in Electron. */
export function checkWebPreferences(preferences: WebPreferences): WebPreferences {
  for (const [name, value] of Object.entries(preferences)) {
    const isFixed = Object.hasOwn(FIXED, name);
    if (isFixed && value !== undefined && value !== FIXED[name])
      notImplemented(`webPreferences.${name} = ${JSON.stringify(value)}`);
    if (!isFixed && !ACCEPTED.has(name)) notImplemented(`webPreferences.${name}`);
  }
  return preferences;
}
