import { basename } from 'node:path';
import { watch } from 'chokidar';
import type { OpenWatcher } from '../ports.ts';

export interface ChokidarDeps {
  /** What a scan leaves out by its name needs no watching either. */
  readonly isLeftOut: (name: string) => boolean;
  /** How deep a scan goes. */
  readonly depth: number;
}

/** The system's own limits: no more events are to be had from it, so the folder is looked through by the clock. */
const NO_EVENTS: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'ENOSPC', 'ENOMEM', 'ENOSYS', 'ENOTSUP']);

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * Listens with chokidar 6. Its events are hints only: nothing of them but their having come is used. A fault of one file
 * or folder (denied, gone while it was looked at) is no fault of the watcher: the scan names it.
 */
export function createChokidarWatcher({ isLeftOut, depth }: ChokidarDeps): OpenWatcher {
  return (root, { onHint, onFault }) => {
    const watcher = watch(root, {
      // The system's events (per folder on Linux, per tree on macOS and Windows). Where there are none we look by the
      // clock ourselves: chokidar's polling would ask for every file again and again, and a scan is needed all the same.
      backend: 'auto',
      // The scan after opening lists what is there; ten thousand `add` events would only say the same
      ignoreInitial: true,
      // Left out exactly as the scan leaves it out; the root itself is watched whatever its name is
      ignored: (path) => path !== root && isLeftOut(basename(path)),
      depth,
      // The scan follows links to their files itself; here a link that leads round would be followed without end
      followSymlinks: false,
      // Whether a file is written is told by our own rule (10 s, size and time, and it can be opened)
      awaitWriteFinish: false,
      // Would hold back an `unlink` to see whether an `add` follows; the scan sees the end of it
      atomic: false,
      // Sizes and times come from the scan
      alwaysStat: false,
      // A folder below that we may not read is told by the scan, with its name
      ignorePermissionErrors: true,
      // The app lives by its windows, not by its watchers
      persistent: false,
    });
    watcher.on('all', onHint);
    // What happened while it was not listening yet is found by a look after it does
    watcher.on('ready', onHint);
    watcher.on('error', (error) => {
      const code = codeOf(error);
      if (NO_EVENTS.has(code)) onFault(code);
      else onHint();
    });
    return { close: () => watcher.close() };
  };
}
