import { expect, test } from 'vitest';
import type { StoredPart, UploadRecord } from '../../shared/domain/upload.ts';
import { deviceMark, isVerified, objectInfo, uploadMark } from './marks.ts';
import { encodeObjectName, makeObjectName } from './object-name.ts';
import type { StoredFile } from './ports.ts';

const sha1 = 'a'.repeat(40);
const other = 'b'.repeat(40);
const base = { uploadId: 'u', sizeBytes: 1_000, mtimeMs: 1_700_000_000_000.7, objectName: 'p/f' };
const small = { ...base, plan: { kind: 'single' }, sha1 } as unknown as UploadRecord;
const large = { ...small, plan: { kind: 'parts', partBytes: 400, partCount: 3 } } as UploadRecord;
const file: StoredFile = {
  fileId: 'f',
  bucketId: 'b',
  objectName: 'p/f',
  bytes: 1_000,
  contentSha1: sha1,
  isFinished: true,
  info: {},
};
const madeOfParts = { ...file, contentSha1: null };
const partsOf = (...parts: readonly StoredPart[]): ReadonlyMap<number, StoredPart> =>
  new Map(parts.map((part) => [part.partNumber, part]));
const first: StoredPart = { partNumber: 1, bytes: 400, sha1 };
const second: StoredPart = { partNumber: 2, bytes: 400, sha1: other };
const last: StoredPart = { partNumber: 3, bytes: 200, sha1: other };
const all = partsOf(first, second, last);

test('an object in one piece is verified by its own hash', () => {
  expect(isVerified(small, file, new Map())).toBe(true);
  const wrong: Partial<StoredFile>[] = [
    { bytes: 999 },
    { contentSha1: other },
    { contentSha1: null },
    { isFinished: false },
    { objectName: 'x' },
  ];
  expect(wrong.filter((change) => isVerified(small, { ...file, ...change }, new Map()))).toEqual([]);
});

test('one made of parts by every part, and by the hash of the whole wherever both sides know it', () => {
  expect(isVerified(large, madeOfParts, all)).toBe(true);
  expect(isVerified({ ...large, sha1: null }, madeOfParts, all)).toBe(true);
  expect(isVerified(large, { ...madeOfParts, info: { large_file_sha1: sha1 } }, all)).toBe(true);
  expect(isVerified(large, { ...madeOfParts, info: { large_file_sha1: other } }, all)).toBe(false);
  expect(isVerified(large, { ...madeOfParts, bytes: 999 }, all)).toBe(false);
});

test('a part that is missing, too short or without its hash proves nothing, whatever the length of the whole', () => {
  const without = [partsOf(first, last), partsOf(first, second), partsOf(), partsOf(second, last)];
  const damaged = [
    partsOf(first, second, { ...last, bytes: 400 }),
    partsOf({ ...first, bytes: 399 }, second, last),
    partsOf(first, { ...second, sha1: '' }, last),
    partsOf(first, { ...second, sha1: 'none' }, last),
  ];
  expect([...without, ...damaged].filter((parts) => isVerified(large, madeOfParts, parts))).toEqual([]);
});

/** The service allows 2048 bytes with encryption or locks, and ten entries. */
test.each(['a', 'ä', '映', '🎬'])(
  'what an object says of itself fits beside the longest name, of %s, and into headers',
  (letter) => {
    const stem = letter.repeat(250);
    const names = Array.from({ length: 20 }, (_, n) => `${stem}/${stem}/${stem}/${stem}/${letter.repeat(n)}`);
    const longest = names.map((name) => makeObjectName('prefix', name)).findLast((name) => name !== null);
    if (!longest) throw new Error('no name');
    const view = { kind: 'index-first', bytes: 10_000_000_000_000, sha1 } as const;
    const record: UploadRecord = {
      ...large,
      uploadId: '01900000-0000-7000-8000-000000000000' as UploadRecord['uploadId'],
      sizeBytes: 10_000_000_000_000,
      mtimeMs: 8_640_000_000_000_000,
      plan: { kind: 'parts', partBytes: 1_000_000_000, partCount: 10_000, view },
    };
    // The computer's own mark is added by the transport.
    const info = { ...objectInfo(record), [deviceMark]: record.uploadId };
    const bytes = (text: string): number => new TextEncoder().encode(text).length;
    const sum = Object.entries(info).reduce((all, [key, value]) => all + bytes(key) + bytes(value), bytes(longest));
    expect(bytes(longest)).toBeGreaterThan(1_000);
    expect(sum).toBeLessThanOrEqual(2_048);
    expect(Object.keys(info).length).toBeLessThanOrEqual(10);
    expect([encodeObjectName(longest), ...Object.values(info)].join('')).toMatch(/^[\u0021-\u007e]+$/);
  },
);

test('what an object says of itself', () => {
  expect(objectInfo(large)).toEqual({
    src_last_modified_millis: '1700000000000',
    large_file_sha1: sha1,
    [uploadMark]: 'u',
  });
  expect(objectInfo({ ...small, mtimeMs: null })).toEqual({ [uploadMark]: 'u' });
});
