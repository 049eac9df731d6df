import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/helpers/temporary.ts';
import { decodeUnicode, readTextFile } from './text-file.ts';

const words = 'Zellen; مرحبا 👩‍🚀';

test('UTF-8 with and without its mark, and UTF-16 of either order with its mark, are read', () => {
  const little = Buffer.from(`\uFEFF${words}`, 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const bytes of [Buffer.from(words), Buffer.from(`\uFEFF${words}`), little, big])
    expect(decodeUnicode(bytes)).toBe(words);
});

test('letters of an old code page are none, and half of a UTF-16 letter is none', () => {
  expect(decodeUnicode(Uint8Array.of(0x5a, 0xe4, 0x68))).toBeNull();
  expect(decodeUnicode(Uint8Array.of(0xff, 0xfe, 0x00, 0xd8))).toBeNull();
});

test('a file that is not there, is a folder or is too large is told, not thrown', async () => {
  const folder = temporaryFolder();
  const [file, sub] = [join(folder, 'a.csv'), join(folder, 'sub')];
  writeFileSync(file, words);
  mkdirSync(sub);
  expect(await readTextFile(file, 1_000)).toBe(words);
  for (const path of [join(folder, 'gone'), sub, '\u0000'])
    expect(await readTextFile(path, 1_000)).toEqual({ fault: 'unreadable' });
  expect(await readTextFile(file, 3)).toEqual({ fault: 'unreadable' });
});
