import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractMedia } from '../../src/main/archive/extract.ts';
import { parseManifest } from '../../src/main/archive/manifest-check.ts';
import { readArchive } from '../../src/main/archive/read-archive.ts';
import { handArchive, hashOf, sampleArchive, unhurried } from '../helpers/archive.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/*
 * A valid archive with anything changed in it: the answer is always one of the codes, nothing is written but what the
 * manifest names, with the bytes that it names, and never outside of the folder.
 */
const RUNS = 10_000;
const CODES = ['NOT_AN_ARCHIVE', 'ARCHIVE_NEWER', 'ARCHIVE_UNSAFE', 'ARCHIVE_DAMAGED', 'ARCHIVE_UNREADABLE'];

type Change =
  | { readonly kind: 'set'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'cut'; readonly at: number; readonly count: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'copy'; readonly from: number; readonly at: number; readonly count: number };

/** Places of the file in parts of its length; half of them in the directory at its end, where the lies pay. */
const place = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.7, max: 1, noNaN: true }));
const some = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 8 }),
  fc.constantFrom(...[0, 0xff].flatMap((byte) => [1, 2, 4, 8].map((length) => new Uint8Array(length).fill(byte)))),
);
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('set' as const), at: place, bytes: some }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: place, count: fc.nat(200) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('insert' as const), at: place, bytes: some }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('copy' as const), from: place, at: place, count: fc.nat(200) }) },
);

function changed(content: Buffer, { at: part, ...one }: Change): Buffer {
  const at = Math.floor(part * content.length);
  const rest = (from: number): Buffer => content.subarray(Math.min(from, content.length));
  if (one.kind === 'cut') return Buffer.concat([content.subarray(0, at), rest(at + one.count)]);
  if (one.kind === 'insert') return Buffer.concat([content.subarray(0, at), one.bytes, content.subarray(at)]);
  const from = one.kind === 'copy' ? Math.floor(one.from * content.length) : 0;
  const bytes = one.kind === 'copy' ? content.subarray(from, from + one.count) : one.bytes;
  return Buffer.concat([content.subarray(0, at), bytes, rest(at + bytes.length)]);
}

const root = mkdtempSync(join(temporaryFolder(), 'mutations-'));
const path = join(root, 'x.zip');
const folder = join(root, 'inside', 'folder');

/** Reads and takes out, as an import would; answers the code. */
async function importFrom(content: Uint8Array): Promise<string> {
  writeFileSync(path, content);
  rmSync(join(root, 'inside'), { recursive: true, force: true });
  mkdtempSync(join(root, 'inside'));
  const { mkdirSync } = await import('node:fs');
  mkdirSync(folder, { recursive: true });
  const read = await readArchive(path);
  if (!read.success) return read.error.code;
  const { manifest, identity } = read.data;
  const names = manifest.entries.map(({ name }) => name);
  const answer = await extractMedia({ path, identity, folder, temporaryName: '.lectern-x.part', names }, unhurried);
  for (const name of readdirSync(folder)) {
    const sha1 = hashOf('sha1', readFileSync(join(folder, name)));
    expect(manifest.entries.map((entry) => entry.sha1)).toContain(sha1);
  }
  if (!answer.success) expect(readdirSync(folder)).toEqual([]);
  return answer.success ? 'taken' : answer.error.code;
}
