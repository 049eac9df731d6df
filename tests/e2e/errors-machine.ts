import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { EXECUTABLE } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/** Faults of the computer itself, made by the kernel: a disk that is full, files that may not be read. Linux only. */

function script(lines: readonly string[]): string {
  const path = join(temporaryFolder(), 'electron');
  writeFileSync(path, `#!/bin/sh\n${lines.join('\n')}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Root may read every file. A studio started so obeys permissions whoever runs the tests. */
export function obeyingPermissions(): { readonly wrapper?: string } {
  if (process.getuid?.() !== 0) return {};
  const powers = '-dac_override,-dac_read_search';
  return { wrapper: script([`exec setpriv --bounding-set=${powers} --inh-caps=${powers} "${EXECUTABLE}" "$@"`]) };
}

const SMALL_DISK_BYTES = 12 * 1024 * 1024;

/** What the person sees when it happens. */
export interface DiskFault {
  readonly title: string;
  /** Present when the studio must be started in another way for it. */
  readonly wrapper?: string;
  happen(app: ElectronApplication): void;
  end(app: ElectronApplication): void;
}

const pidOf = (app: ElectronApplication): number => app.process().pid ?? 0;

/** Files of the process stop growing, as under a quota: the system answers EFBIG instead of ENOSPC. */
export function fileSizeLimit(dataDir: string): DiskFault {
  const limit = (app: ElectronApplication, bytes: string): void =>
    void execFileSync('prlimit', ['--pid', String(pidOf(app)), `--fsize=${bytes}:`]);
  const folder = join(dataDir, 'profiles/first');
  return {
    title: 'Lectern cannot write to its data folder.',
    happen(app) {
      const database = readdirSync(folder).filter((name) => /db$|-wal$/.test(name));
      const sizes = database.map((name) => statSync(join(folder, name)).size);
      limit(app, String(Math.max(...sizes)));
    },
    end: (app) => limit(app, 'unlimited'),
  };
}

/** A mount namespace of its own, with and without one for users: the second is what ordinary users may have. */
const NAMESPACES = [['-m'], ['-Urm']] as const;
function mountingNamespace(): readonly string[] | null {
  const dir = temporaryFolder();
  const canMount = (flags: readonly string[]): boolean =>
    spawnSync('unshare', [...flags, 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir]).status === 0;
  return NAMESPACES.find(canMount) ?? null;
}

function fill(path: string): void {
  const file = openSync(path, 'w');
  const block = Buffer.alloc(4096);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}

/**
 * The profiles are on a disk of 12 MB, which gets full. Where nobody may mount (a container without namespaces), the
 * size limit stands in for it; `title` says which of the two it is.
 */
export function smallDisk(dataDir: string): DiskFault {
  const flags = mountingNamespace();
  if (!flags) return fileSizeLimit(dataDir);
  const profiles = join(dataDir, 'profiles');
  mkdirSync(profiles, { recursive: true });
  const mount = `mount -t tmpfs -o size=${SMALL_DISK_BYTES} tmpfs "${profiles}" && exec "${EXECUTABLE}" "$@"`;
  // The mount is seen by the studio only; through /proc it can be reached from here.
  const filler = (app: ElectronApplication): string => `/proc/${pidOf(app)}/root${profiles}/filler`;
  return {
    title: 'The disk is full.',
    wrapper: script([`exec unshare ${flags.join(' ')} sh -c '${mount}' "$0" "$@"`]),
    happen: (app) => fill(filler(app)),
    end: (app) => rmSync(filler(app)),
  };
}
