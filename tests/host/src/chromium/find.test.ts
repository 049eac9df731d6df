import { describe, expect, test } from 'vitest';
import { findChromium, type Machine } from './find.ts';

/** A machine that has these files and nothing else. */
function machine(files: readonly string[], rest: Partial<Machine> = {}): Machine {
  return {
    env: {},
    platform: 'linux',
    canRun: async (path) => files.includes(path),
    packaged: async () => null,
    ...rest,
  };
}

const SHELL = '/usr/bin/chromium-headless-shell';
const FULL = '/usr/bin/chromium';
const CHROME = '/usr/bin/google-chrome';

describe('findChromium', () => {
  test('takes what CHROMIUM_HOST_BROWSER names, and nothing else when it cannot be run', async () => {
    const env = { CHROMIUM_HOST_BROWSER: '/opt/chrome-headless-shell' };
    const found = await findChromium(true, machine(['/opt/chrome-headless-shell', FULL], { env }));
    expect(found).toEqual({ path: '/opt/chrome-headless-shell', isShell: true });
    await expect(findChromium(true, machine([FULL], { env }))).rejects.toThrow(
      '/opt/chrome-headless-shell, which cannot be run',
    );
  });

  test('without a window the shell comes first, with one only a full browser will do', async () => {
    expect(await findChromium(true, machine([FULL, SHELL]))).toEqual({ path: SHELL, isShell: true });
    expect(await findChromium(true, machine([FULL, CHROME]))).toEqual({ path: FULL, isShell: false });
    expect(await findChromium(false, machine([SHELL, CHROME]))).toEqual({ path: CHROME, isShell: false });
    await expect(findChromium(false, machine([SHELL]))).rejects.toThrow('apt-get install chromium');
  });

  test('knows where other systems keep it', async () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect((await findChromium(false, machine([mac], { platform: 'darwin' }))).path).toBe(mac);
    const env = { ProgramFiles: '/programs' };
    const windows = '/programs/Google/Chrome/Application/chrome.exe';
    expect((await findChromium(false, machine([windows], { platform: 'win32', env }))).path).toBe(windows);
  });

  test('else, without a window, takes the one inside the npm package', async () => {
    const inside = { path: '/cache/chromium', env: { LD_LIBRARY_PATH: '/cache/lib' } };
    const packaged = async () => inside;
    expect(await findChromium(true, machine([], { packaged }))).toEqual({ ...inside, isShell: true });
    await expect(findChromium(false, machine([], { packaged }))).rejects.toThrow('no Chromium on this machine');
  });

  test('says what to install when there is none', async () => {
    const failure = findChromium(true, machine([]));
    for (const words of ['apt-get install chromium', 'chromium-headless-shell', 'CHROMIUM_HOST_BROWSER']) {
      await expect(failure).rejects.toThrow(words);
    }
  });
});
