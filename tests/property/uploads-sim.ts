import Database from 'better-sqlite3';
import { migrations } from '../../src/main/db/migrate.ts';
import { createUploadTable } from '../../src/main/db/tables/uploads.ts';
import type { FromWorker, ToWorker, WorkerPort } from '../../src/main/uploads/messages.ts';
import { planRules, type PlanRules } from '../../src/main/uploads/plan.ts';
import type { FileSource, HashFile, StorageSettings } from '../../src/main/uploads/ports.ts';
import type { UploadItem } from '../../src/main/uploads/service-rows.ts';
import { createUploadService, type UploadService } from '../../src/main/uploads/upload-service.ts';
import { serveEngine } from '../../src/main/uploads/worker-engine.ts';
import type { UploadId, VersionId } from '../../src/shared/domain/ids.ts';
import { workingStates, type LoadedUpload, type UploadSnapshot } from '../../src/shared/domain/upload.ts';
import { aborted, createFakeServer, type FakeServer } from './uploads-fake-server.ts';
import { createFakeClock, createRandom, sha1Of } from './uploads-fake-time.ts';

/*
 * The whole of uploading in one thread and in fake time: the real service, engine and journal table over a fake disk,
 * network and clock. A run is decided by its seed alone. The process can be killed at any moment: everything but the
 * journal, the disk and the server is gone then, and what was on its way may still arrive.
 */
export const settings: StorageSettings = {
  keyId: 'k',
  applicationKey: 's',
  bucket: 'bucket',
  prefix: 'p/',
  endpoint: '',
};

export interface FakeFile {
  bytes: Uint8Array;
  mtimeMs: number;
  inode: string;
  /** Its drive is gone without a word: whatever is asked of it hangs. */
  isSilent?: boolean;
  /** Another program has it to itself: it can be seen, and not opened. */
  isLocked?: boolean;
  /** What happens between a look at it and its being opened. */
  beforeOpen?: () => void;
  /** So many reads from it fail yet, with this code. */
  failing?: { count: number; readonly code: string };
  /** How often it is open now. */
  handles?: number;
  /** How much was read from it, for whatever purpose. */
  bytesRead?: number;
}
const noteOpen = (file: FakeFile, by: 1 | -1): void => void (file.handles = (file.handles ?? 0) + by);
const noteRead = (file: FakeFile, bytes: number): void => void (file.bytesRead = (file.bytesRead ?? 0) + bytes);

function createFakeDisk(files: Map<string, FakeFile>, drive: Sim['drive']): { source: FileSource; hashFile: HashFile } {
  const missing = { ok: false, error: { code: 'file-missing', detail: 'ENOENT' } } as const;
  const source: FileSource = {
    async identify(path) {
      const file = files.get(path);
      if (!file) return missing;
      if (file.isSilent) await new Promise(() => {});
      return { ok: true, value: { sizeBytes: file.bytes.length, mtimeMs: file.mtimeMs, inode: file.inode } };
    },
    async open(path) {
      files.get(path)?.beforeOpen?.();
      const file = files.get(path);
      if (!file) return missing;
      if (file.isLocked) return { ok: false, error: { code: 'file-locked', detail: 'EBUSY' } };
      const read = async (target: Uint8Array, offset: number, bytes: number): Promise<number> => {
        if (files.get(path)?.isSilent) await new Promise(() => {});
        const { failing } = file;
        if (failing && failing.count-- > 0) throw Object.assign(new Error('not read'), { code: failing.code });
        const part = file.bytes.subarray(offset, offset + bytes);
        target.set(part);
        noteRead(file, part.length);
        return part.length;
      };
      noteOpen(file, 1);
      return { ok: true, value: { read, close: async () => noteOpen(file, -1) } };
    },
    async hashRange(handle, offset, bytes) {
      await drive.hashing;
      const buffer = new Uint8Array(bytes);
      const read = await handle.read(buffer, offset, bytes);
      return { ok: true, value: sha1Of(buffer.subarray(0, read)) };
    },
  };
  const hashFile: HashFile = async (path, signal, { reorder } = {}) => {
    const file = files.get(path);
    if (!file) return { ok: false, error: { kind: 'source', retry: 'backoff', code: 'ENOENT' } };
    noteOpen(file, 1);
    await Promise.race([drive.hashingWhole, new Promise((stop) => signal.addEventListener('abort', stop))]);
    noteOpen(file, -1);
    if (signal.aborted) return { ok: false, error: aborted };
    noteRead(file, file.bytes.length);
    const object = reorder && Buffer.concat(reorder(file.bytes, 0));
    const objectSha1 = object ? sha1Of(object) : null;
    return { ok: true, value: { sha1: sha1Of(file.bytes), bytes: file.bytes.length, objectSha1 } };
  };
  return { source, hashFile };
}

export interface Sim {
  readonly server: FakeServer;
  readonly files: Map<string, FakeFile>;
  readonly problems: string[];
  readonly time: ReturnType<typeof createFakeClock>;
  /** Where the journal is; a full one takes nothing. */
  readonly disk: { isFull: boolean };
  /** Where the files are: hashing a part of one again, or one as a whole, takes until then. */
  readonly drive: { hashing: Promise<void> | null; hashingWhole: Promise<void> | null };
  service(): UploadService;
  /** What the journal holds. */
  load(): readonly LoadedUpload[];
  addFile(path: string, bytes: Uint8Array): UploadItem;
  /** The process dies and is started again. `whole`: main too, not only the worker. */
  kill(whole: boolean): void;
  /** Lets everything run in fake time until it is so; answers false after `limitMs` of it, or when all stands still. */
  runUntil(isSo: () => boolean, limitMs: number, onStep?: () => void): Promise<boolean>;
}

let ids = 0;
const nextId = (): string => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`;
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

interface SimOptions {
  readonly indexFirst?: boolean;
  readonly planRules?: Partial<PlanRules>;
  /** So many at the start and at most. */
  readonly connections?: number;
}
export function createSim(seed: number, options: SimOptions = {}): Sim {
  const random = createRandom(seed);
  const time = createFakeClock(Date.UTC(2026, 0, 1));
  const { clock } = time;
  const files = new Map<string, FakeFile>();
  const server = createFakeServer(clock, random);
  const db = new Database(':memory:');
  for (const { name, up } of migrations)
    if (/^(core$|jobs$|upload)|stored-verdicts$|noted-uploads$/.test(name)) db.exec(up);
  const table = createUploadTable(db, () => clock.nowMs());
  const problems: string[] = [];
  const disk = { isFull: false };
  const drive: Sim['drive'] = { hashing: null, hashingWhole: null };
  const shown = new Map<UploadId, number>();
  let uploads: UploadService;
  let dieWorker = (): void => {};
  let isAlive = { now: true };

  /** Channel, engine and transport of one worker; all of it goes silent when it dies. */
  const startWorker = (main: { now: boolean }): WorkerPort => {
    // The service of a process that died may still try in here.
    const life = { now: main.now };
    const toMain: ((message: FromWorker) => void)[] = [];
    const toWorker: ((message: ToWorker) => void)[] = [];
    const exits: (() => void)[] = [];
    dieWorker = () => {
      life.now = false;
      if (main.now) queueMicrotask(() => exits[0]?.());
    };
    const deliver = <T>(to: ((message: T) => void)[], message: T): void =>
      queueMicrotask(() => {
        if (life.now && main.now) for (const listener of to) listener(structuredClone(message));
      });
    const { source, hashFile } = createFakeDisk(files, drive);
    serveEngine(
      { post: (message) => deliver(toMain, message), onMessage: (listener) => void toWorker.push(listener) },
      {
        source,
        hashFile,
        clock,
        random: { unit: random },
        planRules: { ...planRules, singleMaxBytes: 300, defaultPartBytes: 100, ...options.planRules },
        ...(options.connections ? { maxConnections: options.connections, startConnections: options.connections } : {}),
        createTransport: () => server.createClient(() => life.now),
      },
    );
    return {
      post: (message) => deliver(toWorker, message),
      onMessage: (listener) => void toMain.push(listener),
      onExit: (listener) => void exits.push(listener),
      terminate: async () => void (life.now = false),
    };
  };
  const start = (): void => {
    isAlive = { now: true };
    const main = isAlive;
    uploads = createUploadService({
      startWorker: () => startWorker(main),
      journal: { ...table, write: (writes) => (disk.isFull ? 'disk-full' : table.write(writes)) },
      clock,
      newUploadId: () => nextId() as UploadId,
      findStored: () => null,
      wantsIndexFirst: () => options.indexFirst ?? false,
      onBug: (message) => message.includes('ended unexpectedly') || problems.push(message),
    });
    uploads.onProgress(({ snapshots }) => {
      if (!main.now) return;
      for (const { uploadId, bytesDone } of snapshots) {
        const before = shown.get(uploadId) ?? 0;
        if (bytesDone < before) problems.push(`progress fell from ${before} to ${bytesDone}`);
        shown.set(uploadId, bytesDone);
      }
    });
    uploads.start();
    for (const { uploadId, bytesDone } of uploads.snapshots()) {
      if (bytesDone < (shown.get(uploadId) ?? 0)) problems.push('progress fell across a restart');
    }
    uploads.configure(settings);
  };
  start();
  return {
    server,
    files,
    problems,
    time,
    disk,
    drive,
    service: () => uploads,
    load: table.load,
    addFile(path, bytes) {
      const mtimeMs = clock.nowMs() - 60_000;
      files.set(path, { bytes, mtimeMs, inode: nextId() });
      const name = path.slice(1);
      const inode = files.get(path)?.inode ?? '';
      const sizeBytes = bytes.length;
      const versionId = nextId() as VersionId;
      return { versionId, path, sizeBytes, mtimeMs, inode, name, contentType: 'application/octet-stream', sha1: null };
    },
    kill(whole) {
      if (!whole) return dieWorker();
      isAlive.now = false;
      dieWorker();
      start();
    },
    async runUntil(isSo, limitMs, onStep) {
      const endMs = time.elapsedMs() + limitMs;
      for (;;) {
        await turn();
        if (isSo()) return true;
        onStep?.();
        if (onStep) await turn();
        if (time.elapsedMs() > endMs || !time.jump()) return isSo();
      }
    },
  };
}

/**
 * When time has passed: who is queued although nobody is on the way ahead of it, or waits without a reason.
 */
export function silentOnes(sim: Sim): readonly UploadSnapshot[] {
  const all = sim.service().snapshots();
  const isMoving = all.some(({ state }) => (workingStates as readonly string[]).includes(state));
  const silent = all.filter(({ state, reason }) => state === 'queued' || (state === 'waiting' && reason === null));
  return isMoving ? [] : silent;
}
