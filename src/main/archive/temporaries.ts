import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readFileIfThere, removeFile, writeFileAtomically } from '../lib/atomic-file.ts';

/** Nothing else of this name is ever made or taken away. */
const OURS = /^\.lectern-[0-9a-f]{16}\.part$/;

/**
 * Files that are being written in folders of the user's. Each is written down before it is made, so that what a crash
 * left is found again at the next start, wherever it lies.
 */
export function createTemporaries(file: string) {
  function read(): string[] {
    try {
      const value: unknown = JSON.parse(readFileIfThere(file)?.toString('utf8') ?? '[]');
      return Array.isArray(value) ? value.filter((path) => typeof path === 'string' && OURS.test(basename(path))) : [];
    } catch {
      return [];
    }
  }
  function write(paths: readonly string[]): void {
    if (paths.length === 0) removeFile(file);
    else writeFileAtomically(file, JSON.stringify(paths));
  }
  /** Whether it is gone; a drive that is not there now may be there at the next start. */
  function remove(path: string): boolean {
    try {
      rmSync(path, { force: true });
      return existsSync(dirname(path));
    } catch {
      return false;
    }
  }

  return {
    /** A name for a file to be, in this folder; it is on the list from now on. */
    add(folder: string): string {
      const path = join(folder, `.lectern-${randomBytes(8).toString('hex')}.part`);
      write([...read(), path]);
      return path;
    },
    /** The file was put in place, or is to go; where its drive went away, it goes when the drive is back. */
    done: (path: string): void => write(read().filter((other) => other !== path || !remove(path))),
    /** Takes away what a crash left. */
    sweep: (): void => write(read().filter((path) => !remove(path))),
  };
}
export type Temporaries = ReturnType<typeof createTemporaries>;
