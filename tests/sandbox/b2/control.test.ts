import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectB2Control } from './control/client.ts';
import { spawnB2Sandbox } from './spawn.ts';
import { noise, partTarget, refusal, send, sendPart, signIn, startFile, startForTest, storeFile } from './testing.ts';

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'answered',
    (error: NodeJS.ErrnoException) => error.code,
  );

test('there is no control port unless it is asked for', async () => {
  await using sandbox = await startForTest();
  expect(sandbox.controlUrl).toBeUndefined();
  expect((await send(`${sandbox.url}/_sandbox/state`, { method: 'GET' })).status).toBe(404);
});

test('every switch works from outside', async () => {
  await using sandbox = await startForTest({ control: true });
  const control = connectB2Control(sandbox.controlUrl ?? '');
  const client = await signIn(sandbox);
  const list = () => client.call('b2_list_file_names', { bucketId: sandbox.bucket.bucketId, prefix: 'lectern/' });
  const id = await control.addFault({ fault: '503-at-once' });
  expect((await list()).status).toBe(503);
  await control.removeFault(id);
  expect((await list()).status).toBe(200);
  await control.addFault({ fault: '500' });
  await control.clearFaults();
  expect((await list()).status).toBe(200);
  await control.setCaps({ storageBytes: 1 });
  await expect(storeFile(client, sandbox, 'lectern/a', 'xx')).rejects.toThrow('storage_cap_exceeded');
  await control.setCaps({ storageBytes: null });
  await control.setLink({ latencyMs: 50 });
  const startedMs = performance.now();
  await list();
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(48);
  await control.setLink({});
  await control.expireTokens('account');
  expect(refusal(await list())).toEqual([401, 'expired_auth_token']);
  await control.moveClock({ setMs: Date.UTC(2031, 0, 1), advanceMs: 1000, skewMs: 5 });
  expect((await control.state()).nowMs).toBeGreaterThanOrEqual(Date.UTC(2031, 0, 1) + 1000);
  expect((await control.log()).map((entry) => entry.operation)).toContain('b2_list_file_names');
});

test('the hash of an object is that of its bytes on the disk, not what was said of them', async () => {
  await using sandbox = await startForTest({ control: true });
  const control = connectB2Control(sandbox.controlUrl ?? '');
  const client = await signIn(sandbox);
  await storeFile(client, sandbox, 'lectern/whole', 'bytes');
  await control.addFault({ fault: 'damage-stored', operations: ['b2_upload_file'] });
  await storeFile(client, sandbox, 'lectern/damaged', 'bytes');
  const { objects } = await control.state();
  const sha1s = await Promise.all(objects.map(({ fileId }) => control.sha1OfObject(fileId)));
  expect(objects.map(({ contentSha1 }, index) => contentSha1 === sha1s[index])).toEqual([true, false]);
  await expect(control.sha1OfObject('none')).rejects.toThrow('no object none');
});

test('it works while the network is away', async () => {
  await using sandbox = await startForTest({ control: true });
  const control = connectB2Control(sandbox.controlUrl ?? '');
  await control.away({ mode: 'refuse' });
  expect(await codeOf(send(sandbox.url, { method: 'GET' }))).toBe('ECONNREFUSED');
  await control.back();
  expect(await codeOf(send(sandbox.url, { method: 'GET' }))).toBe('answered');
});

test('what hangs can be let go', async () => {
  await using sandbox = await startForTest({ control: true });
  const control = connectB2Control(sandbox.controlUrl ?? '');
  const client = await signIn(sandbox);
  const target = await partTarget(client, await startFile(client, sandbox));
  await control.addFault({ fault: 'stall-answer', times: 1 });
  const sending = sendPart(target, 1, noise(200));
  await sandbox.log.waitFor((entry) => entry.stored);
  while ((await control.state()).stalled === 0);
  await control.release();
  expect((await sending).status).toBe(200);
});

test('bad requests are refused, web pages are not answered', async () => {
  await using sandbox = await startForTest({ control: true });
  const control = connectB2Control(sandbox.controlUrl ?? '');
  await expect(control.addFault({ fault: 'nonsense' as '500' })).rejects.toThrow('faults');
  const idle = control.addFault({ fault: 'damage-stored', operations: ['b2_list_parts'] });
  await expect(idle).rejects.toThrow('it can happen to: b2_upload_file, b2_upload_part');
  const state = `${sandbox.controlUrl}/_sandbox/state`;
  expect((await send(state, { method: 'GET' })).status).toBe(200);
  expect((await send(state, { method: 'GET', headers: { Origin: 'https://evil.org' } })).status).toBe(404);
  expect((await send(`${sandbox.controlUrl}/_sandbox/nothing`)).status).toBe(404);
});

test('a sandbox of its own process tells how to reach it, and ends when it is told', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'b2-sandbox-spawn-'));
  const spawned = await spawnB2Sandbox({ dir, seed: { bucket: 'spawned-bucket', prefix: 'x/' }, randomSeed: 3 });
  expect(spawned).toMatchObject({ bucket: { bucketName: 'spawned-bucket' }, prefix: 'x/' });
  const client = await signIn(spawned);
  await storeFile(client, spawned, 'x/a', 'hello');
  expect((await spawned.control.state()).objects).toMatchObject([{ fileName: 'x/a', bytes: 5 }]);
  await spawned.stop();
  expect(await codeOf(send(spawned.url, { method: 'GET' }))).toBe('ECONNREFUSED');
  rmSync(dir, { recursive: true });
});
