import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { app, powerMonitor, shell } from 'electron';
import { v7 as uuidv7 } from 'uuid';
import type { RunSearch } from '../shared/domain/find-replace.ts';
import type { Settings } from '../shared/ipc/contract/studio.ts';
import type { CdnActionDeps } from './actions/cdn.ts';
import type { StorageDeps } from './actions/storage.ts';
import type { ArchiveJob } from './archive/jobs.ts';
import type { ArchiveWorker } from './archive/worker-client.ts';
import { type Policy, SYSTEM_POLICY_FILE } from './auth/policy.ts';
import { readRulesFile, type RulesInForce, rulesFileBeside } from './auth/publish-rules-file.ts';
import { createServerConfig, type ServerConfigStore } from './auth/server-config.ts';
import { createSessionService, type SessionService } from './auth/session.ts';
import { openVault, type Vault } from './auth/vault.ts';
import type { Profile } from './compose-profile-face.ts';
import { type BackupThread, createBackupThread } from './db/backups/thread.ts';
import { createPush, type Push } from './ipc/push.ts';
import { sendEvent } from './ipc/transport.ts';
import type { AppLanguage } from './lib/app-language.ts';
import { createRunSearch } from './lib/text-search/run-search.ts';
import type { PurgeDeps } from './lib/jobs/purge-cdn.ts';
import { createDeviceName, type DeviceName } from './lib/device-name.ts';
import type { Logger } from './lib/logger.ts';
import { readStudioId } from './lib/studio-id.ts';
import { contentTypeOf } from './media/content-type.ts';
import { createMediaService, type MediaService } from './media/media-service.ts';
import { createActivity } from './platform/activity.ts';
import { isMetered, type RunProgram } from './platform/metered.ts';
import { createFileDialogs, type FileDialogs } from './platform/file-dialogs.ts';
import type { WindowsService } from './platform/windows.ts';
import { purgeCache, testCdn } from './uploads/adapters/cdn.ts';
import { checkStorage, testConnection } from './uploads/adapters/storage-check.ts';
import { createStorageClient, type StorageClient } from './uploads/adapters/storage-client.ts';
import { systemClock } from './uploads/adapters/system.ts';
import { startUploadWorker } from './uploads/adapters/worker-thread.ts';
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
export interface AppServices extends FileDialogs {
  readonly logger: Logger;
  readonly push: Push;
  readonly isWindowOpen: (windowId: number) => boolean;
  readonly policy: Policy;
  /** The rules of publishing as they are now. */
  readonly publishRules: () => RulesInForce;
  readonly vault: Vault;
  readonly server: ServerConfigStore;
  readonly session: SessionService;
  readonly device: DeviceName;
  readonly media: MediaService;
  readonly activity: ReturnType<typeof createActivity>;
  readonly storageClient: StorageClient;
  readonly testStorage: StorageDeps['testConnection'];
  readonly checkStorage: StorageDeps['checkStorage'];
  readonly testCdn: CdnActionDeps['test'];
  readonly purgeCache: PurgeDeps['purge'];
  readonly startUploadWorker: () => WorkerPort;
  readonly backupThread: BackupThread;
  readonly runSearch: RunSearch;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  /** Of now: it is chosen in the settings. */
  readonly locale: () => string;
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  readonly newNode: () => string;
  readonly contentTypeOf: (fileName: string) => string;
  readonly fileExists: (path: string) => boolean;
  readonly reveal: (path: string) => void;
  /** With the system's program for it. */
  readonly openFile: (path: string) => void;
  readonly isOnBattery: () => boolean;
  readonly isMetered: () => Promise<boolean>;
  readonly startArchiveWorker: (job: ArchiveJob) => ArchiveWorker;
  readonly appVersion: string;
  /** Of this installation; made when it is first asked for. */
  readonly studioId: () => string;
  readonly onSettings: (settings: Settings) => void;
  /** A local edit was committed: sync has something to send. */
  readonly onLocalChange: () => void;
}

const runProgram: RunProgram = async (file, args) =>
  (await promisify(execFile)(file, args, { timeout: 10_000, windowsHide: true })).stdout;

/** What only passes the machine on. */
function createMachine(env: Environment) {
  return {
    push: createPush((name, payload) => sendEvent(name, payload), !env.isPackaged),
    clock: systemClock,
    /** Looked up at each call: a proxy agent, or a test that cuts the network, may replace it. */
    fetch: (input: Parameters<typeof fetch>[0], init?: Parameters<typeof fetch>[1]) => globalThis.fetch(input, init),
    nowMs: () => Date.now(),
    random: () => Math.random(),
    newId: () => uuidv7(),
    newNode: () => randomBytes(4).toString('hex'),
    contentTypeOf,
    fileExists: existsSync,
    reveal: (path: string) => shell.showItemInFolder(path),
    openFile: (path: string) => void shell.openPath(path),
    isOnBattery: () => powerMonitor.isOnBatteryPower(),
    isMetered: () => isMetered(process.platform, runProgram),
    startArchiveWorker: (job: ArchiveJob) =>
      new Worker(join(env.workers, 'archive-worker.js'), { name: 'archive', workerData: job }),
    appVersion: app.getVersion(),
    studioId: () => readStudioId(env.userData, uuidv7),
  };
}

export interface ServiceDeps {
  readonly env: Environment;
  readonly logger: Logger;
  readonly windows: WindowsService;
  readonly policy: Policy;
  readonly profile: () => Profile | null;
  readonly language: AppLanguage;
  /** Looks and behaves as the settings say. */
  readonly obey: (settings: Settings) => void;
}

/** Builds the shared services, under a policy that was read in full. */
export async function createServices(deps: ServiceDeps): Promise<AppServices> {
  const { env, logger, windows, policy, profile, language, obey } = deps;
  const vault = await openVault(join(env.userData, 'vault'), {
    allowPlain: policy.allowInsecureSecretStorage === true,
    onUnreadable: (secret, error) => logger.log('error', 'a secret cannot be read any more', { secret, error }),
  });
  const server = createServerConfig(join(env.userData, 'server.json'), policy.supabase);
  const onWorkerError = (error: Error): void => logger.log('error', 'a worker failed', { error });
  const machine = createMachine(env);
  return {
    ...machine,
    ...createFileDialogs(language.t),
    locale: language.locale,
    device: createDeviceName(join(env.userData, 'device.json'), hostname()),
    logger,
    policy,
    publishRules: () => readRulesFile(rulesFileBeside(env.policyFile ?? SYSTEM_POLICY_FILE)),
    vault,
    server,
    session: createSessionService({
      vault,
      clock: machine.clock,
      connect: server.read,
      fetch: machine.fetch,
      log: (message, fields) => logger.log('warn', message, fields),
      onKept: () => machine.push('app.noticesChanged', {}),
    }),
    media: createMediaService({
      onWorkerError,
      startWorker: () => new Worker(join(env.workers, 'media-worker.js'), { name: 'media' }),
    }),
    activity: createActivity({
      t: language.t,
      setProgress: (fraction) => windows.setProgress(fraction),
      openQueue() {
        if (windows.count() === 0) return windows.open('/uploads');
        sendEvent('app.commandInvoked', { command: 'uploads' }, windows.focus());
      },
    }),
    storageClient: createStorageClient(),
    testStorage: testConnection,
    checkStorage,
    testCdn,
    purgeCache,
    backupThread: createBackupThread(
      (job) => new Worker(join(env.workers, 'backup-worker.js'), { name: 'backup', workerData: job }),
    ),
    runSearch: createRunSearch({
      startWorker: (job) => new Worker(join(env.workers, 'search-worker.js'), { name: 'search', workerData: job }),
      clock: machine.clock,
      onWorkerError,
    }),
    isWindowOpen: windows.isOpen,
    startUploadWorker: () => startUploadWorker(join(env.workers, 'upload-worker.js'), onWorkerError),
    onSettings: (settings) => {
      obey(settings);
      machine.push('settings.changed', {});
    },
    onLocalChange: () => profile()?.sync.poke('local-write'),
  };
}
