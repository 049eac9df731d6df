import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isWholeContainer } from './container-check.ts';

const fixture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../../tests/fixtures/media', name));

function check(bytes: Uint8Array): Promise<boolean> {
  const read = async (target: Uint8Array, offset: number, wanted: number): Promise<number> => {
    const part = bytes.subarray(offset, offset + wanted);
    target.set(part);
    return part.length;
  };
  return isWholeContainer({ read, close: async () => {} }, bytes.length);
}
const box = (type: string, bytes: number, size = bytes): Uint8Array => {
  const made = new Uint8Array(bytes);
  new DataView(made.buffer).setUint32(0, size);
  made.set(new TextEncoder().encode(type), 4);
  return made;
};
const file = (...boxes: Uint8Array[]): Uint8Array => Buffer.concat(boxes);

test('a film that is all there, and the same film cut anywhere', async () => {
  const film = fixture('index-first.mp4');
  expect(await check(film)).toBe(true);
  for (const share of [0.1, 0.5, 0.99]) expect(await check(film.subarray(0, film.length * share))).toBe(false);
});

test.each([
  ['a recording whose index is not written yet', file(box('ftyp', 24), box('mdat', 900, 0)), false],
  ['one whose media has the length that is still to come', file(box('ftyp', 24), box('mdat', 900, 5_000)), false],
  ['a head that is cut', file(box('ftyp', 24), box('mdat', 900), new Uint8Array(5)), false],
  ['index at the end', file(box('ftyp', 24), box('mdat', 900), box('moov', 80)), true],
  ['media to the end of the file', file(box('ftyp', 24), box('moov', 80), box('mdat', 900, 0)), true],
  ['nonsense between boxes', file(box('ftyp', 24), box('moov', 80), box('????', 50, 3)), false],
  ['nothing at all', new Uint8Array(), true],
  ['a text', new TextEncoder().encode('these are the notes of the course'), true],
])('%s', async (_what, bytes, isWhole) => {
  expect(await check(bytes)).toBe(isWhole);
});

test('a WebM tells nothing of itself', async () => {
  expect(await check(fixture('vp9-opus.webm'))).toBe(true);
});
