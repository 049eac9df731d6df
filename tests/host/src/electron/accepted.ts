/**
 * What the app says to Electron and the host takes without effect, with why nothing is proved wrongly by that. Whatever is
 * in none of these lists, and not implemented, throws.
 */

/** Options of BrowserWindow. */
export const OPTIONS_WITHOUT_EFFECT = {
  titleBarStyle: 'windows keep the frame of Chromium, outside the page; kept in `win.options`',
  titleBarOverlay:
    'there is no overlay, as in a full-screen window: `env(titlebar-area-…)` has its fallback, which the page must have anyway',
} satisfies Record<string, string>;

/** Web preferences. */
export const PREFERENCES_WITHOUT_EFFECT = {
  spellcheck: 'Chromium marks words only where a dictionary is installed; nothing that a page can ask depends on it',
} satisfies Record<string, string>;

/** Arguments beyond those that are looked at, by method. */
export const ARGUMENTS_WITHOUT_EFFECT = {
  'powerMonitor.getSystemIdleState': 'the computer is never idle, whatever the threshold',
  'Menu.closePopup': 'a menu is popped up once, so there is no choice of windows',
} satisfies Record<string, string>;
