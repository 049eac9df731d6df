import { describe, expect, test } from 'vitest';
import type { ScanOutcome, SeenFile } from './ports.ts';
import { relativeOf } from './reconcile.ts';
import { rootVerdict } from './root-verdict.ts';
import { isStable, nextStableAtMs, observe, restarted } from './stability.ts';

const file = (path: string, bytes = 1, mtimeMs = 5): SeenFile => ({
  path,
  relative: path.slice(1),
  bytes,
  mtimeMs,
  inode: '7',
  kind: 'video',
});
const none = (): boolean => false;

describe('stability', () => {
  test('counts from the last change of size or time; an hour of no change does not start again', () => {
    let seen = observe(new Map(), [file('/a')], none, 0);
    seen = observe(seen, [file('/a')], none, 9_000);
    expect(isStable(seen, '/a', 9_999)).toBe(false);
    expect(isStable(seen, '/a', 10_000)).toBe(true);
    expect(isStable(observe(seen, [file('/a', 2)], none, 9_000), '/a', 10_000)).toBe(false);
    expect(isStable(observe(seen, [file('/a', 1, 6)], none, 9_000), '/a', 10_000)).toBe(false);
  });

  test('a clock that was set back begins anew instead of waiting for the old time', () => {
    const seen = observe(observe(new Map(), [file('/a')], none, 3_600_000), [file('/a')], none, 1_000);
    expect(nextStableAtMs(seen, 1_000)).toBe(11_000);
  });

  test('after a sleep everything under observation begins anew', () => {
    expect(isStable(restarted(observe(new Map(), [file('/a')], none, 0), 9_000), '/a', 18_000)).toBe(false);
  });

  test('what is settled is not observed, and is stable', () => {
    const seen = observe(new Map(), [file('/a')], () => true, 0);
    expect(seen.size).toBe(0);
    expect(isStable(seen, '/a', 0)).toBe(true);
    expect(nextStableAtMs(seen, 0)).toBeNull();
  });
});

test('a path is below its root by whole names only', () => {
  expect(relativeOf('/exports', '/exports/a/b.mp4')).toBe('a/b.mp4');
  expect(relativeOf('/exports', '/exports 2/b.mp4')).toBeNull();
  expect(relativeOf('/exports', '/exports')).toBeNull();
  expect(relativeOf('D:\\', 'D:\\a\\b.mp4')).toBe('a/b.mp4');
  expect(relativeOf('D:\\OBS', 'D:\\OBS\\b.mp4')).toBe('b.mp4');
});

test('another folder under the same path counts as the drive being away only when it is empty and was not', () => {
  const outcome = (rootId: string, files: SeenFile[]): ScanOutcome => ({
    ok: true,
    rootId,
    files,
    held: [],
    isPartial: false,
  });
  expect(rootVerdict(outcome('1:1', []), '1:1', true)).toBe('fine');
  expect(rootVerdict(outcome('2:1', []), '1:1', true)).toBe('drive');
  expect(rootVerdict(outcome('2:1', [file('/new')]), '1:1', true)).toBe('fine');
  expect(rootVerdict(outcome('2:1', []), '', true)).toBe('fine');
  expect(rootVerdict(outcome('2:1', []), '1:1', false)).toBe('fine');
  expect(rootVerdict({ ok: false, why: 'denied' }, '1:1', true)).toBe('denied');
});
