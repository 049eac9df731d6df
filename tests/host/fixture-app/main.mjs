// The app that the host's own tests drive: plain JavaScript, no build. Tests reach into it by electronApp.evaluate.
import { app, BrowserWindow, ipcMain, protocol } from 'electron';
import { join } from 'node:path';
import { createHandler } from './protocol.mjs';

/** What tests read and write: globalThis.fixture in electronApp.evaluate. */
const state = { opened: 0, cancelled: 0, events: [], held: [] };
globalThis.fixture = state;

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

function createWindow(options = {}) {
  const window = new BrowserWindow({
    width: 900,
    height: 600,
    ...options,
    webPreferences: { preload: join(import.meta.dirname, 'preload.cjs'), additionalArguments: ['--from-main'] },
  });
  window.webContents.setWindowOpenHandler((details) => {
    state.events.push(`open ${details.url}`);
    return { action: 'deny' };
  });
  return window;
}
state.createWindow = createWindow;

function frameFacts(frame) {
  return (
    frame && { url: frame.url, origin: frame.origin, isTop: frame.top === frame, parent: frame.parent?.url ?? null }
  );
}

function handleIpc() {
  ipcMain.handle('echo', (_event, value) => value);
  ipcMain.handle('fail', () => {
    throw new TypeError('it broke');
  });
  ipcMain.handle('function', () => () => 1);
  ipcMain.handle('frame', (event) => frameFacts(event.senderFrame));
  // Answers when the test lets it, and says what has become of the sender.
  ipcMain.handle('hold', (event) => new Promise((resolve) => state.held.push({ event, resolve })));
  ipcMain.on('note', (event, text) => state.events.push(`note ${text} from ${event.senderFrame?.url}`));
  ipcMain.on('sync', (event, value) => {
    event.returnValue = { got: value };
  });
  ipcMain.on('sync-fails', () => {
    throw new Error('sync broke');
  });
}

async function start() {
  await app.whenReady();
  protocol.handle('app', createHandler(state));
  handleIpc();
  await createWindow().loadURL('app://studio/');
}

app.on('second-instance', (_event, argv, cwd, data) => state.events.push({ argv, cwd, data }));
if (app.requestSingleInstanceLock({ hello: 'first' })) void start();
else app.quit();
