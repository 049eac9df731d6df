import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/helpers/temporary.ts';
import { isAllowedUrl, readPolicy } from './policy.ts';

function policyFile(content: string): string {
  const path = join(temporaryFolder(), 'policy.json');
  writeFileSync(path, content);
  return path;
}

test('no file is an empty policy', () => {
  expect(readPolicy(null)).toEqual({ success: true, data: {} });
  expect(readPolicy('/nowhere/policy.json')).toEqual({ success: true, data: {} });
});

test('a file that was named by hand must be there, and any file must be readable', () => {
  expect(readPolicy('/nowhere/policy.json', true)).toMatchObject({ success: false, error: { code: 'POLICY_INVALID' } });
  expect(readPolicy(temporaryFolder())).toMatchObject({ success: false, error: { code: 'POLICY_INVALID' } });
});

test('a full policy is read', () => {
  const policy = {
    supabase: { url: 'https://x.supabase.co', publishableKey: 'sb_publishable_x' },
    storage: { keyId: 'k', applicationKey: 'secret', bucket: 'b', prefix: 'p/', endpoint: 'http://127.0.0.1:9000' },
  };
  expect(readPolicy(policyFile(JSON.stringify(policy)))).toEqual({ success: true, data: policy });
});

test.each([
  ['not JSON', '{'],
  ['an unknown key', '{"supabse": {}}'],
  ['http away from this computer', '{"supabase": {"url": "http://example.com", "publishableKey": "k"}}'],
])('%s is an error, never half applied', (_name, content) => {
  expect(readPolicy(policyFile(content))).toMatchObject({ success: false, error: { code: 'POLICY_INVALID' } });
});

test.each([
  ['https://x.supabase.co', 'ok'],
  ['http://127.0.0.1:54321', 'ok'],
  ['http://localhost:1', 'ok'],
  ['http://[::1]:1', 'ok'],
  ['http://127.0.0.1.evil.com', 'INSECURE_URL'],
  ['http://192.168.1.5', 'INSECURE_URL'],
  ['ftp://x', 'INVALID_URL'],
  ['javascript:alert(1)', 'INVALID_URL'],
  ['', 'INVALID_URL'],
])('%s: %s', (url, expected) => {
  expect(isAllowedUrl(url)).toBe(expected);
});
