import { expect, test } from 'vitest';
import { redact } from './redact.ts';

const CANARY = 'K001abcdefghijklmnopqrstuvwxyz12345';
const written = (value: unknown): string => JSON.stringify(redact(value));

test.each([
  ['a named field', { applicationKey: CANARY }],
  ['a nested field', { a: [{ headers: { Authorization: CANARY } }] }],
  ['a bearer token', `Authorization: Bearer ${CANARY}`],
  ['a query string', `GET https://f001.example.com/file/x.mp4?Authorization=${CANARY}`],
  ['a B2 token', `token 4_${CANARY}`],
  ['a key in a sentence', `the key ${CANARY.slice(0, 31)} is wrong`],
  ['a JWT', `eyJhbGciOiJIUzI1NiJ9.${CANARY}.${CANARY}`],
  ['an error', new Error(`GET https://x.example/?key=${CANARY}`)],
  ['a cause', new Error('outer', { cause: { password: CANARY } })],
  [
    'request details hung on an error',
    Object.assign(new Error('failed'), { config: { auth: CANARY }, request: CANARY }),
  ],
])('%s does not reach the log', (_name, value) => {
  expect(written(value)).not.toContain(CANARY.slice(4, 30));
});

test('what is needed to understand a failure stays', () => {
  const text = written(Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9000'), { code: 'ECONNREFUSED' }));
  expect(text).toContain('ECONNREFUSED');
  expect(text).toContain('127.0.0.1:9000');
});

test('loops, depth and bytes do not break it', () => {
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  expect(written({ loop, bytes: new Uint8Array(9), big: 10n })).toContain('9 bytes');
});
