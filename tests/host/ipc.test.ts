import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchFixture, PATIENCE, type Fixture } from './fixture.ts';

/** What the fixture's preload exposes. */
interface Exposed {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  send(channel: string, ...args: unknown[]): void;
  sendSync(channel: string, ...args: unknown[]): unknown;
  pathOf(file: unknown): string;
  on(channel: string, listener: (...args: unknown[]) => void): () => void;
  lend(callback: (value: number) => unknown): Promise<number>;
  fail(): void;
  environment: { sandboxed: boolean; type: string; electron: string; argv: string[] };
  twice: string;
}
declare global {
  interface Window {
    fixture: Exposed;
  }
}

/** What the fixture's main keeps for tests. */
interface Held {
  event: { senderFrame: { url: string } | null };
  resolve(value: unknown): void;
}

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.dispose());

const messageOf = (channel: string, value?: unknown) =>
  fixture.page.evaluate(
    ([name, argument]) =>
      window.fixture.invoke(name, argument).then(
        () => 'resolved',
        (error: Error) => error.message,
      ),
    [channel, value] as const,
  );

describe('values', () => {
  test('keep type, identity and cycles both ways', async () => {
    const kept = await fixture.page.evaluate(async () => {
      const echo = <T>(value: T) => window.fixture.invoke('echo', value) as Promise<T>;
      const cycle: { self?: unknown } = {};
      cycle.self = cycle;
      const shared = { a: 1 };
      const pair = await echo([shared, shared]);
      const bytes = await echo(new Uint8Array([1, 2, 255]));
      const error = await echo(new RangeError('boo'));
      return {
        undefined: (await echo(undefined)) === undefined,
        nan: Number.isNaN(await echo(Number.NaN)),
        minusZero: Object.is(await echo(-0), -0),
        bigint: (await echo(10n)) === 10n,
        date: (await echo(new Date(5))).getTime() === 5,
        map: (await echo(new Map([['a', new Set([1])]]))).get('a')?.has(1),
        expression: String(await echo(/a"\n/gi)) === String(/a"\n/gi),
        cycle: await echo(cycle).then((value) => value.self === value),
        shared: pair[0] === pair[1],
        bytes: bytes instanceof Uint8Array && bytes.join() === '1,2,255',
        floats: (await echo(new Float64Array([1.5])))[0] === 1.5,
        buffer: (await echo(new ArrayBuffer(4))).byteLength === 4,
        // The bridge keeps of an error what Electron's keeps: that it is one, its message and its stack.
        error: error instanceof Error && error.message === 'boo',
        text: (await echo('ü\u2028"\\\0')) === 'ü\u2028"\\\0',
        proto: Object.hasOwn(await echo(JSON.parse('{"__proto__":1}') as object), '__proto__'),
      };
    });
    expect(Object.entries(kept).filter(([, isKept]) => !isKept)).toEqual([]);
  });

  test('an instance of a class arrives as a plain object', async () => {
    const plain = await fixture.page.evaluate(async () => {
      class Point {
        x = 1;
        get y() {
          return 2;
        }
      }
      const arrived = (await window.fixture.invoke('echo', [new Point()])) as object[];
      return Object.entries(arrived[0] ?? {});
    });
    expect(plain).toEqual([['x', 1]]);
  });

  test.each(['symbol', 'blob'])('a %s cannot be cloned', async (kind) => {
    const message = await fixture.page.evaluate(async (name) => {
      const value = name === 'symbol' ? new Map([[1, Symbol('x')]]) : [new Blob(['x'])];
      try {
        return await window.fixture.invoke('echo', value).then(() => 'resolved');
      } catch (error) {
        return (error as Error).message;
      }
    }, kind);
    expect(message).toContain('could not be cloned');
  });
});

describe('invoke', () => {
  test('a handler’s error arrives in Electron’s words', async () => {
    expect(await messageOf('fail')).toBe("Error invoking remote method 'fail': TypeError: it broke");
    expect(await messageOf('nobody')).toBe(
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    );
    expect(await messageOf('function')).toMatch(
      /^Error invoking remote method 'function': Error: An object could not be cloned/,
    );
  });

  test('sendSync answers at once, and throws what the listener throws', async () => {
    const { value, error } = await fixture.page.evaluate(() => {
      const answer = window.fixture.sendSync('sync', { a: new Date(7) });
      try {
        window.fixture.sendSync('sync-fails');
        return { value: answer, error: '' };
      } catch (thrown) {
        return { value: answer, error: (thrown as Error).message };
      }
    });
    expect(value).toEqual({ got: { a: new Date(7) } });
    expect(error).toContain('sync broke');
  });

  test('sendSync answers in a page that the driver, or the app, has reloaded', async () => {
    const answer = () => fixture.page.evaluate(() => window.fixture.sendSync('sync', 1));
    for (let times = 0; times < 5; times += 1) {
      await fixture.page.reload();
      expect(await answer()).toEqual({ got: 1 });
    }
    await fixture.page.evaluate(() => Object.assign(window, { mark: 1 }) && undefined);
    await fixture.app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.reloadIgnoringCache());
    await fixture.page.waitForFunction(() => !('mark' in window) && 'fixture' in window);
    expect(await answer()).toEqual({ got: 1 });
  });

  test('messages to the page arrive in order', async () => {
    await fixture.page.evaluate(() => {
      const got: unknown[] = [];
      Object.assign(window, { got, off: window.fixture.on('tick', (value) => got.push(value)) });
    });
    await fixture.app.evaluate(({ webContents }) => {
      const [contents] = webContents.getAllWebContents();
      for (let at = 0; at < 100; at += 1) contents?.send('tick', at);
    });
    const got = () => fixture.page.evaluate(() => (window as unknown as { got: unknown[] }).got);
    await expect.poll(got, PATIENCE).toEqual(Array.from({ length: 100 }, (_, at) => at));
    const left = await fixture.page.evaluate(() => (window as unknown as { off(): void }).off());
    expect(left).toBeUndefined();
  });

  test('sending what cannot be cloned throws in main', async () => {
    const message = await fixture.app.evaluate(({ webContents }) => {
      try {
        webContents.getAllWebContents()[0]?.send('tick', () => 1);
        return 'sent';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toBe('An object could not be cloned.');
  });
});

describe('worlds', () => {
  test('the page sees what is exposed, frozen, and nothing of the host or of Node', async () => {
    const seen = await fixture.page.evaluate(() => ({
      frozen: Object.isFrozen(window.fixture) && Object.isFrozen(window.fixture.environment),
      replaceable: Reflect.defineProperty(window, 'fixture', { value: 1 }),
      globals: Object.getOwnPropertyNames(window).filter((name) =>
        /chromiumhost|^require$|^process$|electron/i.test(name),
      ),
      environment: window.fixture.environment,
      twice: window.fixture.twice,
    }));
    expect(seen).toMatchObject({ frozen: true, replaceable: false, globals: [] });
    expect(seen.environment).toMatchObject({ sandboxed: true, type: 'renderer' });
    expect(seen.environment.argv).toContain('--from-main');
    expect(seen.twice).toBe('Cannot bind an API on top of an existing property on the window object');
  });

  test('functions, promises and errors cross the bridge', async () => {
    const crossed = await fixture.page.evaluate(async () => {
      const sum = await window.fixture.lend(async (value) => value * 2);
      try {
        window.fixture.fail();
        return { sum, error: '' };
      } catch (error) {
        return { sum, error: (error as Error).message };
      }
    });
    expect(crossed).toEqual({ sum: 41, error: 'no' });
  });

  test('a page that stops where the host stops is not taken for it', async () => {
    const forged = `(() => {
      const pauseForHost = () => { debugger; };
      function chromiumHostSyncCall() {
        const text = '{"kind":"send","channel":"sync"}\\nJ[1]';
        const request = { token: 'guess', kind: 'ipc', subject: null, text, answer: '' };
        pauseForHost();
        return request.answer;
      }
      return chromiumHostSyncCall();
    })()`;
    const answer = await fixture.page.evaluate(forged);
    expect(answer).toBe('');
  });
});

describe('dropped files', () => {
  test('have their real paths at once; others have none', async () => {
    const box = await fixture.page.getByTestId('drop').boundingBox();
    const session = await fixture.page.context().newCDPSession(fixture.page);
    const files = [import.meta.dirname, import.meta.filename];
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: (box?.x ?? 0) + 5, y: (box?.y ?? 0) + 5, data });
    }
    const dropped = fixture.page.getByTestId('dropped').getByRole('listitem');
    await expect.poll(() => dropped.allTextContents(), PATIENCE).toEqual(files);
    expect(await fixture.page.evaluate(() => window.fixture.pathOf(new File(['x'], 'memory.txt')))).toBe('');
    const message = await fixture.page.evaluate(() => {
      try {
        return window.fixture.pathOf('no file');
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toContain('expected to receive a File object');
  });
});

describe('the sender', () => {
  test('is the top frame, as the app knows it', async () => {
    expect(await fixture.page.evaluate(() => window.fixture.invoke('frame'))).toEqual({
      url: 'app://studio/',
      origin: 'app://studio',
      isTop: true,
      parent: null,
    });
  });

  test('a subframe has no preload, and main sees what it is', async () => {
    const exposed = await fixture.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.name = 'inner';
      frame.src = '/frame.html';
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      return 'fixture' in (frame.contentWindow ?? {});
    });
    expect(exposed).toBe(false);
    const facts = await fixture.app.evaluate(({ webContents }) => {
      const top = webContents.getAllWebContents()[0]?.mainFrame;
      const frame = top?.frames[0];
      const isKin = frame?.parent === top && frame?.top === top && top?.framesInSubtree.length === 2;
      return { url: frame?.url, origin: frame?.origin, name: frame?.name, isKin };
    });
    expect(facts).toEqual({ url: 'app://studio/frame.html', origin: 'app://studio', name: 'inner', isKin: true });
  });

  test('a sandboxed frame is told apart', async () => {
    await fixture.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.name = 'opaque';
      frame.src = '/frame.html';
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
    });
    const origin = () =>
      fixture.app.evaluate(({ webContents }) => {
        const frames = webContents.getAllWebContents()[0]?.mainFrame.frames ?? [];
        return frames.find((frame) => frame.name === 'opaque')?.origin;
      });
    await expect.poll(origin, PATIENCE).toBe('null');
  });

  test('has no frame any more once its document is gone, and its answer reaches nobody', async () => {
    const held = () =>
      fixture.app.evaluate(() => (globalThis as unknown as { fixture: { held: Held[] } }).fixture.held.length);
    await fixture.page.evaluate(() => void window.fixture.invoke('hold'));
    await expect.poll(held, PATIENCE).toBe(1);
    await fixture.page.reload();
    // The first call of the new document has the number that the lost one had.
    const answer = fixture.page.evaluate(() => window.fixture.invoke('hold'));
    await expect.poll(held, PATIENCE).toBe(2);
    const frames = await fixture.app.evaluate(() => {
      const [lost, present] = (globalThis as unknown as { fixture: { held: Held[] } }).fixture.held;
      const seen = [lost?.event.senderFrame ?? null, present?.event.senderFrame?.url];
      lost?.resolve('for the lost one');
      present?.resolve('for the present one');
      return seen;
    });
    expect(frames).toEqual([null, 'app://studio/']);
    expect(await answer).toBe('for the present one');
  });
});
