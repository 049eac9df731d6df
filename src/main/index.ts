import { app, dialog } from 'electron';
import { compose } from './compose.ts';
import { registerScheme } from './platform/protocols.ts';

/** `--policy FILE` or `--policy=FILE`, in unpackaged runs only: a packaged one obeys the system's policy file. */
function policyArgument(): string | null {
  const args = process.argv;
  const joined = args.find((arg) => arg.startsWith('--policy='));
  if (joined) return joined.slice('--policy='.length);
  const at = args.indexOf('--policy');
  return at === -1 ? null : (args[at + 1] ?? null);
}

registerScheme();
app.enableSandbox();

if (app.requestSingleInstanceLock()) {
  const studio = compose({
    userData: app.getPath('userData'),
    rendererRoot: `${import.meta.dirname}/../renderer`,
    preload: `${import.meta.dirname}/../preload/index.cjs`,
    workers: import.meta.dirname,
    isPackaged: app.isPackaged,
    policyFile: app.isPackaged ? null : policyArgument(),
    devUrl: app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null),
  });
  process.on('uncaughtException', (error) => studio.crashed('uncaught exception', error));
  process.on('unhandledRejection', (error) => studio.crashed('unhandled rejection', error));
  app.on('second-instance', () => studio.focus());
  app.on('activate', () => studio.activate());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('before-quit', (event) => studio.beforeQuit(event));
  app.on('will-quit', (event) => studio.quit(event));
  // Not awaited: Electron becomes ready only after this module has been read to its end.
  studio.start().catch((error: unknown) => {
    const incidentId = studio.crashed('starting', error);
    dialog.showErrorBox(studio.t('startFailed.title'), `${studio.t('startFailed.hint')} (${incidentId})`);
    app.exit(1);
  });
} else {
  app.quit();
}
