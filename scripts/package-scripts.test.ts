import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** Words of a command that are files: they have a folder and an ending. */
const filesOf = (command: string): string[] =>
  command.split(/\s+/).filter((word) => /^[\w.@-]+\/.*\.\w+$|\/bin\//.test(word));

test.each(Object.entries(scripts))('npm run %s names files that are there', (_name, command) => {
  expect(filesOf(command)).not.toEqual([]);
  expect(filesOf(command).filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
