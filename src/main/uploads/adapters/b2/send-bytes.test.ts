import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
  agents.destroy();
  server.close();
});

test('a request begins with pieces as large as the last one came to, and small again after a failure', async () => {
  const send = createSender(agents);
  const sendOnce = async (): Promise<number[]> => {
    const pieces: number[] = [];
    const source = {
      handle: { read: async (_target: Uint8Array, _offset: number, bytes: number) => bytes, close: async () => {} },
      offset: 0,
      bytes: 2 * kib * kib,
      isRetry: false,
      sha1: null,
      onWritten: () => undefined,
      pace(wanted: number) {
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
