import { openSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createChokidarWatcher } from '../../src/main/watch/adapters/chokidar.ts';

/** Opens a watcher, with `--handles` when no file handle is left to this process, and prints the code of its fault. */
const { values } = parseArgs({ options: { root: { type: 'string' }, handles: { type: 'boolean' } } });
const handles: number[] = [];
try {
  while (values.handles) handles.push(openSync('/dev/null', 'r'));
} catch {
  // Now there is none left
}
createChokidarWatcher({ isLeftOut: () => false, depth: 24 })(values.root ?? '', {
  onHint: () => undefined,
  onFault(code) {
    process.stdout.write(code);
    process.exit(0);
  },
});
// Long enough to be sure that nothing is said, short enough for a test
setTimeout(() => process.exit(1), 20_000);
