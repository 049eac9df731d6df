import { open, statfs } from 'node:fs/promises';
import { err } from '../../shared/ipc/result.ts';
import { ioKindOf, systemCode } from '../media/io-error.ts';

export type TargetCode = 'TARGET_FULL' | 'TARGET_FILE_LIMIT' | 'TARGET_GONE' | 'TARGET_UNWRITABLE';

/** What a failed write to a place that somebody chose is to them: each has its own way on. */
export function targetFault(error: unknown) {
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return err('TARGET_FULL', 'the disk is full');
  // FAT32, as on most sticks, ends a file at 4 GiB, however much is free
  if (code === 'EFBIG') return err('TARGET_FILE_LIMIT', 'the file is too large for this file system');
  const ioKind = ioKindOf(error);
  return ioKind === 'missing' || ioKind === 'device'
    ? err('TARGET_GONE', 'the place is not there any more', { ioKind })
    : err('TARGET_UNWRITABLE', 'cannot be written', { ioKind });
}

/** Whether so much may fit. Some network drives say 0 and mean that they do not know: the write itself will tell. */
export async function hasRoom(folder: string, bytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail === 0 || bavail * bsize >= bytes;
}

/** The names of the files are durable too. Windows has no such thing as a folder that can be opened. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
