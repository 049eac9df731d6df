import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchStudio, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask } from '../story/steps.ts';
import { importFolder, layFolder } from './screens-rig.ts';
import { attacks } from './security-attacks.ts';

/** The built app with a line more in its preload script, which puts what it finds there on the page. */
function appWithCuriousPreload(): string {
  const root = join(import.meta.dirname, '../..');
  const app = temporaryFolder();
  cpSync(join(root, 'out/main'), join(app, 'out/main'), { recursive: true });
  symlinkSync(join(root, 'out/renderer'), join(app, 'out/renderer'));
  symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'));
  cpSync(join(root, 'package.json'), join(app, 'package.json'));
  const curious = `
    const canLoad = (name) => { try { require(name); return true; } catch { return false; } };
    const { sandboxed, contextIsolated } = process;
    const loaded = ['node:fs', 'fs', 'child_process', 'node:os', 'better-sqlite3'].filter(canLoad);
    require('electron').contextBridge.exposeInMainWorld('seen', { sandboxed, contextIsolated, loaded });`;
  mkdirSync(join(app, 'out/preload'));
  writeFileSync(
    join(app, 'out/preload/index.cjs'),
    readFileSync(join(root, 'out/preload/index.cjs'), 'utf8') + curious,
  );
  return app;
}

/*
 * What must hold whatever the page has become (S1, S2, S3 and S5 of the security requirements), tried from inside of it
 * as a hostile script would. The tests share one app.
 */
let studio: Studio;
let page: Page;
let elsewhere: Server;
let elsewhereUrl: string;
let requestsElsewhere = 0;
let video: { readonly id: string; readonly bytes: Buffer };
let captionsId: string;

beforeAll(async () => {
  elsewhere = createServer((_request, response) => {
    requestsElsewhere += 1;
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }).end('<p>elsewhere');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  studio = await launchStudio();
  ({ page } = studio);
  const root = await layFolder(join(temporaryFolder(), 'Zoology'), ['Mammals.mp4', 'Mammals.en.vtt']);
  const courseId = await importFolder(page, root);
  const { chapters } = await ask(page, 'course.getOutline', { courseId });
  const lessonId = chapters[0]?.lessons[0]?.lessonId;
  if (!lessonId) throw new Error('nothing was imported');
  const { media, captions } = await ask(page, 'lesson.get', { lessonId });
  video = { id: media?.versionId ?? '', bytes: readFileSync(join(root, 'Mammals.mp4')) };
  captionsId = captions[0]?.versionId ?? '';
});
afterAll(async () => {
  await studio.close();
  elsewhere.close();
});

describe('the page has nothing of Node or Electron (S1)', () => {
  test('its preload script is sandboxed and isolated, and cannot load what Node has', async () => {
    const curious = await launchStudio({ appDir: appWithCuriousPreload() });
    try {
      const seen = await curious.page.evaluate(() => Reflect.get(globalThis, 'seen') as unknown);
      expect(seen).toEqual({ sandboxed: true, contextIsolated: true, loaded: [] });
    } finally {
      await curious.close();
    }
  });

  test('there is no require, process, module or Buffer, and the bridge has three functions only', async () => {
    const found = await page.evaluate(() => ({
      globals: [
        'require',
        'process',
        'module',
        'exports',
        'Buffer',
        'global',
        '__dirname',
        'electron',
        'ipcRenderer',
      ].filter((name) => Reflect.get(globalThis, name) !== undefined),
      bridge: Object.keys(lectern).toSorted(),
      isFrozen: Object.isFrozen(lectern),
      prototype: Object.keys(Object.getPrototypeOf(lectern) as object),
    }));
    const bridge = ['invoke', 'pathsForFiles', 'subscribe'];
    expect(found).toEqual({ globals: [], bridge, isFrozen: true, prototype: [] });
  });

  test('<webview> is an unknown element', async () => {
    const found = await page.evaluate(() => {
      const element = document.createElement('webview');
      return { is: element.constructor.name, can: 'loadURL' in element || 'getWebContentsId' in element };
    });
    expect(found).toEqual({ is: 'HTMLUnknownElement', can: false });
  });
});

describe('only what came with the app runs, and it speaks to nobody else (S2)', () => {
  test.each(attacks)('%s is blocked', async (_name, directive, attack) => {
    await page.evaluate(() => {
      const blocked: string[] = [];
      Object.assign(globalThis, { blocked, didRun: false });
      document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective), {
        once: true,
      });
      window.addEventListener('error', (event) => event.preventDefault(), { once: true });
    });
    await page.evaluate(attack, elsewhereUrl);
    await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'blocked') as string[])).toEqual([directive]);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'didRun'))).toBe(false);
    expect(requestsElsewhere).toBe(0);
  });

  test('the policy comes with the page, and allows no inline or evaluated script', async () => {
    const policy = await studio.app.evaluate(async ({ net }) => {
      const answer = await net.fetch('app://studio/index.html');
      return answer.headers.get('content-security-policy') ?? '';
    });
    const directives = Object.fromEntries(policy.split('; ').map((part) => part.split(/ (.*)/s).slice(0, 2)));
    const none = "'none'";
    expect(directives).toMatchObject({ 'object-src': none, 'base-uri': none, 'frame-src': none, 'form-action': none });
    expect(directives).toMatchObject({ 'default-src': "'self'", 'script-src': "'self'", 'connect-src': "'self'" });
  });
});

describe('nothing leads away (S3)', () => {
  test('the page cannot go anywhere else', async () => {
    await studio.app.evaluate(({ webContents }) => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      webContents.getAllWebContents()[0]?.on('will-navigate', ({ url, defaultPrevented }) => {
        seen.push(`${url} ${defaultPrevented ? 'refused' : 'went'}`);
      });
    });
    await page.evaluate((target) => void setTimeout(() => location.assign(target)), elsewhereUrl);
    const seen = () => studio.app.evaluate(() => Reflect.get(globalThis, 'seen') as string[]);
    await expect.poll(seen).toEqual([`${elsewhereUrl} refused`]);
    expect(await page.evaluate(() => document.querySelector('#root') !== null)).toBe(true);
    expect(requestsElsewhere).toBe(0);
  });

  test('no second page opens; https and mailto go to the desktop, written anew; nothing else does', async () => {
    await studio.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (url) => void opened.push(url);
    });
    const targets = [
      elsewhereUrl,
      'file:///etc/passwd',
      'javascript:alert(1)',
      'smb://server/share',
      'ms-settings:',
      'app://studio/',
      'about:blank',
      'data:text/html,x',
      'HTTPS://Example.invalid/a b?q="x"',
      'mailto:ada@example.invalid',
    ];
    const handles = await page.evaluate((all) => all.map((target) => window.open(target) === null), targets);
    expect(handles).toEqual(targets.map(() => true));
    const opened = () => studio.app.evaluate(() => Reflect.get(globalThis, 'opened') as string[]);
    await expect.poll(opened).toEqual(['https://example.invalid/a%20b?q=%22x%22', 'mailto:ada@example.invalid']);
    expect(studio.app.windows()).toHaveLength(1);
    expect(requestsElsewhere).toBe(0);
  });

  test('a frame has no bridge to main, and no script of its own', async () => {
    const found = await page.evaluate(async () => {
      const blank = document.createElement('iframe');
      const written = document.createElement('iframe');
      written.srcdoc = '<script>parent.didRun = true</script><p>written</p>';
      const loaded = new Promise((resolve) => written.addEventListener('load', resolve));
      document.body.append(blank, written);
      await loaded;
      const bridges = [blank, written].map((frame) => Reflect.get(frame.contentWindow ?? {}, 'lectern') as unknown);
      blank.remove();
      written.remove();
      return { bridges, didRun: Reflect.get(globalThis, 'didRun') as unknown };
    });
    expect(found).toEqual({ bridges: [undefined, undefined], didRun: false });
  });

  test('no permission is granted', async () => {
    const outcomes = await page.evaluate(async () => {
      const settled = (promise: Promise<unknown>): Promise<string> =>
        promise.then(
          () => 'granted',
          (error: Error) => error.name,
        );
      const position = new Promise<string>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          ({ code }) => resolve(code === 1 ? 'denied' : 'granted'),
        );
      });
      return {
        notifications: await Notification.requestPermission(),
        position: await position,
        clipboard: await settled(navigator.clipboard.readText()),
        microphone: await settled(navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await settled(navigator.mediaDevices.getDisplayMedia()),
        midi: await settled(navigator.requestMIDIAccess({ sysex: true })),
      };
    });
    const refused = 'NotAllowedError';
    const wanted = {
      notifications: 'denied',
      position: 'denied',
      clipboard: refused,
      microphone: refused,
      screen: refused,
    };
    expect(outcomes).toMatchObject(wanted);
    expect(outcomes.midi).not.toBe('granted');
  });
});

interface Served {
  readonly status: number;
  readonly type: string | null;
  readonly sniff: string | null;
  readonly range: string | null;
  readonly length: string | null;
  readonly bytes: number;
  readonly sha1: string;
}
/** Asks as the page does. */
async function get(path: string, init: { method?: string; range?: string } = {}): Promise<Served> {
  const { bytes, ...answer } = await page.evaluate(
    async ([target, { method = 'GET', range }]) => {
      const response = await fetch(target, { method, ...(range ? { headers: { range } } : {}) });
      const header = (name: string): string | null => response.headers.get(name);
      return {
        status: response.status,
        type: header('content-type'),
        sniff: header('x-content-type-options'),
        range: header('content-range'),
        length: header('content-length'),
        bytes: [...new Uint8Array(await response.arrayBuffer())],
      };
    },
    [path, init] as const,
  );
  return { ...answer, bytes: bytes.length, sha1: sha1(Buffer.from(bytes)) };
}
const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

const UNKNOWN = '01890000-0000-7000-8000-000000000000';
const nowhere = `
  /../../../etc/passwd /..%2f..%2f..%2fetc/passwd /%2e%2e/%2e%2e/%2e%2e/etc/passwd /%2e%2e%2f%2e%2e%2fetc%2fpasswd
  /..%5c..%5c..%5cetc%5cpasswd /assets/..%2f..%2fmain/index.js /%2e%2e%2fmain%2findex.js /%2e%2e%2f%2e%2e%2fpackage.json
  /%5c%5cserver%5cshare%5cx /index.html%00.js /%00 /C:/Windows/win.ini /C:%5cWindows%5cwin.ini /assets /assets/
  /dev/zero /proc/self/environ /no-such-file.js`
  .trim()
  .split(/\s+/);
const opaque = ['', `/${UNKNOWN}`, `/${UNKNOWN}/`, `/${UNKNOWN}%2f..%2f..`, `/${UNKNOWN}%00`, '/..%2f..%2fetc%2fpasswd']
  .concat(['/%2e%2e%2f', '/%5c%5cserver%5cshare', '/etc/passwd', '/1', `/${UNKNOWN}?path=/etc/passwd`])
  .flatMap((rest) => ['media', 'poster', 'captions'].map((folder) => `/${folder}${rest}`));

describe('addresses are opaque and lead nowhere else (S5)', () => {
  test.each([...nowhere, ...opaque])('%s is refused', async (path) => {
    const { status, bytes, sniff } = await get(path);
    expect([403, 404]).toContain(status);
    expect(bytes).toBe(0);
    expect(sniff).toBe('nosniff');
  });

  test('an address that is not one, another host and another verb are refused', async () => {
    expect(await get('/%zz')).toMatchObject({ status: 400, bytes: 0 });
    expect(await get('/index.html', { method: 'POST' })).toMatchObject({ status: 405, bytes: 0 });
    const statuses = await studio.app.evaluate(async ({ net }) => {
      const targets = ['app://evil/index.html', 'app://studio//server/share/x', 'app://studio/%5c%5cserver%5cshare'];
      return Promise.all(targets.map(async (target) => (await net.fetch(target)).status));
    });
    expect(statuses).toEqual([403, 404, 404]);
  });

  test('a link inside of the app’s files does not lead out of them', async () => {
    const link = join(import.meta.dirname, '../../out/renderer/planted-link.txt');
    symlinkSync('/etc/hosts', link);
    try {
      expect(await get('/planted-link.txt')).toMatchObject({ status: 403, bytes: 0 });
    } finally {
      rmSync(link);
    }
  });

  test('media: the whole, its head, a part, an end, and too far', async () => {
    const { id, bytes } = video;
    const path = `/media/${id}`;
    const common = { type: 'video/mp4', sniff: 'nosniff' };
    const total = bytes.length;
    expect(await get(path)).toMatchObject({ ...common, status: 200, bytes: total, sha1: sha1(bytes) });
    expect(await get(path, { method: 'HEAD' })).toMatchObject({
      ...common,
      status: 200,
      length: String(total),
      bytes: 0,
    });
    expect(await get(path, { range: 'bytes=10-29' })).toMatchObject({
      ...common,
      status: 206,
      range: `bytes 10-29/${total}`,
      sha1: sha1(bytes.subarray(10, 30)),
    });
    expect(await get(path, { range: 'bytes=-7' })).toMatchObject({ status: 206, sha1: sha1(bytes.subarray(-7)) });
    const tooFar = { status: 416, range: `bytes */${total}`, bytes: 0 };
    expect(await get(path, { range: `bytes=${total}-` })).toMatchObject(tooFar);
    expect(await get(path.toUpperCase().replace('MEDIA', 'media'))).toMatchObject({ status: 404 });
  });

  test('captions come as text, and nothing that is served can be a page', async () => {
    const answer = await get(`/captions/${captionsId}`);
    expect(answer).toMatchObject({ status: 200, type: 'text/vtt; charset=utf-8', sniff: 'nosniff' });
    for (const path of [`/media/${video.id}`, `/media/${captionsId}`, `/captions/${captionsId}`]) {
      expect((await get(path, { method: 'HEAD' })).type).not.toContain('html');
    }
  });
});
