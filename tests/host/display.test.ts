import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createUserData, launchFixture, PATIENCE, type Fixture } from './fixture.ts';

const XVFB = '/usr/bin/Xvfb';
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/google-chrome'];
const displays = existsSync(XVFB) && BROWSERS.some((path) => existsSync(path)) ? [XVFB] : [];

/** A display of its own, on the first number that is free. */
function startDisplay(xvfb: string): Promise<{ child: ChildProcess; name: string }> {
  const child = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    child.stdio[3]?.once('data', (number) => resolve({ child, name: `:${String(number).trim()}` }));
  });
}

test('without a display nothing is opened, and nothing says that it was; what was asked is kept', async () => {
  const fixture = await launchFixture();
  onTestFinished(() => fixture.dispose());
  const seen = await fixture.app.evaluate(async ({ shell }) => {
    const outcomes: string[] = [];
    const note = (error: Error) => void outcomes.push(error.message);
    await shell.openExternal('https://example.invalid/').catch(note);
    try {
      shell.showItemInFolder('/a/b');
    } catch (error) {
      note(error as Error);
    }
    outcomes.push(await shell.openPath('/c'));
    return { calls: (shell as unknown as { calls: object[] }).calls, outcomes };
  });
  expect(seen).toEqual({
    calls: [
      { method: 'openExternal', target: 'https://example.invalid/' },
      { method: 'showItemInFolder', target: '/a/b' },
      { method: 'openPath', target: '/c' },
    ],
    outcomes: ['openExternal', 'showItemInFolder', 'openPath'].map(
      (name) => `chromium-host: shell.${name} without a display is not implemented`,
    ),
  });
});

// Without Xvfb this is not there at all: a skipped test counts as a failure (scripts/test.ts).
describe.each(displays)('with a display (%s)', (xvfb) => {
  let display: ChildProcess;
  let fixture: Fixture;
  const bin = createUserData();
  beforeAll(async () => {
    const started = await startDisplay(xvfb);
    display = started.child;
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'zenity'), '#!/bin/sh\necho /home/anna/videos\n', { mode: 0o755 });
    writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" >> ${join(bin, 'opened')}\n`, { mode: 0o755 });
    const PATH = `${bin}${delimiter}${process.env['PATH']}`;
    fixture = await launchFixture({ env: { CHROMIUM_HOST_HEADLESS: '0', DISPLAY: started.name, PATH } });
  });
  afterAll(async () => {
    await fixture?.dispose();
    display?.kill();
    rmSync(bin, { recursive: true, force: true });
  });

  test('the desktop is asked for a folder and opens things', async () => {
    const paths = await fixture.app.evaluate(async ({ BrowserWindow, dialog, shell }) => {
      const [window] = BrowserWindow.getAllWindows();
      const options = { properties: ['openDirectory' as const] };
      const chosen = window ? await dialog.showOpenDialog(window, options) : { filePaths: [] };
      await shell.openExternal('mailto:anna@example.invalid');
      return [...chosen.filePaths, await shell.openPath('/logs')];
    });
    expect(paths).toEqual(['/home/anna/videos', '']);
    expect(readFileSync(join(bin, 'opened'), 'utf8')).toBe('mailto:anna@example.invalid\n/logs\n');
  });

  test('accelerators of the application menu work, though it is not drawn', async () => {
    await fixture.app.evaluate(({ Menu }) => {
      Object.assign(globalThis, { chosen: 0 });
      const click = () => Object.assign(globalThis, { chosen: 1 });
      const submenu = [{ label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click }];
      Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'File', submenu }]));
    });
    await fixture.page.keyboard.press('Control+Shift+N');
    const chosen = () => fixture.app.evaluate(() => (globalThis as unknown as { chosen: number }).chosen);
    await expect.poll(chosen, PATIENCE).toBe(1);
  });
});
