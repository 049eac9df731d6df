import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchFixture, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.dispose());

interface Asked {
  how: 'check' | 'request';
  permission: string;
  origin: string;
  details: Record<string, unknown>;
}

/** Sets both handlers to one answer, noting what they are asked. */
async function answerAll(isGranted: boolean): Promise<void> {
  await fixture.app.evaluate(({ session }, answer) => {
    const { defaultSession } = session;
    const asked: object[] = [];
    Object.assign(globalThis, { asked });
    defaultSession.setPermissionCheckHandler((_contents, permission, origin, details) => {
      asked.push({ how: 'check', permission, origin, details });
      return answer;
    });
    defaultSession.setPermissionRequestHandler((_contents, permission, callback, details) => {
      asked.push({ how: 'request', permission, origin: '', details });
      setImmediate(() => callback(answer)); // an app may take its time
    });
  }, isGranted);
}

const asked = () => fixture.app.evaluate(() => (globalThis as unknown as { asked: Asked[] }).asked);

/** What the page gets for each of the things that need permission. */
function outcomes() {
  return fixture.page.evaluate(async () => {
    const settled = (promise: Promise<unknown>) =>
      promise.then(
        (value) => (typeof value === 'string' ? value : 'resolved'),
        (error: Error) => error.name,
      );
    const position = new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('position'),
        ({ code }) => resolve(code === 1 ? 'denied' : 'granted, but no position'),
      );
    });
    return {
      notifications: await Notification.requestPermission(),
      geolocation: await position,
      clipboardRead: await settled(navigator.clipboard.readText().then(() => 'resolved')),
      media: await settled(navigator.mediaDevices.getUserMedia({ audio: true, video: false })),
      screen: await settled(navigator.mediaDevices.getDisplayMedia()),
      files: await settled((window as unknown as { showDirectoryPicker(): Promise<unknown> }).showDirectoryPicker()),
    };
  });
}

function states() {
  return fixture.page.evaluate(async () => {
    const state = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
    const names = ['notifications', 'geolocation', 'clipboard-read', 'clipboard-write', 'camera', 'microphone'];
    return [Notification.permission, ...(await Promise.all(names.map(state)))];
  });
}

describe('handlers that deny', () => {
  beforeEach(() => answerAll(false));

  test('deny whatever the page asks for, in Electron’s names', async () => {
    expect(await outcomes()).toEqual({
      notifications: 'denied',
      geolocation: 'denied',
      clipboardRead: 'NotAllowedError',
      media: 'NotAllowedError',
      screen: 'NotAllowedError',
      files: 'NotAllowedError',
    });
    const requests = (await asked()).filter(({ how }) => how === 'request');
    expect(requests.map(({ permission }) => permission)).toEqual([
      'geolocation',
      'notifications',
      'clipboard-read',
      'media',
      'display-capture',
      'fileSystem',
    ]);
    expect(requests[0]?.details).toEqual({ requestingUrl: 'app://studio/', isMainFrame: true });
    const media = requests.find(({ permission }) => permission === 'media');
    expect(media?.details).toMatchObject({ mediaTypes: ['audio'], securityOrigin: 'app://studio/' });
  });

  test('show in the state that the page can query', async () => {
    expect(await states()).toEqual(Array.from({ length: 7 }, () => 'denied'));
    const checks = await asked();
    expect(checks.every(({ how, origin }) => how === 'check' && origin === 'app://studio/')).toBe(true);
    expect(checks.map(({ permission }) => permission)).toContain('clipboard-sanitized-write');
  });

  test('deny a frame as well, and tell it from the page', async () => {
    const outcome = await fixture.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = '/frame.html';
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      const inner = frame.contentWindow as unknown as typeof globalThis;
      const answer = await inner.Notification.requestPermission();
      frame.remove();
      return answer;
    });
    expect(outcome).toBe('denied');
    const [request] = await asked();
    expect(request?.details).toEqual({ requestingUrl: 'app://studio/frame.html', isMainFrame: false });
  });
});

describe('handlers that grant', () => {
  beforeEach(() => answerAll(true));

  test('let the page go on', async () => {
    const granted = await fixture.page.evaluate(async () => {
      await navigator.clipboard.writeText('copied');
      return { read: await navigator.clipboard.readText(), notifications: await Notification.requestPermission() };
    });
    expect(granted).toEqual({ read: 'copied', notifications: 'granted' });
    expect(await states()).toEqual(Array.from({ length: 7 }, () => 'granted'));
  });

  test('and can take it back', async () => {
    await states();
    await answerAll(false);
    expect(await states()).toEqual(Array.from({ length: 7 }, () => 'denied'));
  });
});

test('without handlers everything is granted, as in Electron', async () => {
  await answerAll(false);
  await fixture.app.evaluate(({ session }) => {
    session.defaultSession.setPermissionCheckHandler(null);
    session.defaultSession.setPermissionRequestHandler(null);
  });
  expect(await states()).toEqual(Array.from({ length: 7 }, () => 'granted'));
});

test('what a page of another origin was never asked about is denied', async () => {
  const state = await fixture.app.evaluate(async () => {
    const { createWindow } = (globalThis as unknown as { fixture: { createWindow: () => Electron.BrowserWindow } })
      .fixture;
    const window = createWindow();
    await window.loadURL('data:text/html,<p>opaque</p>');
    const answer: unknown = await window.webContents.executeJavaScript(
      'new Promise((done) => navigator.geolocation.getCurrentPosition(() => done("position"), ({ code }) => done(code)))',
    );
    window.destroy();
    return answer;
  });
  expect(state).toBe(1);
});
