import { describe, expect, test } from 'vitest';
import {
  fileTarget,
  noise,
  partTarget,
  refusal,
  send,
  sendFile,
  sendPart,
  signIn,
  startFile,
  startForTest,
  storeFile,
} from './testing.ts';
import type { LifecycleRule } from './store/model.ts';

const dayMs = 86_400_000;
const list = { prefix: 'lectern/' };

describe('tokens', () => {
  test('live for 24 hours by the server clock', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const input = { bucketId: sandbox.bucket.bucketId, ...list };
    sandbox.clock.advance(dayMs - 10_000);
    expect((await client.call('b2_list_file_names', input)).status).toBe(200);
    const target = await fileTarget(client, sandbox);
    sandbox.clock.advance(10_000);
    expect(refusal(await client.call('b2_list_file_names', input))).toEqual([401, 'expired_auth_token']);
    expect((await sendFile(target, 'lectern/a', 'x')).status).toBe(200); // got later, lives longer
    sandbox.clock.advance(dayMs);
    expect(refusal(await sendFile(target, 'lectern/a', 'x'))).toEqual([401, 'expired_auth_token']);
  });

  test('their life can be set', async () => {
    await using sandbox = await startForTest({ limits: { accountTokenMs: 60_000, uploadTokenMs: 30_000 } });
    const client = await signIn(sandbox);
    const target = await partTarget(client, await startFile(client, sandbox));
    sandbox.clock.advance(30_000);
    expect(refusal(await sendPart(target, 1, 'x'))).toEqual([401, 'expired_auth_token']);
    sandbox.clock.advance(30_000);
    expect(refusal(await client.call('b2_list_buckets', {}))).toEqual([401, 'expired_auth_token']);
  });

  test('can be expired by hand, each kind for itself; new ones work', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const target = await fileTarget(client, sandbox);
    sandbox.expireTokens('account');
    expect(refusal(await client.call('b2_list_buckets', {}))).toEqual([401, 'expired_auth_token']);
    expect((await sendFile(target, 'lectern/a', 'x')).status).toBe(200);
    sandbox.expireTokens('upload');
    expect(refusal(await sendFile(target, 'lectern/a', 'x'))).toEqual([401, 'expired_auth_token']);
    const again = await signIn(sandbox);
    expect((await sendFile(await fileTarget(again, sandbox), 'lectern/a', 'x')).status).toBe(200);
  });

  test('no token, and one that is none, answer 401 bad_auth_token', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    expect(refusal(await client.call('b2_list_buckets', {}, { Authorization: '' }))).toEqual([401, 'bad_auth_token']);
    expect(refusal(await client.call('b2_list_buckets', {}, { Authorization: '4_a_b_c' }))).toEqual([
      401,
      'bad_auth_token',
    ]);
    const forged = client.token.replace('_acct_', '_uplf_');
    const asForged = await client.call('b2_list_buckets', {}, { Authorization: forged });
    expect(asForged.status).toBe(400); // only the signed claims count: still the account token that it was
    const broken = client.token.slice(0, -1);
    expect(refusal(await client.call('b2_list_buckets', {}, { Authorization: broken }))).toEqual([
      401,
      'bad_auth_token',
    ]);
  });
});

describe('the Date header', () => {
  const dateOf = async (url: string) => Date.parse(String((await send(url, { method: 'GET' })).headers.date));

  test('tells the server time, and can be skewed without moving it', async () => {
    await using sandbox = await startForTest();
    sandbox.clock.set(Date.UTC(2030, 0, 1));
    expect(Math.abs((await dateOf(sandbox.url)) - Date.UTC(2030, 0, 1))).toBeLessThan(5000);
    sandbox.clock.skewDateHeader(-3_600_000);
    expect(Math.abs((await dateOf(sandbox.url)) - Date.UTC(2029, 11, 31, 23))).toBeLessThan(5000);
    expect(Math.abs(sandbox.clock.nowMs() - Date.UTC(2030, 0, 1))).toBeLessThan(5000);
  });
});

describe('lifecycle rules', () => {
  const rule = (more: Partial<LifecycleRule>): LifecycleRule => ({
    fileNamePrefix: '',
    daysFromHidingToDeleting: null,
    daysFromUploadingToHiding: null,
    daysFromStartingToCancelingUnfinishedLargeFiles: null,
    ...more,
  });

  test('cancel unfinished large files after their days', async () => {
    const lifecycleRules = [rule({ fileNamePrefix: 'lectern/a', daysFromStartingToCancelingUnfinishedLargeFiles: 3 })];
    await using sandbox = await startForTest({ seed: { lifecycleRules } });
    const client = await signIn(sandbox);
    const fileId = await startFile(client, sandbox, 'lectern/a');
    await sendPart(await partTarget(client, fileId), 1, noise(200));
    await startFile(client, sandbox, 'lectern/b');
    sandbox.clock.advance(3 * dayMs - 60_000);
    expect(sandbox.unfinished().map((file) => file.fileName)).toEqual(['lectern/a', 'lectern/b']);
    sandbox.clock.advance(60_000);
    expect(sandbox.unfinished().map((file) => file.fileName)).toEqual(['lectern/b']);
    expect(sandbox.storedBytes()).toBe(0);
    const again = await signIn(sandbox);
    expect((await again.call('b2_list_parts', { fileId })).json['message']).toContain('No active upload');
  });

  test('hide after days, delete after further days', async () => {
    const lifecycleRules = [rule({ daysFromUploadingToHiding: 2, daysFromHidingToDeleting: 1 })];
    await using sandbox = await startForTest({ seed: { lifecycleRules } });
    const client = await signIn(sandbox);
    await storeFile(client, sandbox, 'lectern/a', 'x');
    sandbox.clock.advance(2 * dayMs);
    expect(sandbox.objects().map((file) => file.action)).toEqual(['upload', 'hide']);
    sandbox.clock.advance(dayMs);
    expect(sandbox.objects()).toEqual([]);
  });

  test('delete older versions, which a newer one hides', async () => {
    await using sandbox = await startForTest({ seed: { lifecycleRules: [rule({ daysFromHidingToDeleting: 1 })] } });
    const client = await signIn(sandbox);
    await storeFile(client, sandbox, 'lectern/a', 'old');
    const kept = await storeFile(client, sandbox, 'lectern/a', 'new');
    sandbox.clock.advance(dayMs);
    expect(sandbox.objects()).toMatchObject([{ fileId: kept['fileId'] }]);
  });
});

describe('caps', () => {
  test('storage: uploads beyond answer 403 storage_cap_exceeded, before the body', async () => {
    await using sandbox = await startForTest({ caps: { storageBytes: 300 } });
    const client = await signIn(sandbox);
    const target = await partTarget(client, await startFile(client, sandbox));
    expect((await sendPart(target, 1, noise(200))).status).toBe(200);
    expect(refusal(await sendPart(target, 2, noise(101)))).toEqual([403, 'storage_cap_exceeded']);
    expect(refusal(await sendFile(await fileTarget(client, sandbox), 'lectern/a', noise(101)))).toEqual([
      403,
      'storage_cap_exceeded',
    ]);
    sandbox.setCaps({ storageBytes: null });
    expect((await sendPart(target, 2, noise(101))).status).toBe(200); // the pair is still good
  });

  test('transactions: classes B and C are counted by the day, class A is free', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const input = { bucketId: sandbox.bucket.bucketId, ...list };
    sandbox.setCaps({ transactionsPerDay: 2 });
    expect((await client.call('b2_list_file_names', input)).status).toBe(200);
    expect((await client.call('b2_list_file_names', input)).status).toBe(200);
    expect(refusal(await client.call('b2_list_file_names', input))).toEqual([403, 'transaction_cap_exceeded']);
    await storeFile(client, sandbox, 'lectern/a', 'x');
    const path = `/file/${sandbox.bucket.bucketName}/lectern/a`;
    expect(refusal(await client.get(path))).toEqual([403, 'transaction_cap_exceeded']);
    await expect(signIn(sandbox)).rejects.toThrow('transaction_cap_exceeded');
    sandbox.clock.advance(dayMs);
    await expect(signIn(sandbox)).resolves.toBeDefined();
  });
});

describe('X-Bz-Test-Mode', () => {
  test('fail_some_uploads fails some uploads with 503', async () => {
    await using sandbox = await startForTest({ limits: { retireUploadUrls: false } });
    const client = await signIn(sandbox);
    const target = await fileTarget(client, sandbox);
    const statuses: number[] = [];
    for (let index = 0; index < 30; index += 1) {
      const answer = await sendFile(target, `lectern/${index}`, 'x', { 'X-Bz-Test-Mode': 'fail_some_uploads' });
      statuses.push(answer.status);
    }
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(sandbox.objects()).toHaveLength(statuses.filter((status) => status === 200).length);
  });

  test('expire_some_account_authorization_tokens expires some, for good', async () => {
    await using sandbox = await startForTest();
    const input = { bucketId: sandbox.bucket.bucketId, ...list };
    const mode = { 'X-Bz-Test-Mode': 'expire_some_account_authorization_tokens' };
    let answered = 0;
    for (let tries = 0; tries < 10; tries += 1) {
      const client = await signIn(sandbox);
      let answer = await client.call('b2_list_file_names', input, mode);
      for (; answer.status === 200; answer = await client.call('b2_list_file_names', input, mode)) answered += 1;
      expect(refusal(answer)).toEqual([401, 'expired_auth_token']);
      expect(refusal(await client.call('b2_list_file_names', input))).toEqual([401, 'expired_auth_token']);
    }
    expect(answered).toBeGreaterThan(5);
  });

  test('the same mode at sign-in gives some tokens that live for seconds', async () => {
    await using sandbox = await startForTest();
    const { keyId, applicationKey } = sandbox.keys.restricted;
    const Authorization = `Basic ${Buffer.from(`${keyId}:${applicationKey}`).toString('base64')}`;
    const headers = { Authorization, 'X-Bz-Test-Mode': 'expire_some_account_authorization_tokens' };
    const tokens: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      const answer = await send(`${sandbox.url}/b2api/v2/b2_authorize_account`, { method: 'GET', headers });
      tokens.push(String(answer.json['authorizationToken']));
    }
    sandbox.clock.advance(2000);
    const statuses = new Set<number>();
    for (const token of tokens) {
      const input = {
        headers: { Authorization: token },
        body: JSON.stringify({ bucketId: sandbox.bucket.bucketId, ...list }),
      };
      statuses.add((await send(`${sandbox.url}/b2api/v2/b2_list_file_names`, input)).status);
    }
    expect(statuses).toEqual(new Set([200, 401]));
  });

  test('force_cap_exceeded answers every upload call with 403 cap_exceeded', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const target = await fileTarget(client, sandbox);
    const mode = { 'X-Bz-Test-Mode': 'force_cap_exceeded' };
    const { bucketId } = sandbox.bucket;
    expect(refusal(await sendFile(target, 'lectern/a', 'x', mode))).toEqual([403, 'cap_exceeded']);
    expect(refusal(await client.call('b2_get_upload_url', { bucketId }, mode))).toEqual([403, 'cap_exceeded']);
    expect((await client.call('b2_list_file_names', { bucketId, ...list }, mode)).status).toBe(200);
  });
});
