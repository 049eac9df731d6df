import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { EVENT_CHANNEL, INVOKE_CHANNEL, type LecternBridge } from '../shared/ipc/bridge.ts';
import type { Result } from '../shared/ipc/result.ts';

/** One generic forwarder: routes, types and checks are derived from the contract on both sides of it. */
const bridge: LecternBridge = {
  invoke: (route, input) => ipcRenderer.invoke(INVOKE_CHANNEL, route, input) as Promise<Result<unknown>>,
  subscribe(listener) {
    const forward = (_event: IpcRendererEvent, name: string, payload: unknown): void => listener(name, payload);
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => void ipcRenderer.off(EVENT_CHANNEL, forward);
  },
  pathsForFiles: (files) => files.map((file) => webUtils.getPathForFile(file as File)),
};

contextBridge.exposeInMainWorld('lectern', bridge);
