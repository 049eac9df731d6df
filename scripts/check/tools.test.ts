import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hearTool } from './tools.ts';

/*
 * The project's own configurations, copied to a small project with violations planted in it, and the tools run there as
 * `npm run check` runs them. A configuration that is loosened lets a violation through, and fails its test.
 */

const root = join(import.meta.dirname, '../..');
const configs = ['package.json', '.oxlintrc.json', 'knip.json', 'electron.vite.config.ts', 'vitest.config.ts'];

/** The file, what is in it, and what must be said about it. */
type Planted = readonly (readonly [path: string, text: string, said: RegExp])[];

const dom = 'export const title: string = document.title;\n';
const node = 'export const id: number = process.pid;\n';
const implicit = 'export const double = (x) => x * 2;\n';
const noSuchName = /error TS(2304|2584|2580|2591)/;

const types: Planted = [
  ['src/shared/dom.ts', dom, noSuchName],
  ['src/shared/node.ts', node, noSuchName],
  ['src/shared/timer.ts', 'export const timer: unknown = setTimeout(String, 1);\n', noSuchName],
  ['src/shared/node-import.ts', "export { readFileSync } from 'node:fs';\n", /error TS(2307|2591)/],
  ['src/shared/main.ts', "export { two } from '../main/clean.ts';\n", /error TS(6307|6059)/],
  ['src/main/dom.ts', dom, noSuchName],
  ['src/main/element.ts', 'export type One = HTMLElement;\n', noSuchName],
  ['src/main/window.ts', 'export const one: unknown = window;\n', noSuchName],
  ['src/renderer/node.ts', node, noSuchName],
  ['src/renderer/buffer.ts', 'export const one: unknown = Buffer;\n', noSuchName],
  ['src/renderer/node-import.ts', "export { readFileSync } from 'node:fs';\n", /error TS(2307|2591)/],
  ['src/renderer/main.ts', "export { two } from '../main/clean.ts';\n", /error TS(6307|6059)/],
  ...['shared', 'preload', 'main', 'renderer', '../tests', '../scripts'].flatMap((folder): Planted => {
    const at = (name: string): string => join('src', folder, name).replaceAll('\\', '/');
    return [
      [at('implicit.ts'), implicit, /error TS7006/],
      [at('nothing.ts'), 'export const length = (x: string | null): number => x.length;\n', /error TS18047/],
      [at('index.ts'), 'export const first = (x: string[]): string => x[0];\n', /error TS2322/],
      [at('unused.ts'), 'const unused = 1;\nexport {};\n', /error TS6133/],
      [at('exact.ts'), 'export const a: { b?: string } = { b: undefined };\n', /error TS2375/],
    ];
  }),
];

const unit = "import { expect, test } from 'vitest';\n";
const lint: Planted = [
  ['src/main/one.ts', "import { two } from './two.ts';\nexport const one = (): number => two();\n", /no-cycle/],
  ['src/main/two.ts', "import { one } from './one.ts';\nexport const two = (): number => one();\n", /no-cycle/],
  ['src/main/only.test.ts', `${unit}test.only('x', () => expect(1).toBe(1));\n`, /no-focused-tests/],
  ['src/main/skip.test.ts', `${unit}test.skip('x', () => expect(1).toBe(1));\n`, /no-disabled-tests/],
  ['tests/only.test.ts', `${unit}test.only('x', () => expect(1).toBe(1));\n`, /no-focused-tests/],
  ['tests/skip.test.ts', `${unit}test.skip('x', () => expect(1).toBe(1));\n`, /no-disabled-tests/],
  ['tests/skip-if.test.ts', `${unit}test.skipIf(true)('x', () => expect(1).toBe(1));\n`, /no-restricted-properties/],
  ['src/main/run-if.test.ts', `${unit}test.runIf(0)('x', () => expect(1).toBe(1));\n`, /no-restricted-properties/],
  ['scripts/bare.test.ts', "import { test } from 'vitest';\ntest('x', () => String(1));\n", /expect-expect/],
  ['src/shared/any.ts', 'export const x = (y: any): unknown => y;\n', /no-explicit-any/],
  ['src/shared/ignored.ts', '// @ts-ignore\nexport const x: string = 1;\n', /ban-ts-comment/],
  ['src/main/floating.ts', 'const run = async (): Promise<void> => {};\nrun();\n', /no-floating-promises/],
  ['src/main/empty.ts', 'export function f(g: () => void): void {\n  try {\n    g();\n  } catch {}\n}\n', /no-empty/],
];

const liveImports =
  "import pad from 'left-pad';\nimport { live } from './live.ts';\nimport type { Live } from './live-types.ts';\n";
const deadCode: Planted = [
  ['src/main/dead-file.ts', 'export const dead = 1;\n', /^src/],
  ['src/renderer/dead-page.tsx', 'export const dead = 1;\n', /^src/],
  ['tests/helpers/dead-helper.ts', 'export const dead = 1;\n', /^tests/],
  ['src/main/live.ts', 'export const live = 1;\nexport const deadExport = 2;\n', /^deadExport/],
  ['src/main/live-types.ts', 'export type Live = 1;\nexport type DeadType = 2;\n', /^DeadType/],
  ['src/main/index.ts', `${liveImports}const x: Live = live;\nString([pad, x]);\n`, /^left-pad/],
];

const parts = ['src/shared', 'src/preload', 'src/main', 'src/renderer', 'tests', 'scripts'];
let folder = '';

/** A project with our configurations, one clean file in each part, and what is planted. */
function plant(name: string, planted: Planted): string {
  const project = join(folder, name);
  const found = globSync(['tsconfig*.json', '{src/*,tests,scripts}/tsconfig.json'], { cwd: root });
  for (const path of [...configs, ...found]) cpSync(join(root, path), join(project, path));
  const files = parts.map((part) => [`${part}/clean.ts`, 'export const two = 2;\n'] as const);
  for (const [path, text] of [...files, ...planted]) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'junction');
  return project;
}

/** The planted files of which the tool did not say what it must: what it says about a file is one piece of lines. */
function missed(planted: Planted, said: string): string[] {
  const pieces = said.replaceAll('\\', '/').split(/\n(?=\S|\n)/);
  const isSaid = (path: string, expected: RegExp): boolean =>
    pieces.some((piece) => piece.includes(path) && expected.test(piece.trim()));
  return planted.filter(([path, , expected]) => !isSaid(path, expected)).map(([path]) => path);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-planted-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the types keep the page out of main and shared, Node out of the page, and `any` out of all', () => {
  const { good, said } = hearTool('types', plant('types', types));
  expect(missed(types, said)).toEqual([]);
  expect(said).not.toContain('clean.ts(');
  expect(good).toBe(false);
}, 30_000);

test('the linter finds a cycle, a test that stands alone, is left out or asserts nothing, and what hides an error', () => {
  const { good, said } = hearTool('lint', plant('lint', lint));
  expect(missed(lint, said)).toEqual([]);
  expect(said).not.toContain('clean.ts');
  expect(good).toBe(false);
}, 30_000);

test('knip finds files, exports and dependencies that nobody uses, and packages that nobody declared', () => {
  const { good, said } = hearTool('dead code', plant('dead-code', deadCode));
  expect(missed(deadCode, said)).toEqual([]);
  expect(said).toMatch(/^uuid +package\.json/m);
  expect(good).toBe(false);
}, 30_000);

test('nothing is said about a project without violations', () => {
  const project = plant('clean', []);
  expect(hearTool('types', project)).toEqual({ good: true, said: '' });
  expect(hearTool('lint', project)).toMatchObject({ good: true });
}, 30_000);
