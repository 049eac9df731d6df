import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/temporary.ts';

test('no file handle is left to the process: the real watcher says so by its code, and throws nothing', async () => {
  const root = join(temporaryFolder(), 'Exports');
  mkdirSync(join(root, 'Part 1'), { recursive: true });
  const child = join(import.meta.dirname, 'watch-limits-child.ts');
  const { stdout } = await promisify(execFile)('prlimit', ['--nofile=64', process.execPath, child, '--root', root]);
  expect(stdout).toBe('EMFILE');
});
