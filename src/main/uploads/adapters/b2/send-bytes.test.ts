import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SendSource } from '../../ports.ts';
import { createAgents } from './http-agents.ts';
import { createSender } from './send-bytes.ts';

const kib = 1024;
let server: Server;
let isBroken = false;
const agents = createAgents();
beforeEach(async () => {
  // No write takes any time, however busy the machine: how much goes at once depends on that.
  vi.spyOn(performance, 'now').mockReturnValue(0);
  server = createServer((request, response) => {
    if (isBroken) request.socket.destroy();
    else request.resume().on('end', () => response.end('{}'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  agents.destroy();
  server.close();
});

/** All of it zeros. */
const zeros = (bytes: number): SendSource => ({
  handle: { read: async (_target, _offset, wanted) => wanted, close: async () => {} },
  offset: 0,
  bytes,
  isRetry: false,
  sha1: null,
  onWritten: () => undefined,
  pace: (wanted) => wanted,
});

test('a server that says nothing to `Expect: 100-continue` is waited for a second, and then gets all of it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const asked = Promise.withResolvers<void>();
  let received = 0;
  server.on('checkContinue', (request, response) => {
    request.on('data', (chunk: Buffer) => (received += chunk.length));
    request.on('end', () => response.end('{}'));
    asked.resolve();
  });
  const understood: boolean[] = [];
  const sending = createSender(agents)({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    headers: {},
    source: zeros(300_000),
    deadlines: { stallMs: 60_000, answerMs: 60_000 },
    asksFirst: true,
    onAsked: (isUnderstood) => void understood.push(isUnderstood),
    signal: new AbortController().signal,
  });
  await asked.promise;
  await vi.advanceTimersByTimeAsync(999);
  expect([understood, received]).toEqual([[], 0]);
  await vi.advanceTimersByTimeAsync(1);
  const sent = await sending;
  expect([understood, received]).toEqual([[false], 300_040]);
  expect(sent).toMatchObject({ ok: true, value: { answer: { status: 200 } } });
});

test('a request begins with pieces as large as the last one came to, and small again after a failure', async () => {
  const send = createSender(agents);
  const sendOnce = async (): Promise<number[]> => {
    const pieces: number[] = [];
    const source: SendSource = {
      ...zeros(2 * kib * kib),
      pace(wanted) {
        pieces.push(wanted / kib);
        return wanted;
      },
    };
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    const { signal } = new AbortController();
    const deadlines = { stallMs: 60_000, answerMs: 60_000 };
    await send({ url, headers: {}, source, deadlines, asksFirst: false, onAsked: () => undefined, signal });
    return pieces;
  };
  expect(await sendOnce()).toEqual([64, 128, 256, 512, 64, 1024]);
  expect(await sendOnce()).toEqual([512, 512, 1024]);
  isBroken = true;
  await sendOnce();
  isBroken = false;
  expect((await sendOnce())[0]).toBe(64);
});
