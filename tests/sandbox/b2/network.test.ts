import { request } from 'node:http';
import { expect, test } from 'vitest';
import { noise, partTarget, sendPart, signIn, startFile, startForTest, storeFile } from './testing.ts';

const elapsedMs = async (run: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now();
  await run();
  return performance.now() - startedMs;
};

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'answered',
    (error: NodeJS.ErrnoException) => error.code,
  );

test('latency delays every answer, also refusals', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  sandbox.faults.setLink({ latencyMs: 80 });
  expect(
    await elapsedMs(() => client.call('b2_get_upload_url', { bucketId: sandbox.bucket.bucketId })),
  ).toBeGreaterThanOrEqual(78);
  expect(await elapsedMs(() => client.call('b2_get_upload_url', {}))).toBeGreaterThanOrEqual(78);
});

test('bandwidth per connection: each has it for itself', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const [one, two] = [await partTarget(client, fileId), await partTarget(client, fileId)];
  sandbox.faults.setLink({ bytesPerSecondPerConnection: 500_000 });
  const part = noise(250_000);
  const both = await elapsedMs(() => Promise.all([sendPart(one, 1, part), sendPart(two, 2, part)]));
  expect(both).toBeGreaterThanOrEqual(480);
  expect(both).toBeLessThan(950); // shared, it would take a second
});

test('bandwidth in total: connections share it, downloads keep to it, and it can be freed', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const [one, two] = [await partTarget(client, fileId), await partTarget(client, fileId)];
  await storeFile(client, sandbox, 'lectern/a', noise(250_000));
  sandbox.faults.setLink({ bytesPerSecondTotal: 1_000_000 });
  const part = noise(250_000);
  const both = await elapsedMs(() => Promise.all([sendPart(one, 1, part), sendPart(two, 2, part)]));
  expect(both).toBeGreaterThanOrEqual(480);
  const down = await elapsedMs(() => client.get(`/file/${sandbox.bucket.bucketName}/lectern/a`));
  expect(down).toBeGreaterThanOrEqual(230);
  sandbox.faults.setLink({});
  const free = await elapsedMs(() => sendPart(one, 3, noise(2_000_000)));
  expect(free).toBeLessThan(1500); // limited, it would take two seconds
});

test('the network away: refused and reset, then as before', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const target = await partTarget(client, fileId);
  sandbox.faults.add({ times: 1, fault: { kind: 'stall-in-body', afterBytes: 1_000_000 } });
  const inFlight = codeOf(sendPart(target, 1, noise(5_000_000)));
  await sandbox.log.waitFor((entry) => entry.bodyBytes >= 1_000_000);
  await sandbox.faults.away({ mode: 'refuse' });
  expect(['ECONNRESET', 'EPIPE']).toContain(await inFlight);
  expect(await codeOf(client.call('b2_list_buckets', {}))).toBe('ECONNREFUSED');
  await sandbox.faults.back();
  expect((await sendPart(await partTarget(client, fileId), 1, noise(200))).status).toBe(200);
});

test('the network away for a time comes back by itself', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  await sandbox.faults.away({ mode: 'refuse', forMs: 60 });
  expect(await codeOf(client.call('b2_list_buckets', {}))).toBe('ECONNREFUSED');
  let code: unknown = 'ECONNREFUSED';
  while (code === 'ECONNREFUSED') code = await codeOf(client.call('b2_list_buckets', {}));
  expect(code).toBe('answered');
});

test('the network hanging: nothing is answered, then everything', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await partTarget(client, await startFile(client, sandbox));
  await sandbox.faults.away({ mode: 'hang' });
  const answered: string[] = [];
  const sending = sendPart(target, 1, noise(200)).then(() => answered.push('part'));
  const calling = client.call('b2_list_buckets', {}).then(() => answered.push('call'));
  await sandbox.log.waitFor((entry) => entry.operation === 'unknown' && entry.path.includes('b2_list_buckets'));
  expect(answered).toEqual([]);
  await sandbox.faults.back();
  await Promise.all([sending, calling]);
  expect(answered.toSorted()).toEqual(['call', 'part']);
});

test('bytes are counted as they arrive, kept or not', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await partTarget(client, await startFile(client, sandbox));
  const half = sandbox.log.waitForBytes(250);
  await sendPart(target, 1, noise(200));
  const mark = sandbox.log.mark();
  sandbox.faults.once('checksum');
  await sendPart(target, 2, noise(300));
  await half;
  await sendPart(target, 2, noise(300));
  expect(sandbox.log.bytesReceived()).toBe(800);
  expect(sandbox.log.bytesReceived({ partNumber: 2 })).toBe(600);
  expect(sandbox.log.bytesReceived({ since: mark, status: 200 })).toBe(300);
  expect(sandbox.log.entries({ operation: 'b2_upload_part' })).toMatchObject([
    { partNumber: 1, bodyBytes: 200, stored: true, status: 200, outcome: 'answered', fileName: 'lectern/film.mp4' },
    { partNumber: 2, bodyBytes: 300, stored: false, status: 400, code: 'bad_request', fault: 'status 400' },
    { partNumber: 2, bodyBytes: 300, stored: true, status: 200, keyId: sandbox.keys.restricted.keyId },
  ]);
});

test('the log is a ring, the count of bytes is not', async () => {
  await using sandbox = await startForTest({ logEntries: 5 });
  const client = await signIn(sandbox);
  const target = await partTarget(client, await startFile(client, sandbox));
  for (let part = 1; part <= 20; part += 1) await sendPart(target, part, noise(100));
  expect(sandbox.log.entries().length).toBeLessThanOrEqual(10);
  expect(sandbox.log.entries().at(-1)).toMatchObject({ partNumber: 20 });
  expect(sandbox.log.bytesReceived()).toBe(2000);
});

test('a client that goes away in the middle leaves nothing behind', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await partTarget(client, await startFile(client, sandbox));
  const headers = {
    Authorization: target.token,
    'Content-Length': 1000,
    'X-Bz-Part-Number': 1,
    'X-Bz-Content-Sha1': 'do_not_verify',
  };
  const req = request(target.url, { method: 'POST', headers });
  req.on('error', () => undefined);
  req.write(noise(500));
  await sandbox.log.waitForBytes(500);
  req.destroy();
  const entry = await sandbox.log.waitFor((one) => one.operation === 'b2_upload_part' && one.outcome === 'client-gone');
  expect(entry).toMatchObject({ bodyBytes: 500, stored: false, status: null });
  expect(sandbox.storedBytes()).toBe(0);
  expect(sandbox.internalErrors()).toEqual([]);
});
