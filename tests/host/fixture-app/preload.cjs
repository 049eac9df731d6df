const electron = require('electron');
const { contextBridge, ipcRenderer, webUtils } = electron;

/** What reading a member of one of the preload's modules throws, or null. */
function attempt(read) {
  try {
    read();
    return null;
  } catch (error) {
    return error.message;
  }
}

contextBridge.exposeInMainWorld('fixture', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  sendSync: (channel, ...args) => ipcRenderer.sendSync(channel, ...args),
  pathOf: (file) => webUtils.getPathForFile(file),
  on(channel, listener) {
    const handler = (_event, ...args) => listener(...args);
    ipcRenderer.on(channel, handler);
    return () => void ipcRenderer.off(channel, handler);
  },
  environment: {
    sandboxed: process.sandboxed,
    type: process.type,
    electron: process.versions.electron,
    argv: process.argv,
  },
  attempts: () => ({
    ipcRenderer: attempt(() => ipcRenderer.postMessage('x', null)),
    contextBridge: attempt(() => contextBridge.executeInMainWorld({})),
    webUtils: attempt(() => webUtils.somethingNew()),
    webFrame: attempt(() => electron.webFrame.setZoomFactor(2)),
    module: attempt(() => electron.shell),
    process: attempt(() => process.crash()),
    require: attempt(() => require('node:events')),
    node: attempt(() => require('node:fs')),
    set: attempt(() => {
      ipcRenderer.unknown = 1;
    }),
  }),
  twice:
    attempt(() => contextBridge.exposeInMainWorld('twice', 1)) ??
    attempt(() => contextBridge.exposeInMainWorld('twice', 2)),
  lend: (callback) => Promise.resolve(callback(20)).then((value) => value + 1),
  fail: () => {
    throw new RangeError('no');
  },
});
