import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { FileKind } from './file-kinds.ts';
import { mapLimit } from './map-limit.ts';
import { damagedFile } from './probe.ts';
import type { FileDetail } from './probe-result.ts';
import type { FileIdentity } from './regular-file.ts';
import type { ScannedFile, ScanResult } from './scan-result.ts';
import { createWorkerClient, type JobEnd, type WorkerLike } from './worker-client.ts';

export interface MediaServiceDeps {
  /** Called when there is work and no thread: at the first request, and again after a thread was lost. */
  readonly startWorker: () => WorkerLike;
  readonly stuckAfterMs?: number;
  readonly maxHeapBytes?: number;
  readonly onWorkerError?: (error: Error) => void;
}
/** `IO` carries `ioKind`. `CRASHED`: the job itself took the thread down. */
export type MediaError = 'ABORTED' | 'STOPPED' | 'CRASHED' | 'BUG' | 'IO' | 'CHANGED';
export interface HashOptions {
  readonly signal?: AbortSignal | undefined;
  /** `background` rests while anything else is under way. */
  readonly priority?: 'normal' | 'background';
  /** What the file was when it was chosen; else what it is now. */
  readonly expected?: FileIdentity;
  readonly onProgress?: (bytesDone: number, bytesTotal: number) => void;
}

/** Longer than a probe's own deadline: it passes only while the thread computes without end. */
const STUCK_AFTER_MS = 15_000;
const MAX_HEAP_BYTES = 768 * 1024 * 1024;
const INSPECT_AT_ONCE = 2;
const inspected: ReadonlySet<FileKind> = new Set(['video', 'audio', 'caption']);

/**
 * The media thread's face: scans drops, looks into files, hashes them. The thread starts with the first request, so
 * that it costs the start of the app nothing. Nothing here throws or rejects.
 */
export function createMediaService(deps: MediaServiceDeps) {
  const { startWorker, stuckAfterMs = STUCK_AFTER_MS, maxHeapBytes = MAX_HEAP_BYTES } = deps;
  const onWorkerError = deps.onWorkerError ?? (() => undefined);
  const client = createWorkerClient({ startWorker, stuckAfterMs, maxHeapBytes, onWorkerError });

  /** What a file turns out to be; one that takes the thread down is damaged, or cannot be looked into in time. */
  async function inspectOne(
    file: Pick<ScannedFile, 'path' | 'kind'>,
    signal?: AbortSignal,
  ): Promise<FileDetail | null> {
    const end = await client.run('inspect', { path: file.path, kind: file.kind }, { signal });
    if (end.type === 'done') return end.output;
    if (end.why === 'aborted' || end.why === 'stopped') return null;
    if (file.kind === 'caption') return { kind: 'caption', cues: 0, faults: [{ code: 'UNREADABLE', line: 0 }] };
    return { kind: 'media', probe: damagedFile(end.why === 'stuck' ? 'TIMED_OUT' : 'DAMAGED') };
  }

  return {
    /** Lists what dropped files and folders hold (folder-scan.ts). */
    async scan(paths: readonly string[], signal?: AbortSignal): Promise<Result<ScanResult, MediaError>> {
      return resultOf(await client.run('scan', { paths }, { signal }));
    },
    /**
     * Looks into the media and caption files among `files`, in their order, two at a time; `onDetail` hears of each
     * once. Resolves when all are done, or soon after the signal aborts or the service stops.
     */
    async inspectMany(
      files: readonly Pick<ScannedFile, 'key' | 'path' | 'kind'>[],
      onDetail: (key: string, detail: FileDetail) => void,
      signal?: AbortSignal,
    ): Promise<void> {
      const worth = files.filter((file) => inspected.has(file.kind));
      await mapLimit(worth, INSPECT_AT_ONCE, async (file) => {
        const detail = await inspectOne(file, signal);
        if (detail) onDetail(file.key, detail);
      });
    },
    /** SHA-1 of a whole file, lower-case hex, with the identity that it belongs to. */
    async hash(
      path: string,
      options: HashOptions = {},
    ): Promise<Result<{ sha1: string; identity: FileIdentity }, MediaError>> {
      const { signal, expected = null, priority, onProgress } = options;
      const input = { path, expected, isBackground: priority === 'background' };
      const hashed = resultOf(await client.run('hash', input, { signal, onProgress }));
      if (!hashed.success) return hashed;
      const { data } = hashed;
      if (data.ok) return ok({ sha1: data.sha1, identity: data.identity });
      if (data.code === 'io') return err('IO', 'the file could not be read', { ioKind: data.kind });
      return data.code === 'changed' ? err('CHANGED', 'the file changed') : err('ABORTED', 'aborted');
    },
    /** Ends the thread; what is under way ends with `STOPPED`. */
    stop: (): Promise<void> => client.stop(),
  };
}
export type MediaService = ReturnType<typeof createMediaService>;

const codes = { aborted: 'ABORTED', stopped: 'STOPPED', crashed: 'CRASHED', stuck: 'CRASHED', bug: 'BUG' } as const;

function resultOf<T>(end: JobEnd<T>): Result<T, MediaError> {
  return end.type === 'done' ? ok(end.output) : err(codes[end.why], end.message);
}
