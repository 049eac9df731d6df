import { expect, test } from 'vitest';
import {
  fileTarget,
  noise,
  partTarget,
  sendFile,
  sendPart,
  signIn,
  startFile,
  startForTest,
  storeFile,
  type TestClient,
  type UploadTarget,
} from './testing.ts';
import { type FaultName, namedFaults } from './faults/model.ts';
import type { OperationName } from './operations/names.ts';
import type { B2Sandbox } from './sandbox.ts';

const body = noise(1000);

const freshPart = async (client: TestClient, sandbox: B2Sandbox): Promise<UploadTarget> =>
  partTarget(client, await startFile(client, sandbox));

const statuses = async (target: UploadTarget, parts: number[]): Promise<number[]> => {
  const seen: number[] = [];
  for (const part of parts) seen.push((await sendPart(target, part, body)).status);
  return seen;
};

test('by part number', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  sandbox.faults.add({ fault: 'checksum', partNumbers: [2, 4] });
  expect(await statuses(await freshPart(client, sandbox), [1, 2, 3, 4, 5])).toEqual([200, 400, 200, 400, 200]);
});

test('by call, counted per rule', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const id = sandbox.faults.add({ fault: 'checksum', operations: ['b2_upload_part'], calls: [1, 3] });
  expect(await statuses(await freshPart(client, sandbox), [7, 7, 7, 7])).toEqual([400, 200, 400, 200]);
  expect(sandbox.faults.status()).toEqual([{ id, matched: 4, hits: 2 }]);
});

test('a number of times, by file name, in the order they were added', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await fileTarget(client, sandbox);
  sandbox.faults.add({ id: 'first', fault: 'checksum', fileNamePrefix: 'lectern/a', times: 2 });
  sandbox.faults.add({ id: 'second', fault: 'auth-token-limit' });
  const send = async (name: string) => (await sendFile(target, name, 'x')).json['code'] ?? 'ok';
  expect([await send('lectern/a'), await send('lectern/b'), await send('lectern/ab'), await send('lectern/a')]).toEqual(
    ['bad_request', 'auth_token_limit', 'bad_request', 'auth_token_limit'],
  );
  sandbox.faults.remove('second');
  expect(await send('lectern/b')).toBe('ok');
});

test('by seed: a share of the calls, the same ones whatever the order of arrival', async () => {
  const hits = async (randomSeed: number, order: number[]): Promise<number[]> => {
    await using sandbox = await startForTest({ randomSeed });
    const client = await signIn(sandbox);
    sandbox.faults.add({ fault: 'checksum', operations: ['b2_upload_part'], probability: 0.3 });
    const target = await freshPart(client, sandbox);
    const hit: number[] = [];
    for (const part of order) if ((await sendPart(target, part, body)).status === 400) hit.push(part);
    return hit.toSorted((a, b) => a - b);
  };
  const up = Array.from({ length: 60 }, (_, index) => index + 1);
  const first = await hits(5, up);
  expect(first.length).toBeGreaterThan(6);
  expect(first.length).toBeLessThan(30);
  expect(await hits(5, up.toReversed())).toEqual(first);
  expect(await hits(6, up)).not.toEqual(first);
});

test('a rule may choose among faults, and tries again draw anew', async () => {
  await using sandbox = await startForTest({ limits: { retireUploadUrls: false } });
  const client = await signIn(sandbox);
  sandbox.faults.add({ operations: ['b2_upload_part'], fault: ['503-at-once', '408', '500'] });
  const seen = new Set(await statuses(await freshPart(client, sandbox), Array(30).fill(1) as number[]));
  expect(seen).toEqual(new Set([503, 408, 500]));
});

test('what is not a rule is refused', async () => {
  await using sandbox = await startForTest();
  expect(() => sandbox.faults.add({ fault: 'no-such-fault' as FaultName })).toThrow('fault');
  expect(() => sandbox.faults.add({ fault: '503-at-once', probability: 2 })).toThrow('probability');
  expect(() => sandbox.faults.setLink({ latencyMs: -1 })).toThrow('latencyMs');
});

test('a rule whose fault cannot happen to its operations is refused, and says what it can happen to', async () => {
  await using sandbox = await startForTest();
  const idle: [FaultName, OperationName][] = [
    ['500-after-storing', 'b2_download_file_by_id'],
    ['502-html-after-storing', 'b2_download_file_by_name'],
    ['lie-about-hash', 'b2_download_file_by_name'],
    ['lie-about-hash', 'b2_list_buckets'],
    ['damage-stored', 'b2_list_parts'],
    ['damage-stored', 'b2_download_file_by_id'],
  ];
  for (const [fault, operation] of idle) {
    const add = () => sandbox.faults.add({ fault: ['500', fault], operations: ['b2_upload_part', operation] });
    expect(add).toThrow(`changes nothing about ${operation}; it can happen to: `);
  }
  expect(sandbox.faults.status()).toEqual([]);
});

test('without operations it happens where it can, and only that counts', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const id = sandbox.faults.add({ fault: 'damage-stored' });
  await storeFile(client, sandbox, 'lectern/a', body);
  const back = await client.get(`/file/${sandbox.bucket.bucketName}/lectern/a`);
  expect(back.body.equals(body)).toBe(false);
  expect(sandbox.faults.status()).toEqual([{ id, matched: 1, hits: 1 }]);
});

test('a fault that came to nothing is no hit, stays out of the log and happens to a later call', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await freshPart(client, sandbox);
  const hits = () => sandbox.faults.status().map((rule) => rule.hits);
  sandbox.faults.once('checksum', { operations: ['b2_upload_part'] });
  expect(await statuses(target, [0])).toEqual([400]); // no such part number: refused before the body
  expect(sandbox.log.entries({ operation: 'b2_upload_part' })[0]?.fault).toBeUndefined();
  expect(hits()).toEqual([0]);
  expect(await statuses(target, [1, 1])).toEqual([400, 200]);
  sandbox.faults.clear();
  sandbox.faults.once('lie-about-hash', { operations: ['b2_list_parts'] });
  const fileId = await startFile(client, sandbox, 'lectern/other');
  await client.ok('b2_list_parts', { fileId }); // no part, no hash to lie about
  expect(hits()).toEqual([0]);
});

test('clear takes everything away', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  sandbox.faults.add({ fault: '503-at-once' });
  sandbox.faults.clear();
  expect((await client.call('b2_list_buckets', {})).status).toBe(400);
  expect(sandbox.faults.status()).toEqual([]);
});

test('every named fault hits the upload of a part once, and is told in the log', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  for (const fault of Object.keys(namedFaults) as FaultName[]) {
    const target = await partTarget(await signIn(sandbox), fileId);
    sandbox.faults.once(fault, { operations: ['b2_upload_part'] });
    const since = sandbox.log.mark();
    const sending = sendPart(target, 1, noise(300)).catch(() => undefined);
    await sandbox.log.waitFor(({ index, fault: told }) => index >= since && told !== undefined);
    sandbox.faults.release();
    await sending;
    expect([fault, sandbox.faults.status()]).toMatchObject([fault, [{ hits: 1 }]]);
    sandbox.faults.clear();
  }
});
