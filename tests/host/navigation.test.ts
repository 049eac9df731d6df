import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchFixture, PATIENCE, type Fixture } from './fixture.ts';

let fixture: Fixture;
let server: Server;
let elsewhere: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/there' });
    response.end('<title>Elsewhere</title><p>elsewhere</p>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  fixture = await launchFixture();
});
afterAll(async () => {
  await fixture.dispose();
  server.close();
});

const STAND_IN = 'https://studio.app.electron.invalid';

const loadInMain = (target: string) =>
  fixture.app.evaluate(({ webContents }, where) => webContents.getAllWebContents()[0]?.loadURL(where), target);

/** Lets main note the events of the first page, and prevent those whose URL has `no` in it. */
beforeEach(async () => {
  await loadInMain('about:blank');
  await expect.poll(() => fixture.page.url(), PATIENCE).toBe('about:blank'); // the driver has caught up with what the last test did
  await loadInMain('app://studio/');
  await fixture.page.getByRole('heading', { name: 'Fixture' }).waitFor();
  await fixture.app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents()[0];
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    contents?.removeAllListeners('will-navigate').removeAllListeners('will-frame-navigate');
    contents?.on('will-navigate', (event, url) => {
      seen.push(`navigate ${url}`);
      if (/[?&]no/.test(url)) event.preventDefault();
    });
    contents?.on('will-frame-navigate', (event) => {
      seen.push(`frame ${event.isMainFrame} ${event.url} by ${event.frame?.url ?? 'nobody'}`);
      if (event.url.includes('refused')) event.preventDefault();
    });
  });
});

const seen = () => fixture.app.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
/** Runs code in the page by main's hand: the driver may be behind with what page there is. */
const run = (code: string) =>
  fixture.app.evaluate(
    ({ webContents }, text) => webContents.getAllWebContents()[0]?.executeJavaScript(text) as Promise<unknown>,
    code,
  );
/** The page goes somewhere by itself. */
const go = (target: string) => run(`void setTimeout(() => location.assign(${JSON.stringify(target)}))`);
const url = () => fixture.app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getURL());

describe('will-navigate', () => {
  test('comes when the page goes somewhere, and can refuse', async () => {
    await run('void (window.mark = 1)');
    await go('/frame.html?no');
    await expect
      .poll(seen, PATIENCE)
      .toEqual(['frame true app://studio/frame.html?no by app://studio/', 'navigate app://studio/frame.html?no']);
    expect(await run("'mark' in window")).toBe(true);
    expect(await url()).toBe('app://studio/');
  });

  test('refuses other sites, of which nothing is asked', async () => {
    let requests = 0;
    server.on('request', () => (requests += 1));
    await go(`${elsewhere}/?no`);
    await expect.poll(seen, PATIENCE).toContain(`navigate ${elsewhere}/?no`);
    expect(await url()).toBe('app://studio/');
    expect(requests).toBe(0);
  });

  test('lets pass what nobody prevents', async () => {
    await go('/frame.html?yes');
    await expect.poll(url, PATIENCE).toBe('app://studio/frame.html?yes');
    expect(await seen()).toContain('navigate app://studio/frame.html?yes');
  });

  test('does not come for loadURL, reload and moves within the document', async () => {
    await fixture.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents()[0]?.loadURL('app://studio/frame.html?no'),
    );
    expect(await url()).toBe('app://studio/frame.html?no');
    await expect.poll(() => fixture.page.url(), PATIENCE).toBe(`${STAND_IN}/frame.html?no`);
    await fixture.app.evaluate(({ webContents }) => {
      const contents = webContents.getAllWebContents()[0];
      return new Promise<void>((resolve) => {
        contents?.once('did-finish-load', () => resolve());
        contents?.reload();
      });
    });
    expect(await seen()).toEqual([]);
    await go('#part');
    await expect.poll(url, PATIENCE).toBe('app://studio/frame.html?no#part');
    await run("history.pushState(null, '', '/pushed')");
    await expect.poll(url, PATIENCE).toBe('app://studio/pushed');
    expect(await seen()).toEqual([]);
  });

  test('the desktop’s schemes are asked as a permission and handed over only when it is granted', async () => {
    const calls = () => fixture.app.evaluate(({ shell }) => (shell as unknown as { calls: object[] }).calls);
    await fixture.app.evaluate(({ session }) => {
      session.defaultSession.setPermissionRequestHandler((_contents, permission, callback, details) => {
        callback(permission === 'openExternal' && details.requestingUrl === 'app://studio/');
      });
    });
    await go('mailto:somebody@example.invalid');
    await expect
      .poll(calls, PATIENCE)
      .toContainEqual({ method: 'externalProtocol', target: 'mailto:somebody@example.invalid' });
    await fixture.app.evaluate(({ session }) => {
      session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
    });
    await go('mailto:other@example.invalid');
    await expect.poll(seen, PATIENCE).toContain('navigate mailto:other@example.invalid');
    expect(await calls()).not.toContainEqual({ method: 'externalProtocol', target: 'mailto:other@example.invalid' });
  });
});

describe('will-frame-navigate', () => {
  test('comes for frames, with the frame, and can refuse', async () => {
    await fixture.page.evaluate(async () => {
      for (const source of ['/frame.html?refused', '/frame.html?allowed']) {
        const frame = document.createElement('iframe');
        frame.src = source;
        document.body.append(frame);
      }
    });
    const frames = () =>
      fixture.app.evaluate(({ webContents }) => {
        return webContents.getAllWebContents()[0]?.mainFrame.frames.map((frame) => frame.url);
      });
    await expect.poll(frames, PATIENCE).toEqual(['', 'app://studio/frame.html?allowed']);
    const all = (await seen()).map((line) => line.replace(/ by .*/, ''));
    expect(all).toEqual(['frame false app://studio/frame.html?refused', 'frame false app://studio/frame.html?allowed']);
  });
});

test('a frame of another site is seen as what it is, and asks for permission like any other', async () => {
  await fixture.app.evaluate(({ session }) => {
    session.defaultSession.setPermissionRequestHandler((_contents, permission, callback, details) => {
      (globalThis as unknown as { seen: string[] }).seen.push(
        `${permission} ${details.requestingUrl} ${details.isMainFrame}`,
      );
      callback(false);
    });
    session.defaultSession.webRequest.onHeadersReceived(({ responseHeaders }, callback) => {
      callback({ responseHeaders: { ...responseHeaders, 'content-security-policy': [] } }); // which would refuse it
    });
  });
  await loadInMain('app://studio/?framed');
  await expect.poll(() => fixture.page.url(), PATIENCE).toBe(`${STAND_IN}/?framed`);
  await fixture.page.evaluate((source) => {
    const frame = document.createElement('iframe');
    frame.src = source;
    document.body.append(frame);
  }, `${elsewhere}/inner`);
  const frames = () =>
    fixture.app.evaluate(({ webContents }) => {
      const top = webContents.getAllWebContents()[0]?.mainFrame;
      return top?.frames.map((frame) => ({ url: frame.url, origin: frame.origin, isKin: frame.parent === top }));
    });
  await expect.poll(frames, PATIENCE).toEqual([{ url: `${elsewhere}/inner`, origin: elsewhere, isKin: true }]);
  const [, inner] = fixture.page.frames();
  expect(await inner?.evaluate(() => Notification.requestPermission())).toBe('denied');
  expect(await seen()).toContain(`notifications ${elsewhere}/inner false`);
  await fixture.app.evaluate(({ session }) => {
    session.defaultSession.setPermissionRequestHandler(null);
    session.defaultSession.webRequest.onHeadersReceived(null);
  });
});

describe('loadURL', () => {
  const load = (target: string) =>
    fixture.app.evaluate(
      ({ webContents }, where) =>
        webContents
          .getAllWebContents()[0]
          ?.loadURL(where)
          .then(
            () => 'loaded',
            (error: Error) => error.message,
          ),
      target,
    );

  test('resolves when the page is loaded, redirects included', async () => {
    expect(await load(`${elsewhere}/moved`)).toBe('loaded');
    expect(await url()).toBe(`${elsewhere}/there`);
  });

  test('rejects in Electron’s words', async () => {
    expect(await load('http://127.0.0.1:1/')).toBe("ERR_UNSAFE_PORT (-312) loading 'http://127.0.0.1:1/'");
    expect(await load('https://nowhere.invalid/')).toMatch(/^ERR_NAME_NOT_RESOLVED \(-105\) loading/);
  });

  test('emits did-fail-load once for a failure', async () => {
    const failures = await fixture.app.evaluate(async ({ webContents }) => {
      const contents = webContents.getAllWebContents()[0];
      const list: unknown[] = [];
      contents?.on('did-fail-load', (_event, code, description, failed) => list.push([code, description, failed]));
      await contents?.loadURL('https://nowhere.invalid/').catch(() => {});
      await contents?.loadURL('app://studio/');
      return list;
    });
    expect(failures).toEqual([[-105, 'ERR_NAME_NOT_RESOLVED', 'https://nowhere.invalid/']]);
  });

  test('the later of two wins, the earlier is aborted', async () => {
    const outcomes = await fixture.app.evaluate(async ({ webContents }) => {
      const contents = webContents.getAllWebContents()[0];
      const outcome = (promise: Promise<void> | undefined) =>
        promise?.then(
          () => 'loaded',
          (error: Error) => error.message,
        );
      return Promise.all([
        outcome(contents?.loadURL('app://studio/frame.html?first')),
        outcome(contents?.loadURL('app://studio/')),
      ]);
    });
    expect(outcomes[0]).toMatch(/^ERR_ABORTED \(-3\)/);
    expect(outcomes[1]).toBe('loaded');
    expect(await url()).toBe('app://studio/');
  });
});

describe('windows that a page asks for', () => {
  const opened = () =>
    fixture.app.evaluate(() => (globalThis as unknown as { fixture: { events: string[] } }).fixture.events);

  test('window.open answers null when the handler denies', async () => {
    const answer = await fixture.page.evaluate(() =>
      window.open('https://example.invalid/popup', '_blank', 'popup,width=200'),
    );
    expect(answer).toBeNull();
    await expect.poll(opened, PATIENCE).toContain('open https://example.invalid/popup');
  });

  test('a link with a target is decided by the handler and opens nothing', async () => {
    await fixture.page.getByRole('link', { name: 'Help' }).click();
    await expect.poll(opened, PATIENCE).toContain('open https://example.invalid/help');
    expect(await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(await url()).toBe('app://studio/');
  });
});

test('a handler that allows a window is refused loudly: main fails', async () => {
  const own = await launchFixture();
  await own.app.evaluate(({ webContents }) => {
    webContents.getAllWebContents()[0]?.setWindowOpenHandler(() => ({ action: 'allow' }));
  });
  await own.page.evaluate(() => window.open('/frame.html')).catch(() => {});
  expect(await own.exited).toBe(1);
  expect(own.output()).toContain(
    'the window of app://studio/frame.html, which the app allows its page to open, is not implemented',
  );
  await own.dispose();
});
