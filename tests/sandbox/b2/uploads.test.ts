import { Agent } from 'node:http';
import { expect, test } from 'vitest';
import {
  fileTarget,
  noise,
  partHeaders,
  partTarget,
  refusal,
  send,
  sendBytes,
  sendFile,
  sendPart,
  sha1,
  signIn,
  startFile,
  startForTest,
  type TestClient,
  type UploadTarget,
} from './testing.ts';
import type { B2Sandbox } from './sandbox.ts';

const body = noise(300);

const freshPart = async (client: TestClient, sandbox: B2Sandbox): Promise<UploadTarget> =>
  partTarget(client, await startFile(client, sandbox));

test('a small file is stored as sent, its type looked up by extension', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const answer = await sendFile(await fileTarget(client, sandbox), 'lectern/Lektion 1 – äöü.webm', body, {
    'X-Bz-Info-src_last_modified_millis': '1700000000000',
    'X-Bz-Info-Title': encodeURIComponent('Größe & Maß'),
  });
  expect(answer.json).toMatchObject({
    action: 'upload',
    accountId: sandbox.accountId,
    fileName: 'lectern/Lektion 1 – äöü.webm',
    contentLength: 300,
    contentSha1: sha1(body),
    contentType: 'video/webm',
    fileInfo: { src_last_modified_millis: '1700000000000', title: 'Größe & Maß' },
  });
  expect(await sandbox.sha1OfObject(String(answer.json['fileId']))).toBe(sha1(body));
});

test('one pair of URL and token serves many uploads in turn, over one connection', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await fileTarget(client, sandbox);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { Authorization: target.token, 'Content-Type': 'text/plain', 'X-Bz-Content-Sha1': sha1('x') };
  for (const name of ['1', '2', '3']) {
    const answer = await send(target.url, {
      headers: { ...headers, 'X-Bz-File-Name': `lectern/${name}` },
      body: 'x',
      agent,
    });
    expect(answer.status).toBe(200);
  }
  agent.destroy();
  const connections = sandbox.log.entries({ operation: 'b2_upload_file' }).map((entry) => entry.connection);
  expect(new Set(connections).size).toBe(1);
});

test('a second upload at the same time on one pair answers 400 auth_token_limit', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await freshPart(client, sandbox);
  sandbox.faults.once('stall-in-body', { partNumbers: [1] });
  const first = sendPart(target, 1, body);
  await sandbox.log.waitFor((entry) => entry.partNumber === 1 && entry.bodyBytes > 0);
  const second = await sendPart(target, 2, body);
  expect(refusal(second)).toEqual([400, 'auth_token_limit']);
  expect(second.json['message']).toBe(`more than one upload using auth token ${target.token}`);
  sandbox.faults.release();
  expect((await first).status).toBe(200);
  expect((await sendPart(target, 2, body)).status).toBe(200); // 400 leaves the pair usable
});

test('the SHA-1 may be given, follow the body, or be left out', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await fileTarget(client, sandbox);
  const atEnd = Buffer.concat([body, Buffer.from(sha1(body))]);
  const trailing = await sendFile(target, 'lectern/end', atEnd, { 'X-Bz-Content-Sha1': 'hex_digits_at_end' });
  expect(trailing.json).toMatchObject({ contentLength: 300, contentSha1: sha1(body) });
  expect(await sandbox.sha1OfObject(String(trailing.json['fileId']))).toBe(sha1(body));
  const unverified = await sendFile(target, 'lectern/none', body, { 'X-Bz-Content-Sha1': 'do_not_verify' });
  expect(unverified.json['contentSha1']).toBe(`unverified:${sha1(body)}`);
  const upper = await sendFile(target, 'lectern/upper', body, { 'X-Bz-Content-Sha1': sha1(body).toUpperCase() });
  expect(upper.json['contentSha1']).toBe(sha1(body));
});

test('hex_digits_at_end works for parts, also when the hash is split over writes', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await freshPart(client, sandbox);
  const large = noise(200_000);
  const atEnd = Buffer.concat([large, Buffer.from(sha1(large))]);
  const answer = await sendPart(target, 1, atEnd, { 'X-Bz-Content-Sha1': 'hex_digits_at_end' });
  expect(answer.json).toMatchObject({ contentLength: 200_000, contentSha1: sha1(large) });
  const wrong = Buffer.concat([large, Buffer.from(sha1('other'))]);
  const refused = await sendPart(target, 2, wrong, { 'X-Bz-Content-Sha1': 'hex_digits_at_end' });
  expect(refused.json['message']).toBe('Checksum did not match data received');
  const noHash = Buffer.concat([large, Buffer.from('z'.repeat(40))]);
  expect(refusal(await sendPart(target, 2, noHash, { 'X-Bz-Content-Sha1': 'hex_digits_at_end' }))).toEqual([
    400,
    'bad_request',
  ]);
  expect(refusal(await sendPart(target, 2, 'short', { 'X-Bz-Content-Sha1': 'hex_digits_at_end' }))).toEqual([
    400,
    'bad_request',
  ]);
});

test('a wrong checksum answers 400, nothing is kept, the pair stays usable', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await freshPart(client, sandbox);
  const answer = await sendPart(target, 1, body, { 'X-Bz-Content-Sha1': sha1('other') });
  expect(answer.json).toEqual({ status: 400, code: 'bad_request', message: 'Checksum did not match data received' });
  expect(answer.headers.connection).toBe('close');
  expect(sandbox.storedBytes()).toBe(0);
  expect((await sendPart(target, 1, body)).status).toBe(200);
});

test('Content-Length is required: 411 without it, 400 for chunked encoding', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await freshPart(client, sandbox);
  const { 'Content-Length': _length, ...headers } = partHeaders(target, 1, body);
  const chunked = await send(target.url, { headers: { ...headers, 'Transfer-Encoding': 'chunked' }, body });
  expect(refusal(chunked)).toEqual([400, 'bad_request']);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  const head = [`POST ${new URL(target.url).pathname} HTTP/1.1`, 'Host: sandbox', ...lines, '', ''].join('\r\n');
  const without = await sendBytes(target.url, head);
  expect(without).toMatch(/^HTTP\/1.1 411 [\s\S]*Missing header: Content-Length/);
  expect(sandbox.storedBytes()).toBe(0);
});

test('every header that an upload needs is asked for', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const part = await freshPart(client, sandbox);
  const file = await fileTarget(client, sandbox);
  const without = async (target: UploadTarget, header: string): Promise<unknown> => {
    const all = { ...partHeaders(target, 1, body), 'X-Bz-File-Name': 'lectern/x', 'Content-Type': 'text/plain' };
    const headers = Object.fromEntries(Object.entries(all).filter(([name]) => name !== header));
    return (await send(target.url, { headers, body })).json['message'];
  };
  expect(await without(part, 'X-Bz-Part-Number')).toBe('Missing header: X-Bz-Part-Number');
  expect(await without(part, 'X-Bz-Content-Sha1')).toBe('Missing header: X-Bz-Content-Sha1');
  expect(await without(file, 'X-Bz-File-Name')).toBe('Missing header: X-Bz-File-Name');
  expect(await without(file, 'Content-Type')).toBe('Missing header: Content-Type');
  expect(await without(file, 'Authorization')).toBe('Authorization header is missing');
});

test('an upload token is good for its own URL only, and an account token for none', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const one = await freshPart(client, sandbox);
  const other = await freshPart(client, sandbox);
  const file = await fileTarget(client, sandbox);
  expect(refusal(await sendPart({ url: one.url, token: other.token }, 1, body))).toEqual([401, 'bad_auth_token']);
  expect(refusal(await sendPart({ url: one.url, token: file.token }, 1, body))).toEqual([401, 'bad_auth_token']);
  expect(refusal(await sendPart({ url: one.url, token: client.token }, 1, body))).toEqual([401, 'bad_auth_token']);
  expect(refusal(await sendPart({ url: one.url, token: `${other.token}x` }, 1, body))).toEqual([401, 'bad_auth_token']);
});

test('URL and token are a pair: the token of another pair of the same file or bucket is refused', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const [one, two] = [await partTarget(client, fileId), await partTarget(client, fileId)];
  expect(one.url).not.toBe(two.url);
  expect(refusal(await sendPart({ url: one.url, token: two.token }, 1, body))).toEqual([401, 'bad_auth_token']);
  expect((await sendPart(one, 1, body)).status).toBe(200); // the URL's own token is none the worse
  const [small, other] = [await fileTarget(client, sandbox), await fileTarget(client, sandbox)];
  const crossed = { url: small.url, token: other.token };
  expect(refusal(await sendFile(crossed, 'lectern/a', body))).toEqual([401, 'bad_auth_token']);
  const otherVersion = { ...small, url: small.url.replace('/v2/', '/v3/') };
  expect(refusal(await sendFile(otherVersion, 'lectern/a', body))).toEqual([401, 'bad_auth_token']);
  expect(sandbox.objects()).toEqual([]);
});

test('two uploads at one URL at the same time are refused, whatever token the second one brings', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const [one, two] = [await partTarget(client, fileId), await partTarget(client, fileId)];
  sandbox.faults.once('stall-in-body', { partNumbers: [1] });
  const first = sendPart(one, 1, body);
  await sandbox.log.waitFor((entry) => entry.partNumber === 1 && entry.bodyBytes > 0);
  expect(refusal(await sendPart({ url: one.url, token: two.token }, 2, body))).toEqual([401, 'bad_auth_token']);
  expect(refusal(await sendPart(one, 2, body))).toEqual([400, 'auth_token_limit']);
  expect((await sendPart(await partTarget(client, fileId), 2, body)).status).toBe(200); // another URL is free
  sandbox.faults.release();
  expect((await first).status).toBe(200);
});

test('a pair that failed with 5xx, 401 or 408 serves no more; one that answered 400 or 429 does', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  for (const fault of ['503-at-once', '500-after-body', '408', 'expired-auth-token', '502-html'] as const) {
    const target = await freshPart(client, sandbox);
    sandbox.faults.once(fault, { operations: ['b2_upload_part'] });
    await sendPart(target, 1, body);
    expect([fault, ...refusal(await sendPart(target, 1, body))]).toEqual([fault, 401, 'expired_auth_token']);
  }
  for (const fault of ['checksum', '429', 'auth-token-limit'] as const) {
    const target = await freshPart(client, sandbox);
    sandbox.faults.once(fault, { operations: ['b2_upload_part'] });
    await sendPart(target, 1, body);
    expect([fault, (await sendPart(target, 1, body)).status]).toEqual([fault, 200]);
  }
});

test('with Expect: 100-continue a refusal comes before any byte of the body', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await freshPart(client, sandbox);
  const large = noise(500_000);
  const headers = { ...partHeaders(target, 1, large), Expect: '100-continue' };
  const taken = await send(target.url, { headers, body: large });
  expect([taken.status, taken.continued]).toEqual([200, true]);
  const received = sandbox.log.bytesReceived();
  sandbox.faults.once('503-at-once');
  const refused = await send(target.url, { headers, body: large });
  expect([refused.status, refused.continued]).toEqual([503, false]);
  expect(sandbox.log.bytesReceived()).toBe(received);
});

test('a large body is refused early without being read', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await freshPart(client, sandbox);
  sandbox.faults.once('503-at-once');
  const large = noise(20_000_000);
  // What the client sees of an early answer is up to the race between its writing and the server's closing.
  const outcome = await sendPart(target, 1, large).then(
    (answer) => answer.status,
    (error: NodeJS.ErrnoException) => error.code,
  );
  expect([503, 'EPIPE', 'ECONNRESET']).toContain(outcome);
  expect(sandbox.log.entries({ operation: 'b2_upload_part' })).toMatchObject([
    { status: 503, bodyBytes: 0, stored: false },
  ]);
});

test('zeros are stored as holes and come back as zeros', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const mixed = Buffer.concat([Buffer.alloc(300_000), noise(70_000), Buffer.alloc(200_000)]);
  const answer = await sendFile(await fileTarget(client, sandbox), 'lectern/sparse', mixed);
  expect(await sandbox.sha1OfObject(String(answer.json['fileId']))).toBe(sha1(mixed));
  const back = await client.get(`/file/${sandbox.bucket.bucketName}/lectern/sparse`);
  expect(back.body.equals(mixed)).toBe(true);
});

test('an empty file is a file', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const answer = await sendFile(await fileTarget(client, sandbox), 'lectern/empty', '');
  expect(answer.json).toMatchObject({ contentLength: 0, contentSha1: sha1('') });
  const back = await client.get(`/file/${sandbox.bucket.bucketName}/lectern/empty`);
  expect([back.status, back.body.length]).toEqual([200, 0]);
});
