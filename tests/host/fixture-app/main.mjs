import { app, BrowserWindow, ipcMain, protocol } from 'electron';
import { readFile } from 'node:fs/promises';
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);
app.whenReady().then(async () => {
  protocol.handle('app', async (request) => new Response(await readFile(import.meta.dirname + '/index.html'), { headers: { 'content-type': 'text/html' } }));
  ipcMain.handle('echo', (_e, v) => v);
  const win = new BrowserWindow({ width: 900, height: 600, webPreferences: { preload: import.meta.dirname + '/preload.cjs', sandbox: true } });
  win.once('ready-to-show', () => console.log('ready-to-show'));
  await win.loadURL('app://studio/index.html');
  console.log('loaded', win.webContents.getURL(), win.webContents.mainFrame.origin);
});
