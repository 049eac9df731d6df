import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/main/media/fingerprint.ts';
import { identify } from '../../src/main/media/regular-file.ts';
import { growClip } from '../fixtures/sample-course.ts';

const clip = join(import.meta.dirname, '../fixtures/media/index-first.mp4');
const MIB = 1024 * 1024;
let dir = '';
let path = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-hash-'));
  path = join(dir, 'big.mp4');
  await growClip(clip, path, 5 * MIB + 123, 7);
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

/** Runs `change` once, in the middle of hashing. */
function midway(change: () => Promise<unknown>): () => Promise<void> {
  let chunks = 0;
  return async () => {
    chunks += 1;
    if (chunks === 2) await change();
  };
}

describe('fingerprint', () => {
  test('is the SHA-1 of the whole file, with its identity and progress in order', async () => {
    const seen: number[] = [];
    const result = await fingerprint(path, { onProgress: (done, total) => seen.push(done, total) });
    const [bytes, stats] = [await readFile(path), await stat(path)];
    const identity = { bytes: bytes.length, mtimeMs: stats.mtimeMs, inode: String(stats.ino) };
    expect(result).toEqual({ ok: true, sha1: createHash('sha1').update(bytes).digest('hex'), identity });
    expect(seen.filter((_, i) => i % 2 === 0)).toEqual([1, 2, 3, 4, 5].map((n) => n * MIB).concat(bytes.length));
    expect(new Set(seen.filter((_, i) => i % 2 === 1))).toEqual(new Set([bytes.length]));
    expect(await identify(path)).toEqual({ ok: true, identity });
  });

  test('of an empty file, and of exactly one chunk', async () => {
    await writeFile(join(dir, 'empty'), '');
    expect(await fingerprint(join(dir, 'empty'))).toMatchObject({ sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' });
    await writeFile(join(dir, 'chunk'), new Uint8Array(MIB));
    expect(await fingerprint(join(dir, 'chunk'))).toMatchObject({ sha1: '3b71f43ff30f4b15b5cd85dd9e95ebc7e84eb5a3' });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['grows', () => appendFile(path, 'more')],
    ['shrinks', () => truncate(path, MIB)],
    ['is touched', () => utimes(path, new Date(), new Date())],
    ['is rewritten in place', () => writeFile(path, new Uint8Array(5 * MIB + 123))],
    ['is replaced', () => writeFile(join(dir, 'new'), 'x').then(() => rename(join(dir, 'new'), path))],
    ['goes away', () => rm(path)],
  ])('is refused when the file %s meanwhile', async (_, change) => {
    expect(await fingerprint(path, { breathe: midway(change) })).toEqual({ ok: false, code: 'changed' });
  });

  test('is refused before a byte is read when the file is not the expected one', async () => {
    const known = await identify(path);
    expect(known.ok).toBe(true);
    const expected = { bytes: 1, mtimeMs: 0, inode: '0', ...(known.ok ? known.identity : {}) };
    expect(await fingerprint(path, { expected })).toMatchObject({ ok: true });
    const onProgress = () => expect.unreachable();
    for (const change of [{ bytes: 1 }, { mtimeMs: expected.mtimeMs + 1 }, { inode: '1' }]) {
      const result = await fingerprint(path, { expected: { ...expected, ...change }, onProgress });
      expect(result).toEqual({ ok: false, code: 'changed' });
    }
  });

  test('stops when its signal aborts, before and in the middle', async () => {
    const stop = new AbortController();
    const breathe = midway(() => Promise.resolve(stop.abort()));
    expect(await fingerprint(path, { signal: stop.signal, breathe })).toEqual({ ok: false, code: 'aborted' });
    expect(await fingerprint(path, { signal: stop.signal })).toEqual({ ok: false, code: 'aborted' });
  });

  test('failures have a kind; folders and pipes are not read', async () => {
    expect(await fingerprint(join(dir, 'nowhere'))).toEqual({
      ok: false,
      code: 'io',
      kind: 'missing',
      system: 'ENOENT',
    });
    expect(await fingerprint(dir)).toEqual({ ok: false, code: 'io', kind: 'other', system: 'ENOTREG' });
    execFileSync('/usr/bin/mkfifo', [join(dir, 'pipe')]);
    expect(await fingerprint(join(dir, 'pipe'))).toEqual({ ok: false, code: 'io', kind: 'other', system: 'ENOTREG' });
    expect(await identify(join(dir, 'pipe'))).toEqual({ ok: false, kind: 'other', code: 'ENOTREG' });
  });
});
