import { expect, test } from 'vitest';
import { refusal, send, signIn, startForTest, storeFile } from './testing.ts';
import type { CorsRule } from './store/model.ts';

const rules: CorsRule[] = [
  {
    corsRuleName: 'play-on-our-site',
    allowedOrigins: ['https://*.example.com', 'http://localhost:*'],
    allowedOperations: ['b2_download_file_by_name'],
    allowedHeaders: ['range', 'x-bz-*'],
    exposeHeaders: ['x-bz-content-sha1'],
    maxAgeSeconds: 600,
  },
  {
    corsRuleName: 'upload-from-https',
    allowedOrigins: ['https'],
    allowedOperations: ['b2_upload_file', 'b2_upload_part'],
    allowedHeaders: ['*'],
    exposeHeaders: null,
    maxAgeSeconds: 60,
  },
];

const preflight = (url: string, origin: string, method = 'GET', headers = '') =>
  send(url, {
    method: 'OPTIONS',
    headers: { Origin: origin, 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': headers },
  });

test('a preflight is answered by the first rule that allows it', async () => {
  await using sandbox = await startForTest({ seed: { corsRules: rules } });
  const file = `${sandbox.url}/file/${sandbox.bucket.bucketName}/lectern/a`;
  const allowed = await preflight(file, 'https://www.example.com', 'GET', 'Range, X-Bz-Test');
  expect([allowed.status, allowed.headers]).toMatchObject([
    200,
    {
      'access-control-allow-origin': 'https://www.example.com',
      'access-control-allow-headers': 'Range, X-Bz-Test',
      'access-control-allow-methods': 'GET',
      'access-control-expose-headers': 'x-bz-content-sha1',
      'access-control-max-age': '600',
    },
  ]);
  expect((await preflight(file, 'http://localhost:5173')).status).toBe(200);
  const upload = `${sandbox.url}/b2api/v2/b2_upload_file/${sandbox.bucket.bucketId}/c1`;
  expect((await preflight(upload, 'https://anywhere.org', 'POST', 'authorization,x-bz-file-name')).status).toBe(200);
});

test('a preflight that no rule allows answers 403', async () => {
  await using sandbox = await startForTest({ seed: { corsRules: rules } });
  const file = `${sandbox.url}/file/${sandbox.bucket.bucketName}/lectern/a`;
  const upload = `${sandbox.url}/b2api/v2/b2_upload_file/${sandbox.bucket.bucketId}/c1`;
  expect(refusal(await preflight(file, 'https://example.com.evil.org'))).toEqual([403, 'access_denied']);
  expect(refusal(await preflight(file, 'https://www.example.com', 'GET', 'authorization'))).toEqual([
    403,
    'access_denied',
  ]);
  expect(refusal(await preflight(upload, 'http://anywhere.org', 'POST'))).toEqual([403, 'access_denied']);
  expect(refusal(await preflight(`${sandbox.url}/file/none/a`, 'https://www.example.com'))).toEqual([
    403,
    'access_denied',
  ]);
});

test('a download of another origin carries the headers of the rule, others carry none', async () => {
  await using sandbox = await startForTest({ seed: { corsRules: rules } });
  const client = await signIn(sandbox);
  const file = await storeFile(client, sandbox, 'lectern/a', 'x');
  const byName = `/file/${sandbox.bucket.bucketName}/lectern/a`;
  const allowed = await client.get(byName, { Origin: 'https://www.example.com' });
  expect(allowed.headers).toMatchObject({
    'access-control-allow-origin': 'https://www.example.com',
    'access-control-expose-headers': 'x-bz-content-sha1',
    vary: 'Origin',
  });
  const stranger = await client.get(byName, { Origin: 'https://evil.org' });
  expect([stranger.status, stranger.headers['access-control-allow-origin']]).toEqual([200, undefined]);
  const byId = await client.get(`/b2api/v2/b2_download_file_by_id?fileId=${String(file['fileId'])}`, {
    Origin: 'https://www.example.com',
  });
  expect(byId.headers).not.toHaveProperty('access-control-allow-origin');
});

test('a rule for every origin answers with a star', async () => {
  const star = rules.map((rule) => ({ ...rule, allowedOrigins: ['*'] }));
  await using sandbox = await startForTest({ seed: { corsRules: star } });
  const answer = await preflight(`${sandbox.url}/file/${sandbox.bucket.bucketName}/lectern/a`, 'https://anywhere.org');
  expect(answer.headers['access-control-allow-origin']).toBe('*');
});
