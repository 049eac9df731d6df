import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openIndexFirst, planIndexFirst, reorderAsRead } from '../index-first.ts';
import { createFileSource, driveOf, hashWholeFile, idlePauseMs } from './file-source.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-source-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = createFileSource();
const never = new AbortController().signal;

test('identity, reads by position, hashes of a range and of the whole', async () => {
  const path = join(folder, 'movie.mp4');
  const bytes = randomBytes(2_500_000);
  writeFileSync(path, bytes);
  const { mtimeMs, ino } = statSync(path);
  const seen = await source.identify(path);
  expect(seen).toMatchObject({ ok: true, value: { sizeBytes: 2_500_000, inode: String(ino) } });
  expect(seen.ok && Math.abs(seen.value.mtimeMs - mtimeMs)).toBeLessThan(1);
  const opened = await source.open(path);
  if (!opened.ok) throw new Error(opened.error.code);
  const target = new Uint8Array(10);
  expect(await opened.value.read(target, 2_499_995, 10)).toBe(5);
  expect(Buffer.from(target.subarray(0, 5))).toEqual(bytes.subarray(-5));
  const sha1 = (part: Uint8Array): string => createHash('sha1').update(part).digest('hex');
  const range = await source.hashRange(opened.value, 100, 2_000_000, never);
  expect(range).toEqual({ ok: true, value: sha1(bytes.subarray(100, 2_000_100)) });
  const tooFar = await source.hashRange(opened.value, 2_000_000, 1_000_000, never);
  expect(tooFar).toMatchObject({ ok: false, error: { kind: 'source', code: 'file-truncated' } });
  const stopped = await source.hashRange(opened.value, 0, 1_000, AbortSignal.abort());
  expect(stopped).toMatchObject({ ok: false, error: { kind: 'aborted' } });
  await opened.value.close();
  const value = { sha1: sha1(bytes), bytes: 2_500_000, objectSha1: null };
  expect(await hashWholeFile(path, never)).toEqual({ ok: true, value });
  expect(await hashWholeFile(path, AbortSignal.abort())).toMatchObject({ ok: false, error: { kind: 'aborted' } });
});

test('hashing for later: the same hash, and hardly any of the time of a thread that is busy', async () => {
  const path = join(folder, 'later.mp4');
  const bytes = randomBytes(3_000_000);
  writeFileSync(path, bytes);
  const sha1 = createHash('sha1').update(bytes).digest('hex');
  const value = { sha1, bytes: 3_000_000, objectSha1: null };
  expect(await hashWholeFile(path, never, { isIdle: true })).toEqual({ ok: true, value });
  expect([0, 0.5, 0.8].map(idlePauseMs)).toEqual([0, 0, 0]);
  expect(idlePauseMs(0.99)).toBeGreaterThanOrEqual(20);
});

test('what is made of a file is hashed in the same read', async () => {
  const path = join(folder, 'late-index.mp4');
  const bytes = readFileSync(join(import.meta.dirname, '../../../../tests/fixtures/media/index-last.mp4'));
  // Longer than the piece that is read at once.
  const padding = Buffer.alloc(2_000_000, 7);
  padding.writeUInt32BE(padding.length);
  padding.write('free', 4, 'latin1');
  const film = Buffer.concat([bytes, padding]);
  writeFileSync(path, film);
  const opened = await source.open(path);
  const layout = opened.ok ? await planIndexFirst(opened.value, film.length) : null;
  if (!opened.ok || !layout) throw new Error('not there');
  const made = new Uint8Array(layout.bytes);
  await openIndexFirst(opened.value, layout).read(made, 0, made.length);
  await opened.value.close();
  const hashed = await hashWholeFile(path, never, { reorder: reorderAsRead(layout) });
  const [sha1, objectSha1] = [film, made].map((all) => createHash('sha1').update(all).digest('hex'));
  expect(hashed).toEqual({ ok: true, value: { sha1, bytes: film.length, objectSha1 } });
});

test('what is not there, and what is not a file', async () => {
  const missing = { ok: false, error: { code: 'file-missing', detail: 'ENOENT' } };
  expect(await source.identify(join(folder, 'none.mp4'))).toEqual(missing);
  expect(await source.open(join(folder, 'none.mp4'))).toEqual(missing);
  mkdirSync(join(folder, 'folder.mp4'));
  expect(await source.identify(join(folder, 'folder.mp4'))).toMatchObject({ error: { code: 'file-unreadable' } });
  const gone = '/media/nobody/no-such-stick/movie.mp4';
  const stick = { code: 'drive-missing', detail: '/media/nobody/no-such-stick' };
  expect(await source.identify(gone)).toMatchObject({ error: stick });
  expect(await hashWholeFile(join(folder, 'none.mp4'), never)).toMatchObject({ ok: false, error: { kind: 'source' } });
});

test('a stretch that somebody else holds is busy, not unreadable', async () => {
  const read = (): Promise<number> => Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY' }));
  const hashed = await source.hashRange({ read, close: () => Promise.resolve() }, 0, 10, never);
  expect(hashed).toMatchObject({ ok: false, error: { kind: 'source', code: 'EBUSY' } });
});

test.each([
  ['/Volumes/Stick/a/b.mp4', '/Volumes/Stick'],
  ['/media/ann/Stick/b.mp4', '/media/ann/Stick'],
  ['/run/media/ann/Stick/b.mp4', '/run/media/ann/Stick'],
  ['/mnt/share/b.mp4', '/mnt/share'],
  ['/home/ann/b.mp4', null],
])('the drive of %s is %s', (path, drive) => {
  expect(driveOf(path)).toBe(drive);
});
