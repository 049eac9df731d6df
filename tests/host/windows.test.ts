import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchFixture, PATIENCE, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.dispose());

/** What the fixture's main offers in electronApp.evaluate. */
interface Main {
  fixture: { createWindow: (options?: object) => Electron.BrowserWindow };
}

const WINDOW_EVENTS = ['show', 'focus', 'blur', 'resize', 'move', 'maximize', 'unmaximize', 'minimize', 'restore'];

/** Opens another window, which notes its events in `window.seen`, and answers its page. */
async function open(options: object = {}): Promise<{ id: number; page: Page }> {
  const id = await fixture.app.evaluate(
    async (_electron, [given, names]) => {
      const window = (globalThis as unknown as Main).fixture.createWindow(given);
      const seen: string[] = [];
      Object.assign(globalThis, { [`seen${window.id}`]: seen });
      for (const name of [...names, 'ready-to-show']) window.on(name as 'show', () => seen.push(name));
      await window.loadURL('app://studio/');
      return window.id;
    },
    [options, WINDOW_EVENTS] as const,
  );
  return { id, page: await pageOf(id) };
}

/** The driver's page of a window, once it has heard of it. */
async function pageOf(id: number): Promise<Page> {
  const pages = new Map<number | undefined, Page>();
  await expect
    .poll(async () => {
      for (const page of fixture.app.windows()) {
        const window = await fixture.app.browserWindow(page);
        pages.set(await window.evaluate((found) => found?.id), page);
      }
      return pages.has(id);
    }, PATIENCE)
    .toBe(true);
  return pages.get(id) ?? fixture.page;
}

const seen = (id: number) =>
  fixture.app.evaluate(
    (_electron, key) => (globalThis as unknown as Record<string, string[]>)[key]?.splice(0),
    `seen${id}`,
  );
const size = (page: Page) => page.evaluate(() => [innerWidth, innerHeight]);
const destroy = (id: number) =>
  fixture.app.evaluate(({ BrowserWindow }, own) => BrowserWindow.fromId(own)?.destroy(), id);

describe('place', () => {
  test('a window opens where it is told, else in the middle, at least as large as its least', async () => {
    const bounds = await fixture.app.evaluate(() => {
      const { createWindow } = (globalThis as unknown as Main).fixture;
      return [
        { x: 40, y: 50, width: 700, height: 500 },
        { width: 1000, height: 600 },
        { width: 100, height: 100, minWidth: 300, minHeight: 200, x: 0, y: 0 },
      ].map((options) => {
        const window = createWindow(options);
        const found = window.getBounds();
        window.destroy();
        return found;
      });
    });
    expect(bounds).toEqual([
      { x: 40, y: 50, width: 700, height: 500 },
      { x: 460, y: 256, width: 1000, height: 600 },
      { x: 0, y: 0, width: 300, height: 200 },
    ]);
  });

  test('the page has the size of its window, and follows it', async () => {
    const { id, page } = await open({ x: 10, y: 20, width: 640, height: 480 });
    await expect.poll(() => size(page), PATIENCE).toEqual([640, 480]);
    await fixture.app.evaluate(
      ({ BrowserWindow }, own) => BrowserWindow.fromId(own)?.setBounds({ width: 500, x: 30 }),
      id,
    );
    await expect.poll(() => size(page), PATIENCE).toEqual([500, 480]);
    expect((await seen(id))?.slice(-2)).toEqual(['resize', 'move']);
    await destroy(id);
  });

  test('maximized, minimized, full screen, and back to where it was', async () => {
    const { id, page } = await open({ x: 10, y: 20, width: 640, height: 480 });
    await seen(id);
    const state = () =>
      fixture.app.evaluate(({ BrowserWindow }, own) => {
        const window = BrowserWindow.fromId(own);
        return [window?.isMaximized(), window?.isMinimized(), window?.isFullScreen(), window?.getNormalBounds().width];
      }, id);
    const tell = (method: 'maximize' | 'unmaximize' | 'minimize' | 'restore') =>
      fixture.app.evaluate(({ BrowserWindow }, [own, name]) => BrowserWindow.fromId(own)?.[name](), [
        id,
        method,
      ] as const);
    await tell('maximize');
    expect(await state()).toEqual([true, false, false, 640]);
    await expect.poll(() => size(page), PATIENCE).toEqual([1920, 1048]);
    await tell('minimize');
    expect(await state()).toEqual([false, true, false, 640]);
    await tell('restore');
    expect(await state()).toEqual([true, false, false, 640]);
    await tell('unmaximize');
    expect(await state()).toEqual([false, false, false, 640]);
    await expect.poll(() => size(page), PATIENCE).toEqual([640, 480]);
    const told = (await seen(id))?.filter((name) => /imize|restore/.test(name));
    expect(told).toEqual(['maximize', 'minimize', 'restore', 'unmaximize']);
    await destroy(id);
  });
});

describe('life', () => {
  test('ready-to-show comes once, and the title of the page becomes the window’s', async () => {
    const { id } = await open({ title: 'Given' });
    expect((await seen(id))?.filter((name) => name === 'ready-to-show')).toEqual(['ready-to-show']);
    const title = () => fixture.app.evaluate(({ BrowserWindow }, own) => BrowserWindow.fromId(own)?.getTitle(), id);
    await expect.poll(title, PATIENCE).toBe('Fixture');
    await destroy(id);
  });

  test('page-title-updated can keep the title', async () => {
    const title = await fixture.app.evaluate(async () => {
      const window = (globalThis as unknown as Main).fixture.createWindow({ title: 'Kept' });
      const updated = new Promise((resolve) => {
        window.on('page-title-updated', (event, text) => {
          event.preventDefault();
          if (text === 'Fixture') setImmediate(resolve);
        });
      });
      await Promise.all([window.loadURL('app://studio/'), updated]);
      const kept = window.getTitle();
      window.destroy();
      return kept;
    });
    expect(title).toBe('Kept');
  });

  test('a hidden window is shown once, and the keyboard goes with it', async () => {
    const { id } = await open({ show: false });
    const state = () =>
      fixture.app.evaluate(({ BrowserWindow }, own) => {
        const window = BrowserWindow.fromId(own);
        return [window?.isVisible(), window?.isFocused(), BrowserWindow.getFocusedWindow()?.id === own];
      }, id);
    expect(await state()).toEqual([false, false, false]);
    await fixture.app.evaluate(({ BrowserWindow }, own) => BrowserWindow.fromId(own)?.show(), id);
    expect(await state()).toEqual([true, true, true]);
    await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.focus());
    expect(await state()).toEqual([true, false, false]);
    expect((await seen(id))?.filter((name) => ['show', 'focus', 'blur'].includes(name))).toEqual([
      'show',
      'focus',
      'blur',
    ]);
    await destroy(id);
  });

  test('what shows nowhere can be read back', async () => {
    const kept = await fixture.app.evaluate(() => {
      const window = (globalThis as unknown as Main).fixture.createWindow({
        titleBarStyle: 'hidden',
        titleBarOverlay: { height: 40 },
        backgroundColor: '#102030',
      });
      window.setProgressBar(0.5, { mode: 'paused' });
      window.setDocumentEdited(true);
      window.setAutoHideMenuBar(true);
      window.setMenu(null);
      const record = window as unknown as Record<string, unknown>;
      const names = ['progressBar', 'documentEdited', 'menu', 'titleBarOverlay', 'autoHideMenuBar', 'backgroundColor'];
      const found = names.map((name) => record[name]);
      window.setProgressBar(-1);
      found.push(
        record['progressBar'],
        (record['options'] as { titleBarStyle: string }).titleBarStyle,
        window.getBackgroundColor(),
      );
      window.destroy();
      return found;
    });
    expect(kept).toEqual([
      { value: 0.5, mode: 'paused' },
      true,
      null,
      { height: 40 },
      true,
      '#102030',
      null,
      'hidden',
      '#102030',
    ]);
  });

  test('a window that is gone refuses to be used, as in Electron', async () => {
    const outcome = await fixture.app.evaluate(() => {
      const window = (globalThis as unknown as Main).fixture.createWindow();
      const { webContents } = window;
      window.destroy();
      const attempt = (work: () => unknown) => {
        try {
          return work();
        } catch (error) {
          return String(error);
        }
      };
      return new Promise((resolve) => {
        webContents.once('destroyed', () => {
          resolve([
            window.isDestroyed(),
            webContents.isDestroyed(),
            attempt(() => window.setProgressBar(1)),
            attempt(() => webContents.send('x')),
          ]);
        });
      });
    });
    const refused = 'TypeError: Object has been destroyed';
    expect(outcome).toEqual([true, true, refused, refused]);
  });

  test('the driver closes a page as the app would be closed by it', async () => {
    const { id, page } = await open();
    await page.close();
    const isThere = () => fixture.app.evaluate(({ BrowserWindow }, own) => BrowserWindow.fromId(own) !== null, id);
    await expect.poll(isThere, PATIENCE).toBe(false);
  });
});

describe('the page', () => {
  test('crashes, is told of, and can be loaded again', async () => {
    const { id, page } = await open();
    const gone = await fixture.app.evaluate(({ app, BrowserWindow }, own) => {
      const contents = BrowserWindow.fromId(own)?.webContents;
      return new Promise((resolve) => {
        app.once('render-process-gone', (_event, source, details) => {
          resolve([source === contents, details.reason, contents?.isCrashed()]);
        });
        contents?.forcefullyCrashRenderer();
      });
    }, id);
    expect(gone).toEqual([true, 'crashed', true]);
    await fixture.app.evaluate(({ BrowserWindow }, own) => {
      const contents = BrowserWindow.fromId(own)?.webContents;
      return new Promise<void>((resolve) => {
        contents?.once('did-finish-load', () => resolve());
        contents?.reload();
      });
    }, id);
    await fixture.app.evaluate(
      async ({ BrowserWindow }, own) => BrowserWindow.fromId(own)?.loadURL('app://studio/frame.html'),
      id,
    );
    const text = await fixture.app.evaluate(
      ({ BrowserWindow }, own) => BrowserWindow.fromId(own)?.webContents.executeJavaScript('document.title'),
      id,
    );
    expect(text).toBe('Frame');
    expect(page.isClosed()).toBe(false);
    await destroy(id);
  });

  test('zooms', async () => {
    const { id, page } = await open({ width: 800, height: 600 });
    const factor = await fixture.app.evaluate(({ BrowserWindow }, own) => {
      const contents = BrowserWindow.fromId(own)?.webContents;
      contents?.setZoomFactor(2);
      return [contents?.getZoomFactor(), contents?.zoomFactor];
    }, id);
    expect(factor).toEqual([2, 2]);
    await expect.poll(() => size(page), PATIENCE).toEqual([400, 300]);
    await fixture.app.evaluate(({ BrowserWindow }, own) => BrowserWindow.fromId(own)?.webContents.setZoomLevel(0), id);
    await expect.poll(() => size(page), PATIENCE).toEqual([800, 600]);
    await destroy(id);
  });

  test('is captured', async () => {
    const picture = await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const image = await BrowserWindow.fromId(1)?.webContents.capturePage();
      return { size: image?.getSize(), isEmpty: image?.isEmpty(), start: image?.toPNG().subarray(1, 4).toString() };
    });
    expect(picture).toEqual({ size: { width: 900, height: 600 }, isEmpty: false, start: 'PNG' });
  });

  test('runs code, with its result or its error', async () => {
    const outcomes = await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.fromId(1)?.webContents;
      const value: unknown = await contents?.executeJavaScript('Promise.resolve({ a: [1] })');
      const error: unknown = await contents?.executeJavaScript('nothing()').catch((thrown: Error) => thrown.message);
      const inFrame: unknown = await contents?.mainFrame.executeJavaScript('location.pathname');
      return [value, error, inFrame];
    });
    expect(outcomes[0]).toEqual({ a: [1] });
    expect(outcomes[1]).toContain('nothing is not defined');
    expect(outcomes[2]).toBe('/');
  });

  test('the app’s edit commands reach its fields', async () => {
    const field = fixture.page.getByLabel('Text');
    await field.fill('some text');
    await field.focus();
    await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.webContents.selectAll());
    const selected = () => fixture.page.evaluate(() => getSelection()?.toString());
    await expect.poll(selected, PATIENCE).toBe('some text');
    await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.webContents.delete());
    await expect.poll(() => field.inputValue(), PATIENCE).toBe('');
  });
});
