import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Blob files to keep ready, and the size that each is made with. */
export interface SpareBlobs {
  count: number;
  bytes: number;
}

export interface Spares {
  /** Moves a spare file to `path`; answers how many bytes it holds, 0 when there is none. */
  take: (path: string) => number;
  /** Keeps the file at `path` as a spare; false when there are enough. */
  give: (path: string) => boolean;
}

const block = Buffer.alloc(1024 * 1024);

function makeFile(path: string, bytes: number): void {
  const fd = openSync(path, 'w');
  for (let at = 0; at < bytes; at += block.length) writeSync(fd, block, 0, Math.min(block.length, bytes - at), at);
  closeSync(fd);
}

/** Fills a fresh folder with spare files. They hold nothing worth keeping, so each start makes them anew. */
export function openSpares(dir: string, { count, bytes }: SpareBlobs): Spares {
  rmSync(dir, { recursive: true, force: true });
  if (count > 0) mkdirSync(dir, { recursive: true });
  const files = Array.from({ length: count }, (_, index) => join(dir, String(index)));
  for (const file of files) makeFile(file, bytes);
  let given = count;
  return {
    take: (path) => {
      const file = files.pop();
      if (file === undefined) return 0;
      renameSync(file, path);
      return statSync(path).size;
    },
    give: (path) => {
      if (files.length >= count) return false;
      given += 1;
      const file = join(dir, String(given));
      renameSync(path, file);
      files.push(file);
      return true;
    },
  };
}
