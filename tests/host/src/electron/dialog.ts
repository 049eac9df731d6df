import { notImplemented, strict } from '../page/guard.ts';
import { BrowserWindow } from './browser-window.ts';
import type { Desktop } from './desktop.ts';
import { showOpenDialog, showSaveDialog, type FileOptions } from './file-dialog.ts';

/** What `showErrorBox` was told. */
interface ErrorBox {
  title: string;
  content: string;
}

function unanswered(name: string): Error {
  return new Error(
    `chromium-host: dialog.${name} is not implemented: nobody is there to answer. A test answers in its place, e.g. ` +
      `electronApp.evaluate(({ dialog }) => { dialog.${name} = async () => ({ canceled: true, filePaths: [] }); })`,
  );
}

/** The window comes first, if at all; dialogs here stand by themselves. */
function optionsOf(args: readonly unknown[]): FileOptions {
  const [first, second] = args;
  return ((first instanceof BrowserWindow || second !== undefined ? second : first) ?? {}) as FileOptions;
}

/** A question of the dialog: asked on the desktop, and failing where there is none. */
function question(desktop: Desktop | null, name: string, ask: (desktop: Desktop, options: FileOptions) => unknown) {
  return async (...args: unknown[]): Promise<unknown> => {
    if (!desktop) throw unanswered(name);
    return ask(desktop, optionsOf(args));
  };
}

/** Stays on the screen when the app has ended: what it says is often why. */
function showErrorBox(desktop: Desktop, { title, content }: ErrorBox): void {
  const zenity = desktop.find(['zenity']);
  const kdialog = desktop.find(['kdialog']);
  if (zenity !== null) desktop.tell(zenity, ['--error', '--no-markup', `--title=${title}`, `--text=${content}`]);
  else if (kdialog !== null) desktop.tell(kdialog, ['--title', title, '--error', content]);
}

/**
 * Electron's `dialog`. With a display, zenity or kdialog asks for files; without one every question fails until a test
 * replaces the function. `showErrorBox` is kept in `dialog.errorBoxes` and printed, and shown where there is a display.
 */
export function createDialog(desktop: Desktop | null): object {
  const errorBoxes: ErrorBox[] = [];
  const refuse = (name: string) => (): never => {
    if (!desktop) throw unanswered(name);
    return notImplemented(`dialog.${name}`);
  };
  return strict('dialog', {
    showOpenDialog: question(desktop, 'showOpenDialog', showOpenDialog),
    showSaveDialog: question(desktop, 'showSaveDialog', showSaveDialog),
    showMessageBox: async () => refuse('showMessageBox')(),
    showOpenDialogSync: refuse('showOpenDialogSync'),
    showSaveDialogSync: refuse('showSaveDialogSync'),
    showMessageBoxSync: refuse('showMessageBoxSync'),
    errorBoxes,
    showErrorBox(title: string, content: string): void {
      const box = { title, content };
      errorBoxes.push(box);
      console.error(`[error box] ${title}: ${content}`);
      if (desktop) showErrorBox(desktop, box);
    },
  });
}
