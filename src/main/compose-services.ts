import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, BrowserWindow, dialog, shell } from 'electron';
import { v7 as uuidv7 } from 'uuid';
import type { Settings } from '../shared/ipc/contract/studio.ts';
import type { StorageDeps } from './actions/storage.ts';
import type { Policy } from './auth/policy.ts';
import type { Vault } from './auth/vault.ts';
import { createPush, type Push } from './ipc/push.ts';
import { sendEvent } from './ipc/transport.ts';
import type { Logger } from './lib/logger.ts';
import { contentTypeOf } from './media/content-type.ts';
import type { MediaService } from './media/media-service.ts';
import type { createActivity } from './platform/activity.ts';
import type { StorageClient } from './uploads/adapters/storage-client.ts';
import type { Clock } from './uploads/ports.ts';
import type { WorkerPort } from './uploads/messages.ts';

/** Where this run of the app finds itself; made by the entry. */
export interface Environment {
  readonly userData: string;
  readonly rendererRoot: string;
  readonly preload: string;
  /** Folder of the worker entries. */
  readonly workers: string;
  readonly isPackaged: boolean;
  /** Given on the command line of an unpackaged run. */
  readonly policyFile: string | null;
  readonly devUrl: string | null;
}

/** What every profile shares: the machine, the windows, the clock, chance. */
export interface AppServices {
  readonly logger: Logger;
  readonly push: Push;
  readonly policy: Policy;
  readonly vault: Vault;
  readonly media: MediaService;
  readonly activity: ReturnType<typeof createActivity>;
  readonly storageClient: StorageClient;
  readonly testStorage: StorageDeps['testConnection'];
  readonly startUploadWorker: () => WorkerPort;
  readonly clock: Clock;
  readonly locale: string;
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  readonly newNode: () => string;
  readonly contentTypeOf: (fileName: string) => string;
  readonly fileExists: (path: string) => boolean;
  readonly reveal: (path: string) => void;
  readonly pickFolder: (windowId: number) => Promise<string | null>;
  readonly onSettings: (settings: Settings) => void;
  /** A local edit was committed: sync has something to send. */
  readonly onLocalChange: () => void;
}

/** The system's folder picker, over the window that asked. */
async function pickFolder(windowId: number): Promise<string | null> {
  const window = BrowserWindow.fromId(windowId);
  const options = { properties: ['openDirectory' as const] };
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? null : (filePaths[0] ?? null);
}

const clock: Clock = {
  nowMs: () => Date.now(),
  delay: (ms, signal) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
};

/** The parts of `AppServices` that only pass the machine on. */
export function createMachineServices(env: Environment) {
  return {
    push: createPush((name, payload) => sendEvent(name, payload), !env.isPackaged),
    clock,
    locale: app.getLocale(),
    nowMs: () => Date.now(),
    random: () => Math.random(),
    newId: () => uuidv7(),
    newNode: () => randomBytes(4).toString('hex'),
    contentTypeOf,
    fileExists: existsSync,
    reveal: (path: string) => shell.showItemInFolder(path),
    pickFolder,
    workerPath: (name: string) => join(env.workers, name),
  };
}
