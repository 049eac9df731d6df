import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchFixture, PATIENCE, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.dispose());

/** A fetch of the page: status, some headers, and the body as text. */
function fetched(url: string, init: { method?: string; body?: string; headers?: Record<string, string> } = {}) {
  return fixture.page.evaluate(
    async ([target, options]) => {
      const response = await fetch(target, options);
      const header = (name: string) => response.headers.get(name);
      const body = await response.text();
      return {
        status: response.status,
        type: header('content-type'),
        range: header('content-range'),
        length: header('content-length'),
        body,
      };
    },
    [url, init] as const,
  );
}

describe('app://studio/', () => {
  test('the page lives on a stand-in origin, and the app knows it by its own', async () => {
    expect(await fixture.page.evaluate(() => location.origin)).toBe('https://studio.app.electron.invalid');
    expect(await fixture.app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getURL())).toBe(
      'app://studio/',
    );
  });

  test.each(['/text', 'app://studio/text', 'https://studio.app.electron.invalid/text'])('fetch of %s', async (url) => {
    expect(await fetched(url)).toMatchObject({ status: 200, type: 'text/plain', body: 'plain text' });
  });

  test('XMLHttpRequest knows the scheme', async () => {
    const text = await fixture.page.evaluate(
      () =>
        new Promise((resolve) => {
          const request = new XMLHttpRequest();
          request.addEventListener('load', () => resolve(request.responseText));
          request.open('GET', 'app://studio/text');
          request.send();
        }),
    );
    expect(text).toBe('plain text');
  });

  test('the handler sees the app’s URL, method, headers and body', async () => {
    const { body } = await fetched('/mirror?a=1', { method: 'POST', body: 'posted ü', headers: { 'x-own': '1' } });
    const seen = JSON.parse(body) as { method: string; url: string; body: string; headers: Record<string, string> };
    expect(seen).toMatchObject({ method: 'POST', url: 'app://studio/mirror?a=1', body: 'posted ü' });
    expect(seen.headers).toMatchObject({ 'x-own': '1', origin: 'app://studio', referer: 'app://studio/' });
  });

  test('a handler that fails is a network error, and main is told why', async () => {
    expect(await fixture.page.evaluate(() => fetch('/fails').catch((error: Error) => error.message))).toBe(
      'Failed to fetch',
    );
    await expect.poll(() => fixture.output(), PATIENCE).toContain('the handler failed');
  });

  test('a redirect to the scheme is followed', async () => {
    expect(await fetched('/moved')).toMatchObject({ status: 200, body: 'plain text' });
  });

  test('web workers fetch both kinds of URL, whichever they are started from', async () => {
    const answers = await fixture.page.evaluate(() => {
      const ask = (url: string) =>
        new Promise((resolve, reject) => {
          const worker = new Worker(url);
          worker.addEventListener('message', ({ data }) => resolve(data));
          worker.addEventListener('error', (event) => reject(new Error(event.message)));
          worker.postMessage('go');
        });
      return Promise.all([ask('/worker.js'), ask('app://studio/worker.js')]);
    });
    expect(answers).toEqual([
      ['plain text', 'plain text'],
      ['plain text', 'plain text'],
    ]);
  });

  test('WebAssembly is compiled from the stream', async () => {
    const sum = await fixture.page.evaluate(async () => {
      const { instance } = await WebAssembly.instantiateStreaming(fetch('app://studio/add.wasm'));
      return (instance.exports['add'] as (a: number, b: number) => number)(2, 40);
    });
    expect(sum).toBe(42);
  });

  test('the policy of the handler holds: no inline script, nothing from elsewhere', async () => {
    const outcome = await fixture.page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      const elsewhere = await fetch('https://example.invalid/').then(
        () => 'went out',
        () => 'refused',
      );
      return { injected: 'injected' in window, elsewhere };
    });
    expect(outcome).toEqual({ injected: false, elsewhere: 'refused' });
  });

  test('session.webRequest.onHeadersReceived sets headers, and null takes it away', async () => {
    const header = () => fixture.page.evaluate(async () => (await fetch('/text')).headers.get('x-added'));
    await fixture.app.evaluate(({ session }) => {
      session.defaultSession.webRequest.onHeadersReceived(({ responseHeaders }, callback) => {
        callback({ responseHeaders: { ...responseHeaders, 'x-added': ['yes'] } });
      });
    });
    expect(await header()).toBe('yes');
    await fixture.app.evaluate(({ session }) => session.defaultSession.webRequest.onHeadersReceived(null));
    expect(await header()).toBeNull();
  });
});

describe('images', () => {
  test.each(['/pixel.svg', 'app://studio/pixel.svg'])('%s is drawn without tainting a canvas', async (url) => {
    const red = await fixture.page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      return [...(context?.getImageData(1, 1, 1, 1).data ?? [])];
    }, url);
    expect(red).toEqual([255, 0, 0, 255]);
  });

  test('markup that names the scheme itself is loaded, too', async () => {
    const width = await fixture.page.evaluate(
      () =>
        new Promise((resolve) => {
          const holder = document.createElement('div');
          document.body.append(holder);
          holder.innerHTML = '<img src="app://studio/pixel.svg">';
          const image = holder.querySelector('img');
          image?.addEventListener('load', () => resolve(image.naturalWidth));
          image?.addEventListener('error', () => resolve('error'));
        }),
    );
    expect(width).toBe(4);
  });
});

describe('ranges', () => {
  test('206 with what was asked for', async () => {
    const answer = await fetched('/media/clip', { headers: { range: 'bytes=4-7' } });
    expect(answer).toMatchObject({ status: 206, type: 'video/mp4', body: 'ftyp' });
    expect(answer.range).toMatch(/^bytes 4-7\/\d+$/);
  });

  test('416 beyond the end', async () => {
    const answer = await fetched('/media/clip', { headers: { range: 'bytes=99999999-' } });
    expect(answer).toMatchObject({ status: 416, body: '' });
    expect(answer.range).toMatch(/^bytes \*\/\d+$/);
  });

  test('200 without a range, whole', async () => {
    const bytes = await fixture.page.evaluate(
      async () => (await (await fetch('/media/long')).arrayBuffer()).byteLength,
    );
    expect(bytes).toBe(5 * 1024 * 1024);
  });

  test('HEAD tells the length and sends nothing', async () => {
    const answer = await fetched('/media/clip', { method: 'HEAD' });
    expect(answer).toMatchObject({ status: 200, type: 'video/mp4', body: '' });
    expect(Number(answer.length)).toBeGreaterThan(1000);
  });

  test('a long range is answered with its first part, and the header says how much that is', async () => {
    const part = await fixture.page.evaluate(async () => {
      const response = await fetch('/media/long', { headers: { range: 'bytes=100-' } });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const isRight = bytes.every((byte, at) => byte === (100 + at) % 251);
      return { status: response.status, range: response.headers.get('content-range'), length: bytes.length, isRight };
    });
    expect(part).toEqual({
      status: 206,
      range: `bytes 100-${100 + 2 * 1024 * 1024 - 1}/5242880`,
      length: 2097152,
      isRight: true,
    });
  });

  test.each(['/media/clip', 'app://studio/media/clip'])('a video plays from %s, and seeks', async (source) => {
    const played = await fixture.page.evaluate(async (url) => {
      const video = document.createElement('video');
      video.muted = true;
      document.body.append(video);
      const event = (name: string) =>
        new Promise((resolve, reject) => {
          video.addEventListener(name, resolve, { once: true });
          video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
        });
      const canPlay = event('canplay');
      video.src = url;
      await canPlay;
      const seeked = event('seeked');
      video.currentTime = 4;
      await seeked;
      const facts = { width: video.videoWidth, at: video.currentTime, duration: Math.round(video.duration) };
      video.remove();
      return facts;
    }, source);
    expect(played).toEqual({ width: 160, at: 4, duration: 5 });
  });
});

describe('streams', () => {
  const counts = () =>
    fixture.app.evaluate(() => {
      const { opened, cancelled } = (globalThis as unknown as { fixture: Record<string, number> }).fixture;
      return { opened, cancelled };
    });
  const cancelled = async () => (await counts()).cancelled ?? 0;

  test('a request that the page gives up cancels the body', async () => {
    const before = await counts();
    const controller = await fixture.page.evaluateHandle(() => {
      const aborter = new AbortController();
      const outcome = fetch('/endless', { signal: aborter.signal }).catch((error: Error) => error.name);
      return { aborter, outcome };
    });
    await expect.poll(counts, PATIENCE).toEqual({ ...before, opened: (before.opened ?? 0) + 1 });
    expect(await controller.evaluate(({ aborter, outcome }) => (aborter.abort(), outcome))).toBe('AbortError');
    await expect.poll(cancelled, PATIENCE).toBe((before.cancelled ?? 0) + 1);
  });

  test('a range from a source that pauses is answered with what is there', async () => {
    const before = await cancelled();
    const answer = await fetched('/endless', { headers: { range: 'bytes=0-' } });
    expect(answer).toMatchObject({ status: 206, range: 'bytes 0-4/1000000000', body: 'first' });
    await expect.poll(cancelled, PATIENCE).toBe(before + 1); // the rest is not read for nothing
  });
});
