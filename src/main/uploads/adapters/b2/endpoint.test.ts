import { expect, test } from 'vitest';
import { defaultEndpoint, isSafeUrl, readEndpoint } from './endpoint.ts';

test.each([
  ['https://api.backblazeb2.com', true],
  ['http://127.0.0.1:8080', true],
  ['http://localhost:8080', true],
  ['http://[::1]:8080', true],
  ['http://127.0.0.1.example.org', false],
  ['http://192.168.0.10', false],
  ['http://api.backblazeb2.com', false],
  ['https://user:secret@api.backblazeb2.com', false],
  ['ftp://127.0.0.1', false],
  ['file:///etc/passwd', false],
  ['api.backblazeb2.com', false],
])('%s may be told a key: %s', (url, isSafe) => {
  expect(isSafeUrl(url)).toBe(isSafe);
});

test('empty means the service’s own; slashes at the end do not matter', () => {
  expect(readEndpoint('  ')).toBe(defaultEndpoint);
  expect(readEndpoint(' https://b2.example.org// ')).toBe('https://b2.example.org');
  expect(readEndpoint('http://b2.example.org')).toBeNull();
});
