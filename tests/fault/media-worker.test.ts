import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMediaService, type MediaService } from '../../src/main/media/media-service.ts';
import type { FileDetail } from '../../src/main/media/probe-result.ts';
import { growClip } from '../fixtures/sample-course.ts';

const clip = join(import.meta.dirname, '../fixtures/media/index-first.mp4');
const MIB = 1024 * 1024;
let dir = '';
let service: MediaService;
let workers: Worker[] = [];
let errors: Error[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-media-fault-'));
  workers = [];
  errors = [];
  start(1_500);
});
afterEach(async () => {
  await service.stop();
  await rm(dir, { recursive: true, force: true });
});

function start(stuckAfterMs: number): void {
  service = createMediaService({
    startWorker: () => {
      const worker = new Worker(new URL('media-faulty-worker.ts', import.meta.url));
      workers.push(worker);
      return worker;
    },
    stuckAfterMs,
    maxHeapBytes: 150 * MIB,
    onWorkerError: (error) => errors.push(error),
  });
}

/** Looks into copies of one clip under these names. */
async function inspect(...names: string[]): Promise<Map<string, FileDetail>> {
  const details = new Map<string, FileDetail>();
  for (const name of names) await copyFile(clip, join(dir, name));
  const files = names.map((name) => ({ key: name, path: join(dir, name), kind: 'video' as const }));
  await service.inspectMany(files, (key, detail) => details.set(key, detail));
  return details;
}
const problems = (details: Map<string, FileDetail>) =>
  Object.fromEntries(
    [...details].map(([name, detail]) => [name, detail.kind === 'media' ? (detail.probe.problem?.code ?? null) : '?']),
  );

describe('a file that takes the thread down', () => {
  test.each([
    ['exits.mp4', 'DAMAGED', 60_000],
    ['throws.mp4', 'DAMAGED', 60_000],
    ['eats.mp4', 'DAMAGED', 60_000],
    ['hangs.mp4', 'TIMED_OUT', 1_500],
  ])('%s is %s; the files before, beside and after it are looked into', async (bad, code, stuckAfterMs) => {
    start(stuckAfterMs);
    const details = await inspect('a.mp4', 'b.mp4', bad, 'c.mp4', 'd.mp4');
    expect(problems(details)).toEqual({ 'a.mp4': null, 'b.mp4': null, [bad]: code, 'c.mp4': null, 'd.mp4': null });
    // The first, the one after the fault, and the one after the fault was tried again
    expect(workers).toHaveLength(3);
  });

  test('two of them at once fail alone, and nothing else does', async () => {
    const details = await inspect('exits.mp4', 'throws.mp4', 'a.mp4', 'hangs.mp4', 'b.mp4');
    expect(problems(details)).toEqual({
      'exits.mp4': 'DAMAGED',
      'throws.mp4': 'DAMAGED',
      'a.mp4': null,
      'hangs.mp4': 'TIMED_OUT',
      'b.mp4': null,
    });
  });

  test('a defect inside a job is that job’s failure and costs no thread', async () => {
    expect(problems(await inspect('rejects.mp4', 'a.mp4'))).toEqual({ 'rejects.mp4': 'DAMAGED', 'a.mp4': null });
    expect(workers).toHaveLength(1);
  });

  test('hashing that lost its thread begins again and ends well', async () => {
    const path = join(dir, 'big.mp4');
    await growClip(clip, path, 20 * MIB, 3);
    const hashing = service.hash(path);
    await inspect('exits.mp4');
    const hashed = await hashing;
    const sha1 = createHash('sha1')
      .update(await readFile(path))
      .digest('hex');
    expect(hashed).toMatchObject({ success: true, data: { sha1 } });
  });
});

describe('the thread itself', () => {
  test('stuck over a file that nobody waits for any more does not keep the next request waiting', async () => {
    const path = join(dir, 'hangs.mp4');
    await copyFile(clip, path);
    const stop = new AbortController();
    const inspecting = service.inspectMany(
      [{ key: 'x', path, kind: 'video' }],
      () => expect.unreachable(),
      stop.signal,
    );
    await once(workers[0] as Worker, 'online');
    stop.abort();
    await inspecting;
    expect(await service.scan([dir])).toMatchObject({ success: true });
  });

  test('killed from outside in the middle of its work: the work is done by the next one', async () => {
    const path = join(dir, 'big.mp4');
    await growClip(clip, path, 40 * MIB, 4);
    let kills = 0;
    const hashed = await service.hash(path, {
      onProgress: () => {
        if ((kills += 1) === 1) void workers.at(-1)?.terminate();
      },
    });
    expect(hashed.success).toBe(true);
    expect(workers).toHaveLength(2);
  });

  test('that cannot be started fails requests instead of throwing at the caller', async () => {
    const broken = createMediaService({
      startWorker: () => {
        throw new Error('out of memory');
      },
      onWorkerError: (error) => errors.push(error),
    });
    expect(await broken.scan([dir])).toMatchObject({ success: false, error: { code: 'BUG' } });
    expect(errors.map((error) => error.message)).toEqual(['out of memory']);
  });

  test('whose code is missing fails requests after a few tries', async () => {
    let starts = 0;
    const broken = createMediaService({
      startWorker: () => {
        starts += 1;
        return new Worker(join(dir, 'not-there.js'));
      },
    });
    expect(await broken.scan([dir])).toMatchObject({ success: false, error: { code: 'CRASHED' } });
    expect(starts).toBe(2);
    await broken.stop();
  });
});
