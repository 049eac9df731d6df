import { expect, test } from 'vitest';
import { checkGlobals } from './globals.ts';

const impure: readonly string[] = [
  'const x = Date.now();',
  "const x = Date['now']();",
  'const { now } = Date;',
  'const D = Date;',
  'const x = new Date();',
  'const x = new Date(...args);',
  'const x = Date();',
  'const x = Math.random();',
  "const x = Math['random']();",
  'const { random } = Math;',
  'setTimeout(run, 1);',
  'setInterval(run, 1);',
  'setImmediate(run);',
  'const x = { wait: setTimeout };',
  'const x = { setTimeout };',
  'const x = performance.now();',
  'const x = Temporal.Now.instant();',
  'const x = crypto.randomUUID();',
  'const x = crypto.getRandomValues(bytes);',
  'await fetch(url);',
  "await globalThis.fetch('http://x');",
  "const x = globalThis['set' + 'Timeout'];",
  'const x = new WebSocket(url);',
  'const x = AbortSignal.timeout(5);',
  'const x = process.hrtime();',
];
const pure: readonly string[] = [
  'const x = deps.clock.setTimeout(run, 1);',
  'const x = deps.fetch(url);',
  'interface Ports { setTimeout(run: () => void): void; readonly fetch: typeof globalThis.fetch; at: Date }',
  'const x = Math.max(1, Math.floor(2.5));',
  'const x = new Date(nowMs).toISOString();',
  'const x = Date.UTC(2026, 1, 1);',
  'const x = AbortSignal.any([a, b]);',
  'const ports = { fetch: given, setTimeout: wait };',
];

const found = (path: string, text: string): string[] => checkGlobals([{ path, text }]);

test.each(impure)('%s is caught in the cores', (text) => {
  expect(found('src/main/sync/x.ts', text)).not.toEqual([]);
});

test.each(pure)('%s is left alone', (text) => {
  expect(found('src/main/sync/x.ts', text)).toEqual([]);
});

test('all cores and shared are read, adapters and the file that starts the upload thread are not', () => {
  const isRead = (path: string): boolean => found(path, 'Date.now();').length > 0;
  const cores = ['uploads/x', 'uploads/deep/worker', 'sync/worker', 'watch/x', 'watch/deep/adapters/x'];
  const paths = [...cores.map((path) => `src/main/${path}.ts`), 'src/shared/domain/x.ts'];
  expect(paths.filter(isRead)).toEqual(paths);
  const exempt = ['uploads/worker', 'uploads/adapters/system', 'sync/adapters/x', 'uploads/x.test', 'media/x'];
  expect(exempt.map((path) => `src/main/${path}.ts`).filter(isRead)).toEqual([]);
});
