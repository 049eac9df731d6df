import { expect, test } from 'vitest';
import { isMetered, type RunProgram } from './metered.ts';

const says =
  (text: string): RunProgram =>
  () =>
    Promise.resolve(text);

test.each([
  ['linux', 'u 0\n', false],
  ['linux', 'u 1\n', true],
  ['linux', 'u 2\n', false],
  ['linux', 'u 3\n', true],
  ['linux', 'u 4\n', false],
  ['win32', 'Unrestricted\r\n', false],
  ['win32', 'Fixed\r\n', true],
  ['win32', 'Variable\r\n', true],
  ['win32', 'Unknown\r\n', false],
  ['win32', '', false],
  ['darwin', 'u 1\n', false],
])('%s says %j', async (platform, text, isIt) => {
  expect(await isMetered(platform, says(text))).toBe(isIt);
});

test('a system that cannot say it: not metered', async () => {
  const missing: RunProgram = () => Promise.reject(new Error('ENOENT'));
  expect(await isMetered('linux', missing)).toBe(false);
  expect(await isMetered('win32', missing)).toBe(false);
});

test('no shell: the program is asked with its arguments', async () => {
  const asked: string[] = [];
  const run: RunProgram = (file, args) => {
    asked.push(file, ...args);
    return Promise.resolve('');
  };
  await isMetered('linux', run);
  expect(asked).toEqual([
    'busctl',
    'get-property',
    'org.freedesktop.NetworkManager',
    '/org/freedesktop/NetworkManager',
    'org.freedesktop.NetworkManager',
    'Metered',
  ]);
});
