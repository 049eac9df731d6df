import { join } from 'node:path';
import type { Settings } from '../shared/ipc/contract/studio.ts';
import type { Environment } from './compose-services.ts';
import { sendEvent } from './ipc/transport.ts';
import type { AppLanguage } from './lib/app-language.ts';
import type { Logger } from './lib/logger.ts';
import { createCloseGuard } from './platform/close-guard.ts';
import { type MenuDeps, showMenu } from './platform/menu.ts';
import { ORIGIN } from './platform/protocols.ts';
import { createWindowState } from './platform/window-state.ts';
import { createWindows, type WindowsDeps, type WindowsService } from './platform/windows.ts';

const askToClose = (windowId: number): void => sendEvent('app.closeRequested', {}, windowId);

interface FrontDeps {
  readonly env: Environment;
  readonly logger: Logger;
  readonly logFolder: string;
  readonly language: AppLanguage;
}

/** What somebody sees of the app itself: its windows and its menu, as the settings want them. */
export function createFront({ env, logger, logFolder, language }: FrontDeps) {
  let windows: WindowsService | null = null;
  const closeGuard = createCloseGuard(askToClose);
  const menu: MenuDeps = {
    logFolder,
    t: language.t,
    openWindow: () => windows?.open(),
    send: (command, windowId) => sendEvent('app.commandInvoked', { command }, windowId),
  };
  return {
    windows: () => windows,
    closeGuard,
    /** What a page says of its window's end. */
    closing: {
      setUnsaved: closeGuard.setUnsaved,
      // After the answer is out.
      closeWindow: (windowId: number): void => void setImmediate(() => windows?.close(windowId)),
    },
    /** The app ends: nothing is asked any more, and its windows come back next time. */
    letGo(): void {
      closeGuard.letGo();
      windows?.letGo();
    },
    obey({ theme, locale, shortcuts }: Settings): void {
      windows?.setTheme(theme);
      language.set(locale);
      showMenu(menu, shortcuts);
    },
    /** Call it once, when the app is ready. */
    begin(holdEnd: WindowsDeps['holdEnd']): WindowsService {
      const made = createWindows({
        preload: env.preload,
        pageUrl: env.devUrl ?? `${ORIGIN}/index.html`,
        state: createWindowState(join(env.userData, 'window.json')),
        holdEnd,
        closeGuard,
        report: (message, fields) => logger.log('error', message, fields),
      });
      windows = made;
      showMenu(menu, {});
      return made;
    },
  };
}
