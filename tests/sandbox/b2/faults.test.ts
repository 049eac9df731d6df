import { describe, expect, test } from 'vitest';
import {
  noise,
  partTarget,
  refusal,
  sendPart,
  sha1,
  signIn,
  startFile,
  startForTest,
  storeFile,
  storeLargeFile,
  type TestClient,
  type UploadTarget,
} from './testing.ts';
import { type FaultName, namedFaults } from './faults/model.ts';
import type { B2Sandbox } from './sandbox.ts';

const body = noise(1000);

const freshPart = async (client: TestClient, sandbox: B2Sandbox): Promise<UploadTarget> =>
  partTarget(client, await startFile(client, sandbox));

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'answered',
    (error: NodeJS.ErrnoException) => error.code,
  );

describe('answers other than the service’s own', () => {
  const statusFaults = Object.entries(namedFaults).flatMap(([name, fault]) =>
    fault.kind === 'status' ? [[name as FaultName, fault] as const] : [],
  );

  /** What the body of a fault's answer must be. */
  const expectedBody = (fault: (typeof statusFaults)[number][1]): unknown =>
    fault.html
      ? expect.stringContaining(`<title>${fault.status}`)
      : JSON.stringify({ code: fault.code, message: fault.message, status: fault.status });

  test.each(statusFaults)('%s on a part', async (name, fault) => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const target = await freshPart(client, sandbox);
    sandbox.faults.once(name, { operations: ['b2_upload_part'] });
    const answer = await sendPart(target, 1, body);
    expect([answer.status, answer.headers.connection]).toEqual([fault.status, 'close']);
    expect(answer.headers['content-type']).toContain(fault.html ? 'text/html' : 'application/json');
    expect(answer.body.toString()).toEqual(expectedBody(fault));
    expect(answer.headers['retry-after']).toBe(fault.retryAfterSeconds?.toString());
    const [entry] = sandbox.log.entries({ operation: 'b2_upload_part' });
    expect(entry).toMatchObject({ fault: `status ${fault.status}`, stored: fault.when === 'after-storing' });
    expect(sandbox.unfinished()[0]?.parts.length).toBe(fault.when === 'after-storing' ? 1 : 0);
  });

  test('a JSON call is refused without being done, or done without being told', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const input = { bucketId: sandbox.bucket.bucketId, fileName: 'lectern/a', contentType: 'video/mp4' };
    sandbox.faults.once('503-at-once', { operations: ['b2_start_large_file'] });
    expect((await client.call('b2_start_large_file', input)).status).toBe(503);
    expect(sandbox.unfinished()).toEqual([]);
    sandbox.faults.once('502-html-after-storing', { operations: ['b2_start_large_file'] });
    expect((await client.call('b2_start_large_file', input)).status).toBe(502);
    expect(sandbox.unfinished()).toHaveLength(1);
  });

  test('429 takes any Retry-After, 401 an expired token stays expired', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const call = () =>
      client.call('b2_list_buckets', { accountId: sandbox.accountId, bucketId: sandbox.bucket.bucketId });
    sandbox.faults.add({
      times: 1,
      fault: { kind: 'status', status: 429, code: 'too_many_requests', retryAfterSeconds: 7 },
    });
    expect((await call()).headers['retry-after']).toBe('7');
    sandbox.faults.once('expired-auth-token');
    expect(refusal(await call())).toEqual([401, 'expired_auth_token']);
    expect(refusal(await call())).toEqual([401, 'expired_auth_token']);
  });

  test('sign-in can fail too', async () => {
    await using sandbox = await startForTest();
    sandbox.faults.once('503-at-once', { operations: ['b2_authorize_account'] });
    await expect(signIn(sandbox)).rejects.toThrow('service_unavailable');
    await expect(signIn(sandbox)).resolves.toBeDefined();
  });
});

describe('connections', () => {
  test('refused: the upload URL that was given out leads nowhere', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const fileId = await startFile(client, sandbox);
    sandbox.faults.once('connection-refused', { operations: ['b2_get_upload_part_url'] });
    const dead = await partTarget(client, fileId);
    expect(await codeOf(sendPart(dead, 1, body))).toBe('ECONNREFUSED');
    expect((await sendPart(await partTarget(client, fileId), 1, body)).status).toBe(200);
  });

  test('refused on any other call: reset without an answer', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    sandbox.faults.once('connection-refused');
    expect(await codeOf(client.call('b2_list_buckets', {}))).toBe('ECONNRESET');
  });

  test('cut in the body: nothing kept, the pair is used up', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const target = await freshPart(client, sandbox);
    sandbox.faults.once('cut-in-body', { operations: ['b2_upload_part'] });
    expect(['ECONNRESET', 'EPIPE']).toContain(await codeOf(sendPart(target, 1, noise(3_000_000))));
    const entry = await sandbox.log.waitFor((one) => one.operation === 'b2_upload_part' && one.outcome === 'cut');
    expect(entry).toMatchObject({ status: null, stored: false });
    expect(entry.bodyBytes).toBeGreaterThanOrEqual(1_500_000);
    expect(entry.bodyBytes).toBeLessThan(3_000_000);
    expect(sandbox.storedBytes()).toBe(0);
    expect(refusal(await sendPart(target, 1, body))).toEqual([401, 'expired_auth_token']);
  });

  test('cut after storing: the answer is lost, the part is there', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const fileId = await startFile(client, sandbox);
    const target = await partTarget(client, fileId);
    sandbox.faults.once('cut-after-storing', { operations: ['b2_upload_part'] });
    expect(await codeOf(sendPart(target, 1, body))).toBe('ECONNRESET');
    expect(await client.ok('b2_list_parts', { fileId })).toMatchObject({ parts: [{ contentSha1: sha1(body) }] });
  });

  test('a finish whose answer is lost is done', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    sandbox.faults.once('cut-after-storing', { operations: ['b2_finish_large_file'] });
    expect(await codeOf(storeLargeFile(client, sandbox, 'lectern/a', [body, body]))).toBe('ECONNRESET');
    expect(sandbox.objects()).toMatchObject([{ fileName: 'lectern/a', bytes: 2000 }]);
  });

  test('gently: the end of the connection instead of a reset', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const target = await freshPart(client, sandbox);
    sandbox.faults.add({
      times: 1,
      operations: ['b2_upload_part'],
      fault: { kind: 'cut-after-storing', gently: true },
    });
    await expect(sendPart(target, 1, body)).rejects.toThrow('socket hang up');
  });

  test('a download can be cut in its body', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    await storeFile(client, sandbox, 'lectern/a', noise(2_000_000));
    sandbox.faults.once('cut-in-body', { operations: ['b2_download_file_by_name'] });
    expect(await codeOf(client.get(`/file/${sandbox.bucket.bucketName}/lectern/a`))).toBe('ECONNRESET');
  });
});

describe('stalls', () => {
  test('in the body: nothing is read any more until it is let go', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const target = await freshPart(client, sandbox);
    sandbox.faults.add({ times: 1, fault: { kind: 'stall-in-body', afterBytes: 100 } });
    const sending = sendPart(target, 1, noise(20_000_000));
    const entry = await sandbox.log.waitFor((one) => one.operation === 'b2_upload_part' && one.bodyBytes >= 100);
    expect([sandbox.faults.stalled(), entry.outcome]).toEqual([1, 'open']);
    expect(entry.bodyBytes).toBeLessThan(1_000_000);
    sandbox.faults.release();
    expect((await sending).status).toBe(200);
  });

  test('of the answer: the part is kept, nobody is told, until it is let go', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const fileId = await startFile(client, sandbox);
    sandbox.faults.once('stall-answer', { operations: ['b2_upload_part'] });
    const sending = sendPart(await partTarget(client, fileId), 1, body);
    await sandbox.log.waitFor((one) => one.stored);
    expect(await client.ok('b2_list_parts', { fileId })).toMatchObject({ parts: [{ partNumber: 1 }] });
    sandbox.faults.release();
    expect((await sending).status).toBe(200);
  });

  test('for a time', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    sandbox.faults.add({ times: 1, fault: { kind: 'stall-answer', forMs: 60 } });
    const startedMs = performance.now();
    await client.call('b2_list_buckets', {});
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(55);
  });

  test('of a download in its body', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    await storeFile(client, sandbox, 'lectern/a', noise(2_000_000));
    sandbox.faults.add({ times: 1, fault: { kind: 'stall-in-body', afterBytes: 1_000_000, forMs: 50 } });
    const startedMs = performance.now();
    const answer = await client.get(`/file/${sandbox.bucket.bucketName}/lectern/a`);
    expect(answer.body.length).toBe(2_000_000);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(45);
  });
});

describe('lies', () => {
  test('about a hash: answers and listings tell a wrong one, the bytes are right', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const fileId = await startFile(client, sandbox);
    const target = await partTarget(client, fileId);
    sandbox.faults.add({ fault: 'lie-about-hash', operations: ['b2_upload_part', 'b2_list_parts'] });
    const told = (await sendPart(target, 1, body)).json['contentSha1'];
    expect(told).toMatch(/^[0-9a-f]{40}$/);
    expect(told).not.toBe(sha1(body));
    const listed = (await client.ok('b2_list_parts', { fileId }))['parts'];
    expect(listed).toMatchObject([{ contentSha1: told }]);
    expect(sandbox.unfinished()[0]?.parts[0]?.sha1).toBe(sha1(body));
  });

  test('damaged bytes are stored although all seems well', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    sandbox.faults.once('damage-stored', { operations: ['b2_upload_file'] });
    const file = await storeFile(client, sandbox, 'lectern/a', body);
    expect(file['contentSha1']).toBe(sha1(body));
    expect(await sandbox.sha1OfObject(String(file['fileId']))).not.toBe(sha1(body));
    const back = await client.get(`/file/${sandbox.bucket.bucketName}/lectern/a`);
    expect(back.body.filter((byte, index) => byte !== body[index])).toHaveLength(1);
  });
});
