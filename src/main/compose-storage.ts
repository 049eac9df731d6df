import { createHash } from 'node:crypto';
import { type Cdn, createCdn, createCdnActions } from './actions/cdn.ts';
import { createQuota, createQuotaActions } from './actions/quota.ts';
import { createStorageConnection, type StorageConnection, type StorageDeps } from './actions/storage.ts';
import type { AppServices } from './compose-services.ts';
import type { SettingsTable } from './db/tables/settings.ts';
import type { FileToStore } from '../shared/domain/quota.ts';
import type { UploadService } from './uploads/upload-service.ts';

export interface StorageParts {
  readonly services: AppServices;
  readonly settings: SettingsTable;
  /** Under what name the vault keeps this profile's storage key. */
  readonly keyName: string;
  readonly uploads: UploadService;
  readonly usedBytes: () => number;
  /** Whether the library has these bytes in this bucket, where they can be linked to. */
  readonly isStored: (content: { readonly sha1: string; readonly bytes: number }, bucket: string | null) => boolean;
  readonly cdn: Cdn;
  /** It is known where to send to: at the start, and whenever that changes. */
  readonly onConnected: () => void;
}

/** One journal of one computer, and nothing that tells whose: it stands in the bucket. */
export const deviceOf = ({ studioId }: AppServices, keyName: string): string =>
  createHash('sha256').update(`${studioId()} ${keyName}`).digest('hex').slice(0, 20);

/** The CDN of a profile. */
export const cdnOf = ({ services, settings, keyName }: Pick<StorageParts, 'services' | 'settings' | 'keyName'>): Cdn =>
  createCdn({
    settings,
    vault: services.vault,
    tokenName: `cdn-${keyName}`,
    policyUrl: services.policy.cdnBaseUrl,
  });

/** Where a profile's files go: tells the engine, the player and the jobs, now and whenever it changes. */
export function composeStorage(parts: StorageParts) {
  const { services, settings, keyName, uploads, usedBytes, cdn, onConnected } = parts;
  const { vault, policy, storageClient, push, nowMs } = services;
  const storage = { settings, vault, policy: policy.storage, keyName };
  const connection = createStorageConnection(storage);
  const device = deviceOf(services, keyName);
  const quota = createQuota({
    settings,
    policyBytes: policy.quotaBytes,
    uploads,
    usedBytes,
    isStored: (content) => parts.isStored(content, storageClient.bucket()),
  });
  let connected: StorageConnection | null = null;
  let isFull = false;

  function configureUploads(): void {
    if (connected && isFull) uploads.configure(null, 'over-quota');
    else uploads.configure(connected && { ...connected, device });
  }
  /** Stops the queue when it has no room, and lets it go on when it has; `extra` is about to be queued. */
  function reviewQuota(extra: readonly FileToStore[] = []): void {
    const { isOver } = quota.judge(extra);
    if (isOver === isFull) return;
    isFull = isOver;
    configureUploads();
  }
  /** What is used may have become less. It costs nothing while there is room. */
  function reviewFull(): void {
    if (isFull) reviewQuota();
  }
  async function connect(): Promise<void> {
    connected = await connection.read();
    storageClient.configure(connected);
    storageClient.configureCdn(cdn.baseUrl());
    isFull = quota.judge().isOver;
    configureUploads();
    onConnected();
    push('storage.changed', {});
  }
  const deps: StorageDeps = {
    ...storage,
    testConnection: services.testStorage,
    checkStorage: services.checkStorage,
    capMet() {
      const { stoppedBy } = uploads.summary();
      return stoppedBy?.code === 'cap-exceeded' ? (stoppedBy.detail ?? 'cap_exceeded') : null;
    },
    nowMs,
    onChange: () => void connect(),
  };
  const onQuota = (): void => {
    reviewQuota();
    push('storage.changed', {});
  };
  return {
    connect,
    deps,
    isConfigured: (): boolean => connected !== null,
    quota,
    reviewQuota,
    reviewFull,
    /** Where the public finds what is stored; null: nowhere. */
    publicBaseUrl: cdn.baseUrl,
    handlers: {
      ...createQuotaActions({ quota, onChange: onQuota }),
      ...createCdnActions({ cdn, test: services.testCdn, onChange: () => void connect() }),
    },
  };
}
