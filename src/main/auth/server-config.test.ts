import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/helpers/temporary.ts';
import { createServerConfig } from './server-config.ts';

const key = 'sb_publishable_x';

test('what was saved is read again; the organisation’s server wins', () => {
  const file = join(temporaryFolder(), 'server.json');
  createServerConfig(file, undefined).save({ url: 'https://one.test', publishableKey: key });
  expect(createServerConfig(file, undefined).read()).toEqual({ url: 'https://one.test', publishableKey: key });
  const policy = { url: 'https://school.test', publishableKey: key };
  expect(createServerConfig(file, policy).read()).toEqual(policy);
});

test.each([
  '{',
  '[]',
  JSON.stringify({ url: 'http://other-host', publishableKey: key }),
  JSON.stringify({ url: 'file:///etc', publishableKey: key }),
])('a file that holds %s names no server', (content) => {
  const file = join(temporaryFolder(), 'server.json');
  writeFileSync(file, content);
  expect(createServerConfig(file, undefined).read()).toBeNull();
});
