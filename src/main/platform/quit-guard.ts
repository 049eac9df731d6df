import { app, BrowserWindow, dialog } from 'electron';
import type { Words } from '../../shared/messages/words.ts';

export interface QuitGuardDeps {
  /** How many uploads would go on only next time. */
  readonly pending: () => number;
  /** Whether to quit all the same. */
  readonly ask: (pending: number) => Promise<boolean>;
  readonly quit: () => void;
}

/** Asks once before the app ends with uploads on their way; whoever says yes is not asked again. */
export function createQuitGuard({ pending, ask, quit }: QuitGuardDeps) {
  let isAgreed = false;
  let isAsking = false;
  async function askFirst(count: number): Promise<void> {
    isAsking = true;
    // A question that cannot be asked keeps nobody from quitting: nothing is lost by it.
    isAgreed = await ask(count).catch(() => true);
    isAsking = false;
    if (isAgreed) quit();
  }
  return {
    /** For `before-quit`, and for the last window that is closed; answers whether the app goes on. */
    hold(event: { preventDefault(): void }): boolean {
      const count = isAgreed ? 0 : pending();
      if (count === 0) return false;
      event.preventDefault();
      if (!isAsking) void askFirst(count);
      return true;
    },
    /** The computer is going down: nobody is there to be asked. */
    letGo: (): void => void (isAgreed = true),
  };
}

/** The system's question, over the window that is in front. */
async function askToQuit(t: Words, pending: number): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: t('uploads.quit.title', { count: pending }),
    detail: t('uploads.quit.hint'),
    buttons: [t('uploads.quit.quit'), t('uploads.quit.stay')],
    defaultId: 1,
    cancelId: 1,
  };
  const [any] = BrowserWindow.getAllWindows();
  const window = BrowserWindow.getFocusedWindow() ?? any;
  const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
  return response === 0;
}

/** The guard on Electron's own doors. */
export const createAppQuitGuard = (t: Words, pending: () => number) =>
  createQuitGuard({ pending, ask: (count) => askToQuit(t, count), quit: () => app.quit() });
