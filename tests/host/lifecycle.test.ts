import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { launchFixture, PATIENCE, type Fixture, type LaunchOptions } from './fixture.ts';
import { isAlive, pidOf } from './src/chromium/process-mark.ts';

const started: Fixture[] = [];
async function launch(options: LaunchOptions = {}): Promise<Fixture> {
  const fixture = await launchFixture(options);
  started.push(fixture);
  return fixture;
}
afterEach(async () => {
  for (const fixture of started.splice(0)) await fixture.dispose();
});

/** Prints the order of the events at the end, of the app and of every window. */
async function traceEnd({ app }: Fixture): Promise<void> {
  await app.evaluate(({ app: electronApp, BrowserWindow }) => {
    const note = (text: string) => process.stdout.write(`[end] ${text}\n`);
    for (const name of ['before-quit', 'window-all-closed', 'will-quit'] as const) {
      electronApp.on(name as 'will-quit', () => note(name));
    }
    electronApp.on('quit', (_event, code) => note(`quit ${code}`));
    for (const window of BrowserWindow.getAllWindows()) {
      const { id } = window;
      window.on('close', () => note(`close ${id}`));
      window.on('closed', () => note(`closed ${id}`));
      window.webContents.on('will-prevent-unload', () => note(`will-prevent-unload ${id}`));
    }
  });
}

const ended = (fixture: Fixture) =>
  fixture
    .output()
    .split('\n')
    .filter((line) => line.startsWith('[end] '))
    .map((line) => line.slice('[end] '.length));

/** Calls app.quit(); the answer may be lost with the process. */
const quit = ({ app }: Fixture) => app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => {});

/** Makes the page object to being unloaded, after a person has touched it. */
async function object({ page }: Fixture): Promise<void> {
  await page.getByLabel('Text').click();
  await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()));
}

async function openSecond({ app }: Fixture): Promise<void> {
  const opened = app.waitForEvent('window');
  await app.evaluate(() => {
    const { createWindow } = (
      globalThis as unknown as { fixture: { createWindow: () => { loadURL(url: string): void } } }
    ).fixture;
    createWindow().loadURL('app://studio/');
  });
  await (await opened).getByRole('heading').waitFor();
}

describe('quit', () => {
  test('before-quit, close, closed, will-quit, quit; window-all-closed is not for those who quit', async () => {
    const fixture = await launch();
    await openSecond(fixture);
    await traceEnd(fixture);
    await quit(fixture);
    expect(await fixture.exited).toBe(0);
    const [first, ...rest] = ended(fixture);
    expect(first).toBe('before-quit');
    expect(rest.slice(0, 2)).toEqual(['close 1', 'close 2']);
    expect(rest.slice(2, 4).toSorted()).toEqual(['closed 1', 'closed 2']);
    expect(rest.slice(4)).toEqual(['will-quit', 'quit 0']);
  });

  test('a window that prevents its close keeps the app, and the next window that closes does not end it', async () => {
    const fixture = await launch();
    await openSecond(fixture);
    await traceEnd(fixture);
    await fixture.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.fromId(1)?.once('close', (event) => event.preventDefault());
    });
    await quit(fixture);
    await expect.poll(() => ended(fixture), PATIENCE).toEqual(['before-quit', 'close 1', 'close 2', 'closed 2']);
    // The app goes on as if quit() had never been called: the last window announces itself first.
    await fixture.app.evaluate(({ app, BrowserWindow }) => {
      app.on('window-all-closed', () => app.exit(7));
      BrowserWindow.fromId(1)?.close();
    });
    expect(await fixture.exited).toBe(7);
    expect(ended(fixture).slice(4)).toEqual(['close 1', 'closed 1', 'window-all-closed', 'quit 7']);
  });

  test('quit() again after a prevented close quits', async () => {
    const fixture = await launch();
    await traceEnd(fixture);
    await fixture.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.fromId(1)?.once('close', (event) => event.preventDefault());
    });
    await quit(fixture);
    await expect.poll(() => ended(fixture), PATIENCE).toEqual(['before-quit', 'close 1']);
    await quit(fixture);
    expect(await fixture.exited).toBe(0);
    expect(ended(fixture).slice(2)).toEqual(['before-quit', 'close 1', 'closed 1', 'will-quit', 'quit 0']);
  });

  test('before-quit and will-quit can hold it back', async () => {
    const fixture = await launch();
    await traceEnd(fixture);
    await fixture.app.evaluate(({ app }) => {
      app.once('before-quit', (event) => event.preventDefault());
      app.quit();
    });
    expect(ended(fixture)).toEqual(['before-quit']);
    // The usual way to stop in good order: hold, finish the work, quit again.
    await fixture.app.evaluate(({ app }) => {
      app.once('will-quit', (event) => {
        event.preventDefault();
        setImmediate(() => app.quit());
      });
    });
    await quit(fixture);
    expect(await fixture.exited).toBe(0);
    const rest = ['before-quit', 'close 1', 'closed 1', 'will-quit', 'before-quit', 'will-quit', 'quit 0'];
    expect(ended(fixture).slice(1)).toEqual(rest);
  });

  test('exit(code) asks nobody', async () => {
    const fixture = await launch();
    await traceEnd(fixture);
    await object(fixture);
    await fixture.app.evaluate(({ app }) => app.exit(3)).catch(() => {});
    expect(await fixture.exited).toBe(3);
    expect(ended(fixture)).toEqual(['closed 1', 'quit 3']);
  });

  test('closing the last window quits when nobody listens', async () => {
    const fixture = await launch();
    await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await fixture.exited).toBe(0);
  });

  test('an app that listens to window-all-closed stays without windows', async () => {
    const fixture = await launch();
    await fixture.app.evaluate(({ app, BrowserWindow }) => {
      app.on('window-all-closed', () => process.stdout.write('[end] stays\n'));
      BrowserWindow.getAllWindows()[0]?.close();
    });
    await expect.poll(() => ended(fixture), PATIENCE).toEqual(['stays']);
    await openSecond(fixture);
    expect(await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('SIGTERM quits in good order', async () => {
    const fixture = await launch();
    await traceEnd(fixture);
    fixture.app.process().kill('SIGTERM');
    expect(await fixture.exited).toBe(0);
    expect(ended(fixture)).toEqual(['before-quit', 'close 1', 'closed 1', 'will-quit', 'quit 0']);
  });
});

describe('beforeunload', () => {
  test('keeps the window and the app, and says so', async () => {
    const fixture = await launch();
    await traceEnd(fixture);
    await object(fixture);
    await quit(fixture);
    await expect.poll(() => ended(fixture), PATIENCE).toEqual(['before-quit', 'close 1', 'will-prevent-unload 1']);
    // The app runs on; the page is as it was.
    expect(await fixture.page.getByRole('heading').textContent()).toBe('Fixture');
  });

  test('is overruled by will-prevent-unload, which comes before closed', async () => {
    const fixture = await launch();
    await traceEnd(fixture);
    await object(fixture);
    await fixture.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.fromId(1)?.webContents.on('will-prevent-unload', (event) => event.preventDefault());
    });
    await quit(fixture);
    expect(await fixture.exited).toBe(0);
    expect(ended(fixture)).toEqual([
      'before-quit',
      'close 1',
      'will-prevent-unload 1',
      'closed 1',
      'will-quit',
      'quit 0',
    ]);
  });

  test('objects by return value of window.onbeforeunload, too', async () => {
    const fixture = await launch();
    await traceEnd(fixture);
    await fixture.page.getByLabel('Text').click();
    await fixture.page.evaluate(() => {
      window.onbeforeunload = () => 'unsaved';
    });
    await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.close());
    await expect.poll(() => ended(fixture), PATIENCE).toEqual(['close 1', 'will-prevent-unload 1']);
  });

  test('of a page that nobody has touched counts for nothing, as in Chromium', async () => {
    const fixture = await launch();
    const outcome = await fixture.app.evaluate(async () => {
      // A window of its own: whatever the driver does in a page counts as a person's touch.
      const { createWindow } = (globalThis as unknown as { fixture: { createWindow: () => Electron.BrowserWindow } })
        .fixture;
      const window = createWindow();
      await window.loadURL('app://studio/frame.html');
      await window.webContents.executeJavaScript('onbeforeunload = () => "unsaved"; undefined');
      return new Promise((resolve) => {
        window.webContents.on('will-prevent-unload', () => resolve('prevented'));
        window.on('closed', () => resolve('closed'));
        window.close();
      });
    });
    expect(outcome).toBe('closed');
  });

  test('keeps the page from going elsewhere and from being reloaded', async () => {
    const fixture = await launch();
    await traceEnd(fixture);
    await object(fixture);
    await fixture.page.evaluate(() => Object.assign(window, { mark: 'same document' }));
    const refused = fixture.page.waitForEvent('requestfailed');
    await fixture.page.evaluate(() => location.assign('/frame.html'));
    await refused; // a reload that met it on its way would be dropped by Chromium
    expect(ended(fixture)).toEqual(['will-prevent-unload 1']);
    await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.reload());
    await expect.poll(() => ended(fixture), PATIENCE).toEqual(['will-prevent-unload 1', 'will-prevent-unload 1']);
    expect(await fixture.page.evaluate(() => [location.pathname, 'mark' in window])).toEqual(['/', true]);
  });
});

describe('relaunch', () => {
  test('starts again when the app has ended', async () => {
    const fixture = await launch();
    await fixture.app
      .evaluate(({ app }, file) => {
        // What is started again is any program; here one that leaves a trace.
        app.relaunch({
          execPath: process.execPath,
          args: ['-e', `require('fs').writeFileSync(${JSON.stringify(file)}, 'again')`],
        });
        app.quit();
      }, `${fixture.userData}/relaunched`)
      .catch(() => {});
    await fixture.exited;
    await expect.poll(() => existsSync(`${fixture.userData}/relaunched`), PATIENCE).toBe(true);
  });

  test('without more said, it is this app that starts, on the same data', async () => {
    const fixture = await launch();
    const file = join(fixture.userData, 'chromium-host.lock');
    const lock = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    const before = lock();
    await fixture.app.evaluate(({ app }) => (app.relaunch(), app.quit())).catch(() => {});
    expect(await fixture.exited).toBe(0);
    const isAgain = () => lock() !== before && isAlive(lock());
    await expect.poll(isAgain, PATIENCE).toBe(true);
    const again = lock();
    process.kill(pidOf(again), 'SIGTERM');
    await expect.poll(() => isAlive(again), PATIENCE).toBe(false);
  });

  test('refuses what it would not heed', async () => {
    const fixture = await launch();
    const refusal = await fixture.app.evaluate(({ app }) => {
      try {
        return app.relaunch({ nothing: 1 } as unknown as Electron.RelaunchOptions);
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(refusal).toBe('chromium-host: the option nothing of app.relaunch is not implemented');
  });
});
