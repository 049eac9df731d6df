import { closeSync, constants, fstatSync, openSync, type BigIntStats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { ioKindOf, systemCode, type IoKind } from './io-error.ts';

/** Tells whether a path still holds the bytes that we saw: any difference means that it changed. */
export interface FileIdentity {
  readonly bytes: number;
  /** As `fs.Stats.mtimeMs`, with its fraction. */
  readonly mtimeMs: number;
  /** Decimal; a string because Windows uses all 64 bits. */
  readonly inode: string;
}
/** `code`: the system's own (`EACCES` …), for *Copy details*; `ENOTREG` when it is a pipe, a device or a folder. */
export interface IoFailure {
  readonly ok: false;
  readonly kind: IoKind;
  readonly code: string;
}
export const ioFailure = (error: unknown): IoFailure => ({ ok: false, kind: ioKindOf(error), code: systemCode(error) });
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const notRegular: IoFailure = { ok: false, kind: 'other', code: 'ENOTREG' };

/** The same sum that Node makes for `fs.Stats.mtimeMs`, so that both ways of asking give equal numbers. */
const mtimeMsOf = (stats: BigIntStats): number =>
  Number(stats.mtimeNs / 1_000_000_000n) * 1000 + Number(stats.mtimeNs % 1_000_000_000n) / 1e6;

function identityOf(stats: BigIntStats): FileIdentity {
  return { bytes: Number(stats.size), mtimeMs: mtimeMsOf(stats), inode: String(stats.ino) };
}

/** Times are compared to the millisecond: not every file system and API keeps more. */
export function sameFile(a: FileIdentity, b: FileIdentity): boolean {
  return a.bytes === b.bytes && Math.abs(a.mtimeMs - b.mtimeMs) < 1 && a.inode === b.inode;
}

/** Size, time and inode of the regular file at a path (links followed). Never throws. */
export async function identify(path: string): Promise<{ ok: true; identity: FileIdentity } | IoFailure> {
  try {
    const stats = await stat(path, { bigint: true });
    return stats.isFile() ? { ok: true, identity: identityOf(stats) } : notRegular;
  } catch (error) {
    return ioFailure(error);
  }
}

/**
 * Opens a regular file for reading. Pipes and devices are refused and can never block: a pipe is opened without
 * waiting for its other end (O_NONBLOCK, which means nothing for files and does not exist on Windows).
 */
export async function openRegularFile(
  path: string,
): Promise<{ ok: true; handle: FileHandle; identity: FileIdentity } | IoFailure> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, OPEN_FLAGS);
    const stats = await handle.stat({ bigint: true });
    if (stats.isFile()) return { ok: true, handle, identity: identityOf(stats) };
    await closeQuietly(handle);
    return notRegular;
  } catch (error) {
    if (handle) await closeQuietly(handle);
    return ioFailure(error);
  }
}

/**
 * What `openRegularFile` would find, blocking: four times as fast on a local disk, where the calls are done before
 * another thread could take them over. Only for worker threads.
 */
export function inspectFileSync(path: string): { ok: true; identity: FileIdentity } | IoFailure {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, OPEN_FLAGS);
    const stats = fstatSync(descriptor, { bigint: true });
    return stats.isFile() ? { ok: true, identity: identityOf(stats) } : notRegular;
  } catch (error) {
    return ioFailure(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Closes a handle that was only read from; that the drive went away meanwhile changes nothing about what was read. */
export async function closeQuietly(handle: FileHandle): Promise<void> {
  await handle.close().catch(() => undefined);
}

/** Fills `buffer` from `position` on; fewer bytes only at the end of the file. Throws system errors. */
export async function readFully(handle: FileHandle, buffer: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
