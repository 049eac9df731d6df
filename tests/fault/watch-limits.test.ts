import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/temporary.ts';

/* The real watcher at the real limits of the system, set low for a process of its own. */
const FEW_WATCHES = 'echo 3 > /proc/sys/user/max_inotify_watches';
const limits = [
  { code: 'EMFILE', command: 'prlimit', args: ['--nofile=64'], taken: ['--handles'] },
  { code: 'ENOSPC', command: 'unshare', args: ['-Ur', 'sh', '-c', `${FEW_WATCHES} && exec "$0" "$@"`], taken: [] },
];
/** A container may forbid namespaces: then nobody can set the number of watches low. */
const isPossible = ({ command, args }: (typeof limits)[number]): boolean =>
  spawnSync(command, [...args, 'true']).status === 0;

test.each(limits.filter(isPossible))('$code: it is told by its code, and nothing is thrown', async (limit) => {
  const { code, command, args, taken } = limit;
  const root = join(temporaryFolder(), 'Exports');
  for (let n = 0; n < 10; n += 1) mkdirSync(join(root, `Part ${n}`), { recursive: true });
  const child = [process.execPath, join(import.meta.dirname, 'watch-limits-child.ts'), '--root', root, ...taken];
  const { stdout } = await promisify(execFile)(command, [...args, ...child]);
  expect(stdout).toBe(code);
});
