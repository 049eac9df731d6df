import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createB2Transport } from '../../src/main/uploads/adapters/b2/transport.ts';
import type { UploadTransport } from '../../src/main/uploads/ports.ts';
import { startB2Sandbox, type B2Sandbox } from '../sandbox/b2/sandbox.ts';

/* A server, or a proxy before it, that knows nothing of `Expect: 100-continue`, or is silent for a while. */
let sandbox: B2Sandbox;
let transport: UploadTransport;
let folder: string;
let asked: number;
let isUnderstood: boolean;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-expect-'));
  [asked, isUnderstood] = [0, false];
  const understandsExpect = (): boolean => {
    asked += 1;
    return isUnderstood;
  };
  sandbox = await startB2Sandbox({ dir: folder, understandsExpect });
  const { keys, bucket, prefix, url: endpoint } = sandbox;
  transport = createB2Transport({ ...keys.restricted, bucket: bucket.bucketName, prefix, endpoint });
});
afterEach(async () => {
  transport.disconnect();
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** On a new upload URL. */
async function send(name: string): Promise<boolean> {
  const handle = { read: async (_to: Uint8Array, _at: number, bytes: number) => bytes, close: async () => {} };
  const bytes = { handle, offset: 0, bytes: 2_000_000, isRetry: true, sha1: null };
  const object = { objectName: `${sandbox.prefix}${name}`, contentType: 'video/mp4', info: {} };
  const meter = { onWritten: () => undefined, pace: (wanted: number) => wanted };
  return (await transport.sendFile({ ...object, ...bytes, ...meter }, AbortSignal.timeout(20_000))).ok;
}

test('it is sent all the same; after two questions without an answer none is asked any more', async () => {
  expect(await Promise.all([send('a'), send('b')])).toEqual([true, true]);
  expect(await send('c')).toBe(true);
  expect([asked, sandbox.objects().length]).toEqual([2, 3]);
});

test('one answer, and it goes on asking', async () => {
  expect(await send('a')).toBe(true);
  isUnderstood = true;
  expect(await send('b')).toBe(true);
  isUnderstood = false;
  expect(await send('c')).toBe(true);
  isUnderstood = true;
  expect(await send('d')).toBe(true);
  expect([asked, sandbox.objects().length]).toEqual([4, 4]);
});
