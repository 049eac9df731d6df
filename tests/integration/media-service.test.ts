import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PlanId } from '../../src/shared/domain/ids.ts';
import { importPlan } from '../../src/shared/domain/import-plan.ts';
import { buildImportPlan } from '../../src/main/media/import-plan.ts';
import { createMediaService, type MediaService } from '../../src/main/media/media-service.ts';
import type { FileDetail } from '../../src/main/media/probe-result.ts';
import type { ScanResult } from '../../src/main/media/scan-result.ts';
import { growClip, makeSampleCourse, type SampleCourse } from '../fixtures/sample-course.ts';

const MIB = 1024 * 1024;
const clip = join(import.meta.dirname, '../fixtures/media/index-first.mp4');
let dir = '';
let course: SampleCourse;
let service: MediaService;
let starts = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-media-service-'));
  course = await makeSampleCourse(dir, { sizeBytes: 2 * MIB });
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});
beforeEach(() => {
  starts = 0;
  service = createMediaService({
    startWorker: () => {
      starts += 1;
      return new Worker(new URL('../../src/main/media/worker.ts', import.meta.url));
    },
  });
});
afterEach(async () => {
  await service.stop();
});

async function scanned(paths: string[]): Promise<ScanResult> {
  const result = await service.scan(paths);
  if (!result.success) throw new Error(result.error.message);
  return result.data;
}
async function detailsOf(scan: ScanResult): Promise<Map<string, FileDetail>> {
  const details = new Map<string, FileDetail>();
  await service.inspectMany(scan.files, (key, detail) => details.set(key, detail));
  return details;
}

describe('the sample course, from the drop to the plan', () => {
  test('titles, order, durations, captions, resources, what is left out, totals', async () => {
    const scan = await scanned([course.root]);
    const details = await detailsOf(scan);
    const planId = '01890a5d-ac96-774b-bcce-b302099a8057' as PlanId;
    const switches = { cleanNames: true, foldersAsChapters: true };
    const plan = importPlan.parse(buildImportPlan({ planId, scan, switches, details, locale: 'en' }));
    expect(plan).toMatchObject({ title: 'Cell Biology', shape: 'tree', orphanCaptions: [] });
    expect(plan.chapters.map((chapter) => [chapter.title, ...chapter.lessons.map((lesson) => lesson.title)])).toEqual([
      ['Introduction', 'Welcome', 'What is a cell', 'Microscopes'],
      ['Inside the cell', 'the membrane', 'the nucleus', 'mitochondria'],
      ['Division', 'Mitosis', 'Meiosis'],
    ]);
    const lessons = plan.chapters.flatMap((chapter) => chapter.lessons);
    expect(lessons.map((lesson) => lesson.durationMs)).toEqual([4000, 5000, 3008, 4000, 5000, 3008, 4000, 5000]);
    expect(lessons.filter((lesson) => !lesson.probed || lesson.problem)).toEqual([]);
    expect(lessons.map((lesson) => lesson.captions.map((caption) => caption.language))).toEqual([
      ['en', 'de'],
      ['en'],
      [],
      [],
      ['en'],
      [],
      [],
      [],
    ]);
    expect(lessons[1]?.resources.map((file) => file.originalName)).toEqual(['02 - What is a cell.pdf']);
    expect(plan.chapters[0]?.resources.map((file) => file.originalName)).toEqual(['Reading list.pdf']);
    expect(plan).toMatchObject({
      cover: { originalName: 'cover.jpg' },
      promo: { durationMs: 2000 },
      description: expect.stringContaining('# Cell Biology'),
    });
    expect(plan.leftOut).toEqual([
      { path: '.DS_Store', reason: 'HIDDEN' },
      { path: '01 - Introduction/._01 - Welcome.mp4', reason: 'HIDDEN' },
      { path: '02 - Inside the cell/Thumbs.db', reason: 'SYSTEM' },
      { path: '10 - Division/empty take.mp4', reason: 'EMPTY' },
    ]);
    expect(plan.totals).toMatchObject({ chapters: 3, lessons: 8, durationMs: 33_016, lessonsToProbe: 0 });
    expect(plan.totals.bytes).toBe(
      scan.files.reduce((sum, file) => sum + file.bytes, 0) - sizeOf(scan, 'description.md'),
    );
  });

  test('every video of it has bytes of its own, the same for the same seed', async () => {
    const again = await makeSampleCourse(join(dir, 'again'), { sizeBytes: 2 * MIB });
    const other = await makeSampleCourse(join(dir, 'other'), { sizeBytes: 2 * MIB, seed: 2 });
    const hashes = ({ videos, promo }: SampleCourse) => Promise.all([...videos, promo].map(hashOf));
    const first = await hashes(course);
    expect(new Set([...first, ...(await hashes(other))]).size).toBe(18);
    expect(await hashes(again)).toEqual(first);
    const large = await Promise.all(course.videos.map(async (path) => (await readFile(path)).length));
    expect(large.filter((bytes) => bytes === 2 * MIB)).toHaveLength(3);
  });
});

const sizeOf = (scan: ScanResult, name: string): number => scan.files.find((file) => file.name === name)?.bytes ?? 0;

async function hashOf(path: string): Promise<string> {
  const hashed = await service.hash(path);
  return hashed.success ? hashed.data.sha1 : hashed.error.code;
}

describe('the thread', () => {
  test('starts with the first request, once, and not before', async () => {
    expect(starts).toBe(0);
    await Promise.all([service.scan([course.root]), service.hash(clip), service.scan([clip])]);
    expect(starts).toBe(1);
  });

  test('captions are looked into; documents and pictures are not', async () => {
    const scan = await scanned([join(import.meta.dirname, '../fixtures/media')]);
    const details = await detailsOf(scan);
    const named = new Map(scan.files.map((file) => [file.name, details.get(file.key)]));
    expect(named.get('captions-faulty.srt')).toMatchObject({ kind: 'caption', cues: 3, faults: { length: 4 } });
    expect(named.get('captions.en.vtt')).toEqual({ kind: 'caption', cues: 2, faults: [] });
    expect(named.get('no-index.mp4')).toMatchObject({ probe: { problem: { code: 'NO_INDEX' } } });
    expect(named.get('worksheet.pdf')).toBeUndefined();
    expect(named.get('cover.jpg')).toBeUndefined();
  });
});

describe('hashing', () => {
  test('reports progress that only grows and ends with the whole', async () => {
    const path = join(dir, 'hash me.mp4');
    await growClip(clip, path, 30 * MIB, 5);
    const seen: [number, number][] = [];
    const hashed = await service.hash(path, { onProgress: (...step) => seen.push(step) });
    const sha1 = createHash('sha1')
      .update(await readFile(path))
      .digest('hex');
    expect(hashed).toMatchObject({ success: true, data: { sha1, identity: { bytes: 30 * MIB } } });
    expect(seen).toEqual(seen.toSorted(([a], [b]) => a - b));
    expect(seen.at(-1)).toEqual([30 * MIB, 30 * MIB]);
  });

  test('failures are values with codes', async () => {
    expect(await service.hash(join(dir, 'nowhere'))).toMatchObject({
      error: { code: 'IO', data: { ioKind: 'missing' } },
    });
    const expected = { bytes: 1, mtimeMs: 1, inode: '1' };
    expect(await service.hash(clip, { expected })).toMatchObject({ error: { code: 'CHANGED' } });
  });

  test('in the background it waits for urgent work and then goes on', async () => {
    const path = join(dir, 'later.mp4');
    await growClip(clip, path, 60 * MIB, 6);
    const order: string[] = [];
    const background = service.hash(path, { priority: 'background' }).then((hashed) => {
      order.push('background');
      return hashed;
    });
    const urgent = service.hash(path).then(() => order.push('urgent'));
    expect((await background).success).toBe(true);
    await urgent;
    expect(order).toEqual(['urgent', 'background']);
  });
});

describe('cancelling and stopping', () => {
  test('an aborted request ends at once with ABORTED, and the thread goes on with the rest', async () => {
    const path = join(dir, 'cancelled.mp4');
    await growClip(clip, path, 60 * MIB, 8);
    const stop = new AbortController();
    const hashed = await service.hash(path, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(hashed).toMatchObject({ success: false, error: { code: 'ABORTED' } });
    expect(await service.scan([course.root], AbortSignal.abort())).toMatchObject({ error: { code: 'ABORTED' } });
    expect(await service.scan([course.root])).toMatchObject({ success: true });
    expect(starts).toBe(1);
  });

  test('looking into files ends soon after its signal; nothing is told afterwards', async () => {
    const scan = await scanned([course.root]);
    const stop = new AbortController();
    const told: string[] = [];
    const onDetail = (key: string): void => {
      told.push(key);
      stop.abort();
    };
    await service.inspectMany(scan.files, onDetail, stop.signal);
    expect(told).toHaveLength(1);
  });

  test('stopping ends what is under way with STOPPED, also what comes after; twice does no harm', async () => {
    const path = join(dir, 'stopped.mp4');
    await growClip(clip, path, 60 * MIB, 9);
    const hashing = service.hash(path);
    await Promise.all([service.stop(), service.stop()]);
    expect(await hashing).toMatchObject({ error: { code: 'STOPPED' } });
    expect(await service.scan([dir])).toMatchObject({ error: { code: 'STOPPED' } });
  });

  test('a scan that waits for its second look can be cancelled', async () => {
    await writeFile(join(dir, 'fresh.mp4'), 'just now');
    const stop = new AbortController();
    const scanning = service.scan([join(dir, 'fresh.mp4')], stop.signal);
    stop.abort();
    expect(await scanning).toMatchObject({ error: { code: 'ABORTED' } });
  });
});
