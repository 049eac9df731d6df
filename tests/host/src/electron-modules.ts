import type { Host } from './host.ts';
import { createBrowserWindowClass, createCrashReporter, createWebContentsModule } from './electron/classes.ts';
import { createClipboard } from './electron/clipboard.ts';
import { createDialog } from './electron/dialog.ts';
import { createNamespace } from './electron/namespace.ts';
import { createNativeImageModule } from './electron/native-image.ts';
import { createNet } from './electron/net.ts';
import { createNotificationClass } from './electron/notification.ts';
import { createPowerSaveBlocker, PowerMonitor } from './electron/power.ts';
import { createSafeStorage } from './electron/safe-storage.ts';
import { createUtilityProcess } from './electron/utility-process.ts';
import { notImplemented, refuseSurplus, strict } from './page/guard.ts';

/** What `import … from 'electron'` gives the app's main process. */
export function createElectron(host: Host): Record<string, unknown> {
  const { app, commandLine, handlers, ipcMain, menus, registry, screen, session, shell, theme } = host;
  return createNamespace({
    app,
    BrowserWindow: createBrowserWindowClass(host.windowHost),
    clipboard: createClipboard(),
    crashReporter: createCrashReporter(),
    dialog: createDialog(host.desktop),
    ipcMain,
    Menu: menus.Menu,
    MenuItem: menus.MenuItem,
    nativeImage: createNativeImageModule(),
    nativeTheme: theme,
    net: createNet(handlers),
    Notification: createNotificationClass(),
    powerMonitor: new PowerMonitor(),
    powerSaveBlocker: createPowerSaveBlocker(),
    protocol: session.protocol,
    safeStorage: createSafeStorage({
      userData: () => app.getPath('userData'),
      isReady: () => app.isReady(),
      passwordStore: () => commandLine.switchValue('password-store'),
    }),
    screen,
    session: strict('session', {
      defaultSession: session,
      fromPartition(partition: string, ...surplus: unknown[]) {
        refuseSurplus('session.fromPartition', surplus);
        return partition === '' ? session : notImplemented(`session.fromPartition('${partition}')`);
      },
    }),
    shell: shell.api,
    utilityProcess: createUtilityProcess((details) => app.emit('child-process-gone', {}, details)),
    webContents: createWebContentsModule(registry),
  });
}
