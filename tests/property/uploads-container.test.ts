import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeContainer } from '../../src/main/uploads/container-check.ts';

const folder = join(import.meta.dirname, '../fixtures/media');
const clips = readdirSync(folder)
  .filter((name) => /\.(mp4|mov|mkv|webm|mpegts|mp3|aac|m4a|ogg|flac|wav)$/.test(name))
  .map((name) => readFileSync(join(folder, name)));

const flips = fc.array(fc.tuple(fc.nat(2_000), fc.constantFrom(0, 1, 8, 0x7f, 0xff)), { maxLength: 30 });
const damage = fc.record({ clip: fc.nat(clips.length - 1), keep: fc.nat(1_000), flips, claims: fc.nat(2 ** 40) });

function damaged({ clip, keep, flips: bytes }: { clip: number; keep: number; flips: [number, number][] }): Buffer {
  const made = Buffer.from(clips[clip] ?? []);
  for (const [at, byte] of bytes) if (at < made.length) made[at] = byte;
  return made.subarray(0, Math.round((made.length * keep) / 1_000));
}

/** Counts what is read; past the end it gives nothing, as a disk does. */
function counted(bytes: Uint8Array) {
  const seen = { reads: 0, bytes: 0 };
  const read = async (target: Uint8Array, offset: number, wanted: number): Promise<number> => {
    if (!Number.isSafeInteger(offset) || offset < 0 || wanted > target.length) throw new Error('a read out of bounds');
    seen.reads += 1;
    seen.bytes += wanted;
    const part = bytes.subarray(offset, offset + wanted);
    target.set(part);
    return part.length;
  };
  return { seen, handle: { read, close: async () => {} } };
}

test('whatever is done to a film, it is judged, with a bounded look', async () => {
  await fc.assert(
    fc.asyncProperty(damage, async (one) => {
      const bytes = damaged(one);
      // Also of a file that shrank since its size was asked.
      for (const size of [bytes.length, bytes.length + one.claims]) {
        const { seen, handle } = counted(bytes);
        expect(['whole', 'empty', 'unfinished', 'cut', 'unknown']).toContain(await judgeContainer(handle, size));
        expect(seen.reads).toBeLessThanOrEqual(1_002);
        expect(seen.bytes).toBeLessThanOrEqual(100_000);
      }
    }),
    { numRuns: 400 },
  );
});

test('whatever there is instead of a film', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
      const { seen, handle } = counted(bytes);
      await judgeContainer(handle, bytes.length);
      expect(seen.reads).toBeLessThanOrEqual(102);
    }),
    { numRuns: 400 },
  );
});
