import { copyFile, mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probeFile } from '../../src/main/media/probe.ts';
import { growClip } from '../fixtures/sample-course.ts';

const media = join(import.meta.dirname, '../fixtures/media');
const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
let dir = '';

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-probe-'));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

const good = { hasVideo: true, hasAudio: true, indexAtEnd: false, rotation: 0, problem: null };
const picture = { ...good, width: 640, height: 360 };
const small = { ...good, width: 320, height: 180, videoCodec: 'avc', audioCodec: 'aac' };
const sound = { ...good, hasVideo: false, videoCodec: null, width: null, height: null };

describe('real clips', () => {
  test.each([
    ['index-first.mp4', { ...picture, container: 'mp4', durationMs: 4000, videoCodec: 'avc', audioCodec: 'aac' }],
    ['index-last.mp4', { ...picture, container: 'mp4', durationMs: 5000, indexAtEnd: true }],
    ['vp9-opus.webm', { ...picture, container: 'webm', durationMs: 3008, videoCodec: 'vp9', audioCodec: 'opus' }],
    ['rotated.mp4', { ...small, container: 'mp4', width: 180, height: 320, rotation: 270, durationMs: 2000 }],
    ['silent.mov', { ...small, container: 'mov', hasAudio: false, audioCodec: null, indexAtEnd: true }],
    ['fragmented.mp4', { ...small, container: 'mp4', durationMs: 2080 }],
    ['plain.mkv', { ...small, container: 'mkv', durationMs: 2021 }],
    ['plain.mpegts', { ...small, container: 'mpegts', durationMs: 2027 }],
    ['recorded.webm', { ...good, container: 'webm', durationMs: 2007, videoCodec: 'vp9' }],
    ['tone.mp3', { ...sound, container: 'mp3', durationMs: 2040, audioCodec: 'mp3' }],
    ['tone.aac', { ...sound, container: 'adts', durationMs: 2027, audioCodec: 'aac' }],
    ['tone.m4a', { ...sound, container: 'mp4', durationMs: 2000, indexAtEnd: true }],
    ['tone.ogg', { ...sound, container: 'ogg', durationMs: 2000, audioCodec: 'opus' }],
    ['tone.flac', { ...sound, container: 'flac', durationMs: 2000, audioCodec: 'flac' }],
    ['tone.wav', { ...sound, container: 'wav', durationMs: 2000, audioCodec: 'pcm-s16' }],
  ])('%s', async (name, expected) => {
    expect(await probeFile(join(media, name))).toMatchObject(expected);
  });
});

describe('what is wrong with a file', () => {
  const problemOf = async (path: string) => (await probeFile(path)).problem;

  test('a recorder that crashed left no index', async () => {
    expect(await problemOf(join(media, 'no-index.mp4'))).toEqual({ code: 'NO_INDEX' });
  });

  test('a file that was cut says so, and still tells what it can', async () => {
    const bytes = await readFile(join(media, 'index-first.mp4'));
    const cut = join(dir, 'cut.mp4');
    await writeFile(cut, bytes.subarray(0, 60_000));
    expect(await probeFile(cut)).toMatchObject({ problem: { code: 'TRUNCATED' }, durationMs: 4000, width: 640 });
    await writeFile(cut, bytes.subarray(0, 500));
    expect(await probeFile(cut)).toMatchObject({ problem: { code: 'TRUNCATED' }, durationMs: null });
    const webm = await readFile(join(media, 'vp9-opus.webm'));
    await writeFile(cut, webm.subarray(0, 50_000));
    expect(await probeFile(cut)).toMatchObject({ problem: { code: 'TRUNCATED' }, durationMs: 3008 });
  });

  test('empty, unknown, missing, no file', async () => {
    await writeFile(join(dir, 'empty.mp4'), '');
    expect(await problemOf(join(dir, 'empty.mp4'))).toEqual({ code: 'EMPTY' });
    expect(await problemOf(join(media, 'cover.jpg'))).toEqual({ code: 'UNKNOWN_FORMAT' });
    const missing = { code: 'UNREADABLE', data: { ioKind: 'missing', code: 'ENOENT' } };
    expect(await problemOf(join(dir, 'nowhere.mp4'))).toEqual(missing);
    expect(await problemOf(dir)).toMatchObject({ code: 'UNREADABLE' });
  });

  test('a playlist is not followed to other files', async () => {
    const list = join(dir, 'list.mp4');
    await writeFile(list, `#EXTM3U\n#EXTINF:4,\n${join(media, 'index-first.mp4')}\n`);
    expect(await problemOf(list)).toEqual({ code: 'UNKNOWN_FORMAT' });
  });

  test('an index with absurd counts is damaged, at once', async () => {
    const bytes = await readFile(join(media, 'index-first.mp4'));
    const shifts = bytes.indexOf('ctts');
    bytes.writeUInt32BE(0xffff_fff0, shifts + 12);
    await writeFile(join(dir, 'wild.mp4'), bytes);
    const startedMs = performance.now();
    expect(await problemOf(join(dir, 'wild.mp4'))).toEqual({ code: 'DAMAGED' });
    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });
});

describe('bounds', () => {
  async function probed(path: string, options = {}) {
    let bytes = 0;
    const result = await probeFile(path, { ...options, onBytesRead: (read) => (bytes = read) });
    return { result, bytes };
  }

  /** The 8-byte `free` box that ffmpeg leaves before `mdat` becomes part of its header: a 64-bit size. */
  async function makeHuge(path: string, bytes: number): Promise<void> {
    await copyFile(join(media, 'index-last.mp4'), path);
    const clip = await readFile(path);
    const [mdat, moov] = [clip.indexOf('mdat') - 4, clip.indexOf('moov') - 4];
    expect(clip.toString('latin1', mdat - 4, mdat)).toBe('free');
    const header = Buffer.alloc(16);
    header.writeUInt32BE(1, 0);
    header.write('mdat', 4);
    header.writeBigUInt64BE(BigInt(bytes - (mdat - 8)), 8);
    await truncate(path, moov);
    const file = await open(path, 'r+');
    await file.write(header, 0, 16, mdat - 8);
    await file.truncate(bytes);
    await file.write(clip.subarray(moov), 0, clip.length - moov, bytes);
    await file.close();
  }

  test('a 50 GB recording with its index at the end is understood from less than a MiB', async () => {
    const path = join(dir, 'huge.mp4');
    await makeHuge(path, 50 * GIB);
    const { result, bytes } = await probed(path);
    expect(result).toMatchObject({ problem: null, durationMs: 5000, width: 640, indexAtEnd: true, videoCodec: 'avc' });
    expect(bytes).toBeLessThan(MIB);
    await rm(path);
  });

  test('padding behind the index, as the sample course has it, costs nothing', async () => {
    const path = join(dir, 'padded.mp4');
    await growClip(join(media, 'index-first.mp4'), path, 100_000, 1);
    await truncate(path, 5 * GIB);
    const { result, bytes } = await probed(path);
    expect(result.durationMs).toBe(4000);
    expect(bytes).toBeLessThan(MIB);
    await rm(path);
  });

  test('a long recording of a browser, without a duration, is judged by its end', async () => {
    const path = join(dir, 'recorded.webm');
    const clip = await readFile(join(media, 'recorded.webm'));
    const cluster = clip.indexOf(Buffer.from([0x1f, 0x43, 0xb6, 0x75]));
    const hole = Buffer.alloc(9);
    hole[0] = 0xec; // Void: an hour of pictures that nobody needs to read
    hole.writeBigUInt64BE((1n << 56n) | BigInt(20 * GIB), 1);
    const file = await open(path, 'w');
    await file.write(Buffer.concat([clip.subarray(0, cluster), hole]));
    const body = clip.subarray(cluster);
    await file.write(body, 0, body.length, cluster + hole.length + 20 * GIB);
    await file.close();
    const { result, bytes } = await probed(path);
    expect(result).toMatchObject({ problem: null, container: 'webm', width: 320 });
    // But for the last frame
    expect(result.durationMs).toBeGreaterThan(1_950);
    expect(result.durationMs).toBeLessThanOrEqual(2_007);
    expect(bytes).toBeLessThan(10 * MIB);
    await rm(path);
  });

  test('reading stops at the limit, and at the deadline', async () => {
    const limited = await probed(join(media, 'index-last.mp4'), { maxReadBytes: 1_000 });
    expect(limited.result.problem).toEqual({ code: 'TIMED_OUT' });
    expect(limited.bytes).toBeLessThanOrEqual(1_000);
    const late = await probed(join(media, 'index-last.mp4'), { signal: AbortSignal.abort() });
    expect(late.result.problem).toEqual({ code: 'TIMED_OUT' });
  });
});
