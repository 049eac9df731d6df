import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...globSync(['docs/**/*.md', 'tests/**/README.md'], { cwd: root }),
] as const;
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;

test.each(documents)('%s: every link leads somewhere', (file) => {
  const targets = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => String(target));
  expect(targets.filter((target) => !existsSync(join(root, dirname(file), target)))).toEqual([]);
});

test.each(documents)('%s: every npm command that it names exists', (file) => {
  const named = [...read(file).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => String(name));
  expect(named.filter((name) => name !== 'bench:' && manifest['scripts']?.[name] === undefined)).toEqual([]);
});

test('every dependency has its line in docs/dependencies.md', () => {
  const lines = read('docs/dependencies.md');
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const all = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(all.filter((name) => !new RegExp(`[|,] ${name}[ ,]`).test(lines))).toEqual([]);
});
