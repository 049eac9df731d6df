import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mediaProblem } from '../../src/shared/domain/import-plan.ts';
import { createMediaService, type MediaService } from '../../src/main/media/media-service.ts';
import type { FileDetail } from '../../src/main/media/probe-result.ts';

const media = join(import.meta.dirname, '../fixtures/media');
const isClip = /\.(mp4|mov|mkv|webm|mpegts|mp3|aac|m4a|ogg|flac|wav)$/;
let clips: Buffer<ArrayBuffer>[] = [];
let dir = '';
let service: MediaService;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-fuzz-'));
  const names = (await readdir(media)).filter((name) => isClip.test(name));
  clips = await Promise.all(names.map((name) => readFile(join(media, name))));
  service = createMediaService({
    startWorker: () => new Worker(new URL('../../src/main/media/worker.ts', import.meta.url)),
    stuckAfterMs: 5_000,
  });
});
afterAll(async () => {
  await service.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Damage as disks, networks and recorders do it: cut short, bytes flipped near the start or the end, blocks zeroed. */
const place = fc.oneof(
  fc.record({ from: fc.constant('start' as const), at: fc.nat(4_000) }),
  fc.record({ from: fc.constant('end' as const), at: fc.nat(6_000) }),
  fc.record({ from: fc.constant('start' as const), at: fc.nat(120_000) }),
);
const value = fc.oneof(fc.constant(0xff), fc.constant(0), fc.nat(255));
const flip = fc.tuple(place, value, fc.constantFrom(1, 1, 1, 4, 600));
const damage = fc.record({
  clip: fc.nat(),
  keep: fc.oneof(
    { weight: 3, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  ),
  flips: fc.array(flip, { maxLength: 20 }),
});

function damaged({
  clip,
  keep,
  flips,
}: {
  clip: number;
  keep: number;
  flips: [{ from: string; at: number }, number, number][];
}) {
  const bytes = Buffer.from(clips[clip % clips.length] ?? []);
  for (const [{ from, at }, byte, length] of flips) {
    const start = from === 'start' ? at : bytes.length - 1 - at;
    if (start >= 0 && start < bytes.length) bytes.fill(byte, start, Math.min(start + length, bytes.length));
  }
  return bytes.subarray(0, Math.floor(bytes.length * keep));
}

const isSane = (detail: FileDetail | undefined): boolean => {
  if (detail?.kind !== 'media') return false;
  const { durationMs, width, height, problem } = detail.probe;
  const numbers = [durationMs, width, height].filter((number) => number !== null);
  if (problem) mediaProblem.parse(problem);
  return numbers.every((number) => Number.isSafeInteger(number) && number > 0);
};

describe('damaged media', () => {
  test('every damaged file gets an answer that makes sense, in bounded time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 40, maxLength: 40 }), async (list) => {
        const files = list.map((_, i) => ({ key: String(i), path: join(dir, `${i}.bin`), kind: 'video' as const }));
        await Promise.all(list.map((one, i) => writeFile(files[i]?.path ?? '', damaged(one))));
        const details = new Map<string, FileDetail>();
        await service.inspectMany(files, (key, detail) => details.set(key, detail));
        expect(details.size).toBe(list.length);
        expect(files.filter(({ key }) => !isSane(details.get(key)))).toEqual([]);
      }),
      // Shrinking would look into thousands of files; the counterexample is small enough as it is
      { numRuns: 20, endOnFailure: true },
    );
  });

  test('noise of any kind is no media, and is not taken for any', async () => {
    const files = Array.from({ length: 60 }, (_, i) => ({ key: String(i), path: join(dir, `noise ${i}`) }));
    const [noise] = fc.sample(fc.array(fc.uint8Array({ maxLength: 3_000 }), { minLength: 60, maxLength: 60 }), 1);
    await Promise.all(files.map(({ path }, i) => writeFile(path, noise?.[i] ?? new Uint8Array())));
    const answers: string[] = [];
    await service.inspectMany(
      files.map((file) => ({ ...file, kind: 'audio' as const })),
      (_, detail) => answers.push(detail.kind === 'media' ? (detail.probe.problem?.code ?? 'none') : detail.kind),
    );
    expect(answers).toHaveLength(files.length);
    expect(answers.filter((code) => code === 'TIMED_OUT')).toEqual([]);
  });
});
