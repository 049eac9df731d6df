import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isWholeContainer, judgeContainer } from './container-check.ts';
import type { SourceHandle } from './ports.ts';

const folder = join(import.meta.dirname, '../../../tests/fixtures/media');
const fixture = (name: string): Uint8Array => readFileSync(join(folder, name));

function handleOf(bytes: Uint8Array): SourceHandle {
  const read = async (target: Uint8Array, offset: number, wanted: number): Promise<number> => {
    const part = bytes.subarray(offset, offset + wanted);
    target.set(part);
    return part.length;
  };
  return { read, close: async () => {} };
}
const judge = (bytes: Uint8Array) => judgeContainer(handleOf(bytes), bytes.length);
const box = (type: string, bytes: number, size = bytes): Uint8Array => {
  const made = new Uint8Array(bytes);
  new DataView(made.buffer).setUint32(0, size);
  made.set(new TextEncoder().encode(type), 4);
  return made;
};
const file = (...boxes: Uint8Array[]): Uint8Array => Buffer.concat(boxes);
const clips = readdirSync(folder).filter((name) => /\.(mp4|mov|mkv|webm|mpegts|mp3|aac|m4a|ogg|flac|wav)$/.test(name));

test.each(clips.filter((name) => name !== 'no-index.mp4'))('%s is all there', async (name) => {
  expect(await judge(fixture(name))).toBe('whole');
});

test('a film that is cut anywhere', async () => {
  const film = fixture('index-first.mp4');
  for (const share of [0.1, 0.5, 0.99]) expect(await judge(film.subarray(0, film.length * share))).not.toBe('whole');
  const late = fixture('index-last.mp4');
  expect(await judge(late.subarray(0, late.length - 10))).toBe('unfinished');
  expect(await judge(fixture('plain.mkv').subarray(0, 5_000))).toBe('cut');
});

test.each([
  ['a recorder that crashed', fixture('no-index.mp4'), 'unfinished'],
  ['a recording whose index is not written yet', file(box('ftyp', 24), box('mdat', 900, 0)), 'unfinished'],
  [
    'one whose media has the length that is still to come',
    file(box('ftyp', 24), box('mdat', 900, 5_000)),
    'unfinished',
  ],
  ['a head that is cut', file(box('ftyp', 24), box('mdat', 900), new Uint8Array(5)), 'unfinished'],
  ['index first, media cut', file(box('ftyp', 24), box('moov', 80), box('mdat', 900, 5_000)), 'cut'],
  ['index at the end', file(box('ftyp', 24), box('mdat', 900), box('moov', 80)), 'whole'],
  ['media to the end of the file', file(box('ftyp', 24), box('moov', 80), box('mdat', 900, 0)), 'whole'],
  ['nonsense between boxes', file(box('ftyp', 24), box('moov', 80), box('????', 50, 3)), 'cut'],
  ['nonsense behind all of it', file(box('ftyp', 24), box('moov', 80), box('mdat', 90), box('????', 50, 3)), 'whole'],
  ['nothing at all', new Uint8Array(), 'empty'],
  ['a text', new TextEncoder().encode('these are the notes of the course'), 'unknown'],
  ['zeros, as a download tool lays out', new Uint8Array(5_000), 'unknown'],
])('%s', async (_what, bytes, verdict) => {
  expect(await judge(bytes)).toBe(verdict);
});

test('only what tells that it is not complete is waited for', async () => {
  const isWhole = (bytes: Uint8Array) => isWholeContainer(handleOf(bytes), bytes.length);
  expect(await isWhole(fixture('no-index.mp4'))).toBe(false);
  expect(await isWhole(fixture('plain.mkv').subarray(0, 5_000))).toBe(false);
  expect(await isWhole(new TextEncoder().encode('notes'))).toBe(true);
  expect(await isWhole(new Uint8Array())).toBe(true);
});
