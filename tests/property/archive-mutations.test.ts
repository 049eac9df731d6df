import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extractMedia } from '../../src/main/archive/extract.ts';
import { parseManifest } from '../../src/main/archive/manifest-check.ts';
import { readArchive } from '../../src/main/archive/read-archive.ts';
import { handArchive, hashOf, sampleArchive, unhurried } from '../helpers/archive.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/*
 * A valid archive with anything changed in it: the answer is always one of the codes, nothing is written but what the
 * manifest names, with the bytes that it names, and never outside of the folder.
 */
/** `ARCHIVE_RUNS=10000` looks longer than `npm test` has time for. */
const RUNS = Number(process.env['ARCHIVE_RUNS'] ?? 1_500);
const MANIFESTS = RUNS / 3;
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
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('copy' as const), from: place, at: place, count: fc.nat(200) }),
  },
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
  mkdirSync(folder, { recursive: true });
  const read = await readArchive(path);
  if (!read.success) return read.error.code;
  const { manifest, identity } = read.data;
  const names = manifest.entries.map(({ name }) => name);
  const answer = await extractMedia({ path, identity, folder, temporaryName: '.lectern-x.part', names }, unhurried);
  const written = readdirSync(folder).map((name) => hashOf('sha256', readFileSync(join(folder, name))));
  const named = new Set(manifest.entries.map(({ sha256 }) => sha256));
  expect(written.filter((hash) => !named.has(hash))).toEqual([]);
  expect(answer.success ? written.length : 0).toBe(written.length);
  return answer.success ? 'taken' : answer.error.code;
}

async function expectHarmless(content: Uint8Array, seen: Map<string, number>): Promise<void> {
  const code = await importFrom(content);
  expect(['taken', ...CODES]).toContain(code);
  expect([readdirSync(root).toSorted(), readdirSync(join(root, 'inside'))]).toEqual([['inside', 'x.zip'], ['folder']]);
  seen.set(code, (seen.get(code) ?? 0) + 1);
}

const RUN_DEADLINE_MS = 600_000;

test(`${RUNS} archives with bytes changed, cut, put in and copied about`, { timeout: RUN_DEADLINE_MS }, async () => {
  // As much content as directory: a change hits the one as often as the other
  const content = (at: number): Uint8Array => Buffer.alloc(2_000, `content ${at}`);
  const whole = [readFileSync(await sampleArchive(content)), handArchive().zip()];
  for (const content of whole) expect(await importFrom(content)).toBe('taken');
  const seen = new Map<string, number>();
  const changes = fc.array(change, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.nat(1), changes, async (which, all) => {
      await expectHarmless(all.reduce(changed, whole[which] ?? Buffer.alloc(0)), seen);
    }),
    { numRuns: RUNS },
  );
  // Or the changes had been of one kind only
  for (const code of ['NOT_AN_ARCHIVE', 'ARCHIVE_UNSAFE', 'ARCHIVE_DAMAGED'])
    expect(seen.get(code)).toBeGreaterThan(RUNS / 200);
});

/** Every place of a JSON value, as the way to it. */
function* places(value: unknown, way: readonly string[] = []): Generator<readonly string[]> {
  yield way;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* places(inner, [...way, key]);
}
function putAt(value: unknown, way: readonly string[], wanted: unknown): void {
  const holder = way.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], value);
  const key = way.at(-1) ?? '';
  if (wanted === undefined) delete (holder as Record<string, unknown>)[key];
  else (holder as Record<string, unknown>)[key] = wanted;
}
const paths = fc.constantFrom('../x', '/x', 'C:\\x', '\\\\s\\x', 'media/../../x', 'nul', '\u0000', '__proto__');
const anything = fc.oneof(fc.jsonValue() as fc.Arbitrary<unknown>, fc.constant(undefined), paths, fc.maxSafeInteger());

test(`${MANIFESTS} manifests with anything put anywhere`, { timeout: RUN_DEADLINE_MS }, async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), anything), { minLength: 1, maxLength: 3 }), async (edits) => {
      const { manifest, zip } = handArchive();
      for (const [at, wanted] of edits) {
        const ways = [...places(manifest)].slice(1);
        putAt(manifest, ways[at % ways.length] ?? ['format'], wanted);
      }
      await expectHarmless(zip(), seen);
    }),
    { numRuns: MANIFESTS },
  );
  expect(seen.get('ARCHIVE_DAMAGED')).toBeGreaterThan(MANIFESTS / 6);
});

test('a manifest of any text is an answer, never an exception', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const parsed = parseManifest(text);
      expect(parsed.success ? 'taken' : parsed.error.code).toMatch(/^(NOT_AN_ARCHIVE|ARCHIVE_DAMAGED|ARCHIVE_NEWER)$/);
    }),
    { numRuns: 2_000 },
  );
});
