import { createHash } from 'node:crypto';
import { createStorageConnection, type StorageDeps } from './actions/storage.ts';
import type { AppServices } from './compose-services.ts';
import type { SettingsTable } from './db/tables/settings.ts';
import type { UploadService } from './uploads/upload-service.ts';

export interface StorageParts {
  readonly services: AppServices;
  readonly settings: SettingsTable;
  /** Under what name the vault keeps this profile's storage key. */
  readonly keyName: string;
  readonly uploads: UploadService;
  /** It is known where to send to: at the start, and whenever that changes. */
  readonly onConnected: () => void;
}

/** One journal of one computer, and nothing that tells whose: it stands in the bucket. */
export const deviceOf = ({ studioId }: AppServices, keyName: string): string =>
  createHash('sha256').update(`${studioId()} ${keyName}`).digest('hex').slice(0, 20);

/** Where a profile's files go: tells the engine, the player and the jobs, now and whenever it changes. */
export function composeStorage({ services, settings, keyName, uploads, onConnected }: StorageParts) {
  const { vault, policy, storageClient, push, nowMs } = services;
  const storage = { settings, vault, policy: policy.storage, keyName };
  const connection = createStorageConnection(storage);
  const device = deviceOf(services, keyName);
  let isConnected = false;

  async function connect(): Promise<void> {
    const connected = await connection.read();
    isConnected = connected !== null;
    storageClient.configure(connected);
    uploads.configure(connected && { ...connected, device });
    onConnected();
    push('storage.changed', {});
  }
  const deps: StorageDeps = {
    ...storage,
    testConnection: services.testStorage,
    checkStorage: services.checkStorage,
    isCapMet: () => uploads.summary().stoppedBy?.code === 'cap-exceeded',
    nowMs,
    onChange: () => void connect(),
  };
  return { connect, deps, isConfigured: (): boolean => isConnected };
}
