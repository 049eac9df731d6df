import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { parse, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fingerprint } from '../../media/fingerprint.ts';
import { systemCode, type IoKind } from '../../media/io-error.ts';
import { closeQuietly, identify, openRegularFile } from '../../media/regular-file.ts';
import {
  bad,
  good,
  type FileSource,
  type HashFile,
  type Outcome,
  type PortError,
  type SourceError,
  type SourceHandle,
} from '../ports.ts';
import { driveDeadlineMs, noAnswer, truncated } from '../source-guard.ts';
import { aborted } from './b2/errors.ts';

const rangeChunkBytes = 1024 * 1024;
const codes: Readonly<Partial<Record<IoKind, SourceError['code']>>> = {
  'in-use': 'file-locked',
  // Handles run out for a moment; the file itself is fine.
  'too-many-open': 'file-locked',
  device: 'drive-missing',
};
/** Folders under which systems mount removable and network drives, and how many names below it make the drive. */
const mountFolders: readonly (readonly [folder: string, depth: number])[] = [
  ['/Volumes', 1],
  ['/mnt', 1],
  ['/run/media', 2],
  ['/media', 2],
];

/** Where the drive of a path is mounted; null for the system's own. */
export function driveOf(path: string): string | null {
  const { root } = parse(path);
  if (root !== '/' && root !== '') return root;
  const match = mountFolders.find(([folder]) => path.startsWith(`${folder}/`));
  if (!match) return null;
  const [folder, depth] = match;
  return [
    folder,
    ...path
      .slice(folder.length + 1)
      .split(sep)
      .slice(0, depth),
  ].join('/');
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function toSourceError(path: string, failure: { kind: IoKind; code: string }): Promise<SourceError> {
  const { kind, code: detail } = failure;
  if (kind !== 'missing') return { code: codes[kind] ?? 'file-unreadable', detail };
  const drive = driveOf(path);
  // Which drive is what a person needs to know.
  if (drive !== null && !(await isThere(drive))) return { code: 'drive-missing', detail: drive };
  return { code: 'file-missing', detail };
}

/** Files on disk. Opened shared (Node's default on every system) and read by position. */
export function createFileSource(): FileSource {
  return {
    async identify(path) {
      const seen = await identify(path);
      if (!seen.ok) return { ok: false, error: await toSourceError(path, seen) };
      const { bytes: sizeBytes, mtimeMs, inode } = seen.identity;
      return { ok: true, value: { sizeBytes, mtimeMs, inode } };
    },
    async open(path) {
      const opened = await openRegularFile(path);
      if (!opened.ok) return { ok: false, error: await toSourceError(path, opened) };
      const { handle } = opened;
      const value: SourceHandle = {
        read: async (target, offset, bytes) => (await handle.read(target, 0, bytes, offset)).bytesRead,
        close: () => closeQuietly(handle),
      };
      return { ok: true, value };
    },
    hashRange,
  };
}

async function hashRange(
  handle: SourceHandle,
  offset: number,
  bytes: number,
  signal: AbortSignal,
): Promise<Outcome<string>> {
  const hash = createHash('sha1');
  const buffer = new Uint8Array(Math.min(rangeChunkBytes, bytes));
  try {
    for (let done = 0; done < bytes;) {
      if (signal.aborted) return bad(aborted);
      const read = await handle.read(buffer, offset + done, Math.min(buffer.length, bytes - done));
      if (read === 0) return bad({ kind: 'source', retry: 'now', code: truncated });
      hash.update(buffer.subarray(0, read));
      done += read;
    }
    return good(hash.digest('hex'));
  } catch (error) {
    return bad({ kind: 'source', retry: 'backoff', code: systemCode(error) });
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** How long hashing for later waits between two chunks, by the share of its time that this thread worked of late. */
export const idlePauseMs = (utilization: number): number => (utilization > 0.85 ? 25 : 0);

/** A turn of the loop after which it may go on: at once, or where a busy thread leaves it a chunk now and then. */
function createIdleTurn(): () => Promise<void> {
  let seen = performance.eventLoopUtilization();
  return async () => {
    const now = performance.eventLoopUtilization();
    const pauseMs = idlePauseMs(performance.eventLoopUtilization(now, seen).utilization);
    seen = now;
    await (pauseMs === 0 ? nextTurn() : sleep(pauseMs));
  };
}

/** Resolves when a drive has been silent for too long, or at once when nobody waits any more. */
function listenForSilence(signal: AbortSignal) {
  const { promise, resolve } = Promise.withResolvers<PortError>();
  const leave = (): void => resolve(aborted);
  const timer = setTimeout(() => resolve({ kind: 'source', retry: 'backoff', code: noAnswer }), driveDeadlineMs);
  signal.addEventListener('abort', leave, { once: true });
  return {
    heard: promise,
    /** It gave something. */
    refresh: (): void => void timer.refresh(),
    end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    },
  };
}

/** Whole-file SHA-1 for the queue, letting transfers go first between any two chunks. A drive that is silent ends it. */
export const hashWholeFile: HashFile = async (path, signal, { isIdle = false, reorder = null } = {}) => {
  if (signal.aborted) return bad(aborted);
  const silence = listenForSilence(signal);
  const object = reorder && createHash('sha1');
  const onChunk = (chunk: Uint8Array, position: number): void => {
    for (const stretch of reorder?.(chunk, position) ?? []) object?.update(stretch);
  };
  const turn = isIdle ? createIdleTurn() : nextTurn;
  const breathe = (): Promise<void> => {
    silence.refresh();
    return turn();
  };
  const print = await Promise.race([fingerprint(path, { signal, breathe, onChunk }), silence.heard]);
  silence.end();
  if ('retry' in print) return bad(print);
  if (print.ok) {
    const { sha1, identity } = print;
    return good({ sha1, bytes: identity.bytes, objectSha1: object?.digest('hex') ?? null });
  }
  if (print.code === 'aborted') return bad(aborted);
  return bad({ kind: 'source', retry: 'backoff', code: print.code === 'io' ? print.system : print.code });
};
