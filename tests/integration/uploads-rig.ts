import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import { migrate } from '../../src/main/db/migrate.ts';
import { type Database, openDatabase } from '../../src/main/db/open.ts';
import { createUploadTable } from '../../src/main/db/tables/uploads.ts';
import { createB2Transport } from '../../src/main/uploads/adapters/b2/transport.ts';
import { systemClock } from '../../src/main/uploads/adapters/system.ts';
import { startUploadWorker, type UploadWorkerOptions } from '../../src/main/uploads/adapters/worker-thread.ts';
import type { WorkerPort } from '../../src/main/uploads/messages.ts';
import type { FormerObject, StorageSettings } from '../../src/main/uploads/ports.ts';
import type { UploadItem } from '../../src/main/uploads/service-rows.ts';
import { createUploadService, type UploadService } from '../../src/main/uploads/upload-service.ts';
import type { UploadId, VersionId } from '../../src/shared/domain/ids.ts';
import type { UploadRecord, UploadSnapshot } from '../../src/shared/domain/upload.ts';
import type { B2SandboxOptions } from '../sandbox/b2/options.ts';
import { type B2Sandbox, startB2Sandbox } from '../sandbox/b2/sandbox.ts';

export const workerEntry = new URL('../../src/main/uploads/worker.ts', import.meta.url);

/** Small enough for tests to be quick, with the same shapes: single files, and large ones of twenty parts. */
export const partBytes = 100_000;
export const quickRules: UploadWorkerOptions = {
  rules: { singleMaxBytes: 150_000, defaultPartBytes: partBytes },
  deadlines: { stallMs: 800, answerMs: 800 },
};
export const quickLimits = { absoluteMinimumPartSize: partBytes, recommendedPartSize: 10 * partBytes };

export interface RigOptions {
  readonly worker?: UploadWorkerOptions;
  readonly sandbox?: Partial<B2SandboxOptions>;
  readonly settings?: Partial<StorageSettings>;
  readonly wantsIndexFirst?: () => boolean;
  readonly findFormer?: (versionId: VersionId) => FormerObject | null;
  readonly findStored?: (sha1: string | null, bytes: number) => { fileId: string; objectName: string } | null;
}

export interface Rig {
  readonly folder: string;
  readonly sandbox: B2Sandbox;
  readonly settings: StorageSettings;
  /** The running service; another one after `restart`. */
  readonly uploads: () => UploadService;
  readonly bugs: string[];
  readonly worker: () => WorkerPort;
  makeFile(name: string, bytes: number): string;
  enqueue(path: string): UploadId;
  /** Resolves with the first snapshot, present or future, for which the predicate holds. */
  waitFor(uploadId: UploadId, predicate: (snapshot: UploadSnapshot) => boolean): Promise<UploadSnapshot>;
  ready(uploadId: UploadId): Promise<UploadRecord>;
  failed(uploadId: UploadId): Promise<UploadRecord>;
  /** The upload that replaced this one; it may be replaced itself. */
  replaced(path: string, uploadId: UploadId): Promise<UploadId>;
  /** The upload of this file that becomes ready, whatever came before it. */
  readyAt(path: string): Promise<UploadRecord>;
  /** Resolves when the row of an upload is gone. */
  waitGone(uploadId: UploadId): Promise<void>;
  /** Ends the service and starts a new one on the same journal, which may be meddled with in between. */
  restart(meddle?: (db: Database) => void): Promise<void>;
  /** A disk that may be full: the journal then answers so, as SQLite would. */
  readonly disk: { isFull: boolean; refused: number };
  /** Sets when a file was written last. */
  setAge(path: string, ageMs: number): void;
  /** As a bucket rule, or somebody in the service's web pages, would. */
  cancelOnServer(fileId: string): Promise<void>;
  deleteOnServer(fileId: string, objectName: string): Promise<void>;
  stop(): Promise<void>;
}

export const sha1Of = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

export function itemFor(path: string): UploadItem {
  const { size: sizeBytes, mtimeMs, ino } = statSync(path, { bigint: true, throwIfNoEntry: true });
  return {
    versionId: uuidv7() as VersionId,
    path,
    sizeBytes: Number(sizeBytes),
    mtimeMs: Number(mtimeMs),
    inode: String(ino),
    name: `media/${path.split('/').at(-1)}`,
    // Not a film: most of these tests send noise, and only films are looked into.
    contentType: 'application/octet-stream',
    sha1: null,
  };
}

/** Sandbox, journal, service and real worker thread in one; watches every snapshot for progress that falls. */
export async function createRig(options: RigOptions = {}): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-uploads-'));
  const sandbox = await startB2Sandbox({ dir: join(folder, 'b2'), limits: quickLimits, ...options.sandbox });
  const { keyId, applicationKey } = sandbox.keys.restricted;
  const settings: StorageSettings = {
    keyId,
    applicationKey,
    bucket: sandbox.bucket.bucketName,
    prefix: sandbox.prefix,
    endpoint: sandbox.url,
    ...options.settings,
  };
  const aside = createB2Transport(settings);
  const opened = openDatabase(join(folder, 'lectern.db'));
  if (!opened.success) throw new Error(opened.error.message);
  const db = opened.data;
  migrate(db);
  const table = createUploadTable(db, Date.now);
  const disk = { isFull: false, refused: 0 };
  const bugs: string[] = [];
  const shown = new Map<UploadId, number>();
  const listeners = new Set<() => void>();
  let worker: WorkerPort;
  let uploads: UploadService;

  const start = (): void => {
    uploads = createUploadService({
      startWorker: () =>
        (worker = startUploadWorker(
          workerEntry,
          (error) => void bugs.push(String(error.stack)),
          options.worker ?? quickRules,
        )),
      journal: {
        ...table,
        write(writes) {
          if (!disk.isFull) return table.write(writes);
          disk.refused += 1;
          return 'disk-full';
        },
      },
      clock: systemClock,
      newUploadId: () => uuidv7() as UploadId,
      findStored: options.findStored ?? (() => null),
      findFormer: options.findFormer ?? (() => null),
      wantsIndexFirst: options.wantsIndexFirst ?? (() => false),
      onBug: (message) => void bugs.push(message),
    });
    uploads.onProgress(({ snapshots }) => {
      for (const { uploadId, bytesDone, bytesTotal } of snapshots) {
        if (bytesDone < (shown.get(uploadId) ?? 0)) bugs.push(`progress of ${uploadId} fell to ${bytesDone}`);
        if (bytesDone > bytesTotal) bugs.push(`progress of ${uploadId} over its total: ${bytesDone}`);
        shown.set(uploadId, bytesDone);
      }
      for (const listener of listeners) listener();
    });
    uploads.start();
    uploads.configure(settings);
  };
  start();

  const find = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = look();
        if (found === undefined) return;
        listeners.delete(check);
        resolve(found);
      };
      listeners.add(check);
      check();
    });
  const rig: Rig = {
    folder,
    sandbox,
    settings,
    bugs,
    uploads: () => uploads,
    worker: () => worker,
    disk,
    setAge(path, ageMs) {
      const at = (Date.now() - ageMs) / 1_000;
      utimesSync(path, at, at);
    },
    async cancelOnServer(fileId) {
      expect((await aside.cancelLargeFile(fileId, AbortSignal.timeout(5_000))).ok).toBe(true);
    },
    async deleteOnServer(fileId, objectName) {
      expect((await aside.deleteVersion(fileId, objectName, AbortSignal.timeout(5_000))).ok).toBe(true);
    },
    makeFile(name, bytes) {
      const path = join(folder, name);
      writeFileSync(path, randomBytes(bytes));
      return path;
    },
    enqueue(path) {
      const [snapshot] = uploads.enqueue([itemFor(path)]);
      if (!snapshot) throw new Error('not queued');
      return snapshot.uploadId;
    },
    waitFor: (uploadId, predicate) =>
      find(() => uploads.snapshots().find((snapshot) => snapshot.uploadId === uploadId && predicate(snapshot))),
    async ready(uploadId) {
      const { state, reason } = await rig.waitFor(uploadId, (snapshot) => ['ready', 'failed'].includes(snapshot.state));
      expect({ state, reason }).toEqual({ state: 'ready', reason: null });
      const record = uploads.get(uploadId);
      if (!record) throw new Error('gone');
      return record;
    },
    async failed(uploadId) {
      await rig.waitFor(uploadId, ({ state }) => state === 'failed');
      const record = uploads.get(uploadId);
      if (!record) throw new Error('gone');
      return record;
    },
    replaced: (path, old) =>
      find(() => {
        const others = uploads.snapshots().map(({ uploadId }) => uploads.get(uploadId));
        return others.find((record) => record?.path === path && record.uploadId !== old)?.uploadId;
      }),
    readyAt: (path) =>
      find(() => {
        const records = uploads.snapshots().map(({ uploadId }) => uploads.get(uploadId));
        return records.find((record) => record?.path === path && record.state === 'ready') ?? undefined;
      }),
    waitGone: (uploadId) => find(() => (uploads.get(uploadId) ? undefined : null)).then(() => undefined),
    async restart(meddle) {
      await uploads.stop();
      meddle?.(db);
      start();
    },
    async stop() {
      await uploads.stop();
      aside.disconnect();
      await sandbox.stop();
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}
