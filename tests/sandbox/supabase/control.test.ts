import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSupabaseSandbox, type SupabaseSandbox } from './supabase-sandbox.ts';

const migrationsDir = join(import.meta.dirname, '../../../supabase/migrations');

let sandbox: SupabaseSandbox;
beforeAll(async () => {
  sandbox = await startSupabaseSandbox({ driver: 'auto', migrationsDir, seed: false, controlPort: 0 });
});
afterAll(() => sandbox.stop());

const control = async (
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<[number, unknown]> => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${sandbox.controlUrl}/_sandbox/${path}`, { ...init, headers });
  return [answer.status, await answer.json()];
};
const health = (): Promise<number | string> =>
  fetch(`${sandbox.url}/auth/v1/health`, { headers: { apikey: sandbox.publishableKey } }).then(
    ({ status }) => status,
    () => 'cut',
  );

test('faults and the network from outside', async () => {
  expect(await control('faults', { kind: 'fail', path: '/health', status: 503, times: 1 })).toEqual([200, {}]);
  expect([await health(), await health()]).toEqual([503, 200]);
  await control('faults', { kind: 'captive', on: true });
  await control('faults/clear', {});
  expect(await health()).toBe(200);
  await control('away', {});
  expect(await health()).toBe('cut');
  expect((await control('state'))[0]).toBe(200);
  await control('back', {});
  expect(await health()).toBe(200);
});

test('what is no fault is refused in words, a web page is not answered', async () => {
  const [status, body] = await control('faults', { kind: 'fail', path: 'health', status: 503, times: 1 });
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('must start with')]);
  expect((await control('state', undefined, { origin: 'https://evil.test' }))[0]).toBe(404);
});
