import { describe, expect, test } from 'vitest';
import { parseSwitches, type Surroundings } from './switches.ts';

const user: Surroundings = { env: { DISPLAY: ':0' }, platform: 'linux', isRoot: false };
const parse = (args: string[], surroundings = user) => parseSwitches(args, surroundings);

describe('parseSwitches', () => {
  test('as Playwright starts it', () => {
    const args = [
      '--no-sandbox',
      '--inspect=0',
      '--remote-debugging-port=0',
      '/app',
      '--user-data-dir=/data',
      '--own=1',
    ];
    expect(parse(args)).toMatchObject({
      sandbox: false,
      inspectPort: 0,
      debuggingPort: '0',
      userDataDir: '/data',
      entry: '/app',
      chromiumArgs: [],
    });
  });

  test('what it does not know is Chromium’s before the app, and the app’s after it', () => {
    expect(parse(['--proxy-server=x=y', '.', '--policy', 'file', '-x']).chromiumArgs).toEqual(['--proxy-server=x=y']);
  });

  test('root has no sandbox; without a display there is no window', () => {
    expect(parse(['.']).sandbox).toBe(true);
    expect(parse(['.'], { ...user, isRoot: true }).sandbox).toBe(false);
    expect(parse(['.']).headless).toBe(false);
    expect(parse(['.'], { ...user, env: {} }).headless).toBe(true);
    expect(parse(['.'], { ...user, env: {}, platform: 'darwin' }).headless).toBe(false);
    expect(parse(['.'], { ...user, env: { CHROMIUM_HOST_HEADLESS: '0' } }).headless).toBe(false);
    expect(parse(['.'], { ...user, env: { DISPLAY: ':0', CHROMIUM_HOST_HEADLESS: '1' } }).headless).toBe(true);
    expect(parse(['.', '--headless']).headless).toBe(true);
  });

  test('an app must be named; switches of Node are refused', () => {
    expect(() => parse(['--no-sandbox'])).toThrow('usage: electron');
    expect(() => parse(['--require', 'x', '.'])).toThrow('the switch --require is not implemented');
    expect(parse(['.', '-r']).entry).toBe('.');
  });
});
