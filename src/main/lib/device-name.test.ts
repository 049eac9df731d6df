import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/helpers/temporary.ts';
import { createDeviceName, shortHostName } from './device-name.ts';

test.each([
  ['Studio-PC', 'Studio-PC'],
  ['  Adas-MacBook.local ', 'Adas-MacBook'],
  ['', 'Computer'],
  ['x'.repeat(80), 'x'.repeat(60)],
  [`${'x'.repeat(59)}😀`, `${'x'.repeat(59)}\uFFFD`],
])('the host name %j is shown as %j', (hostName, shown) => {
  expect(shortHostName(hostName)).toBe(shown);
});

test('the name that was typed, else the host name; another opening of the file knows it', () => {
  const file = join(temporaryFolder(), 'device.json');
  const device = createDeviceName(file, 'Host');
  expect([device.read(), device.current()]).toEqual([{ name: '', hostName: 'Host' }, 'Host']);
  expect(device.save('Studio')).toEqual({ name: 'Studio', hostName: 'Host' });
  expect(createDeviceName(file, 'Host').current()).toBe('Studio');
  device.save('');
  expect(device.current()).toBe('Host');
});

test.each(['', '{', '{"name":7}', `{"name":"${'x'.repeat(61)}"}`])('a damaged file %j is no name', (content) => {
  const file = join(temporaryFolder(), 'device.json');
  writeFileSync(file, content);
  expect(createDeviceName(file, 'Host').current()).toBe('Host');
});
