import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildImportPlan } from '../../src/main/media/import-plan.ts';
import { createMediaService } from '../../src/main/media/media-service.ts';
import type { PlanId } from '../../src/shared/domain/ids.ts';
import { makeSampleCourse } from '../fixtures/sample-course.ts';

/*
 * How long from a drop to the tree: scan in the worker thread, answer over its port, plan. And how long until the
 * durations of a course are filled in.
 *
 *   node scripts/run.mjs tests/bench/scan.ts
 */
const ROUNDS = 30;
const longAgo = new Date('2026-01-15T10:00:00Z');
const planId = '01890a5d-ac96-774b-bcce-b302099a8057' as PlanId;
const switches = { cleanNames: true, foldersAsChapters: true };

const dir = await mkdtemp(join(tmpdir(), 'lectern-bench-'));
const startMedia = () =>
  createMediaService({ startWorker: () => new Worker(new URL('../../src/main/media/worker.ts', import.meta.url)) });

/** `folders` × `videos` clips with a caption each; only names, sizes and times count for a scan. */
async function layOut(root: string, folders: number, videos: number): Promise<void> {
  for (let folder = 1; folder <= folders; folder += 1) {
    const path = join(root, `${String(folder).padStart(2, '0')} - Chapter about topic ${folder}`);
    await mkdir(path, { recursive: true });
    for (let video = 1; video <= videos; video += 1) {
      const name = `${String(video).padStart(3, '0')} - Lesson about part ${video}`;
      for (const file of [`${name}.mp4`, `${name}.en.vtt`]) {
        await writeFile(join(path, file), 'x');
        await utimes(join(path, file), longAgo, longAgo);
      }
    }
  }
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function report(name: string, times: readonly number[], extra = ''): void {
  const sorted = times.toSorted((a, b) => a - b);
  const [p50, p95] = [percentile(sorted, 0.5), percentile(sorted, 0.95)].map((ms) => `${ms.toFixed(1)} ms`);
  console.log(`${name.padEnd(48)} p50 ${p50}  p95 ${p95}  ${extra}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

async function benchTree(name: string, folders: number, videos: number): Promise<void> {
  const root = join(dir, name);
  await layOut(root, folders, videos);
  const media = startMedia();
  const drop = async (): Promise<number> => {
    const scan = await media.scan([root]);
    if (!scan.success) throw new Error(scan.error.message);
    return buildImportPlan({ planId, scan: scan.data, switches, details: new Map() }).totals.lessons;
  };
  const coldMs = await timed(drop);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(drop));
  report(
    `tree of ${await drop()} lessons in ${folders} folders`,
    times,
    `first ${coldMs.toFixed(0)} ms (thread starts)`,
  );
  await media.stop();
}

async function benchDurations(): Promise<void> {
  const course = await makeSampleCourse(dir);
  const media = startMedia();
  const scan = await media.scan([course.root]);
  if (!scan.success) throw new Error(scan.error.message);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(await timed(() => media.inspectMany(scan.data.files, () => undefined)));
  }
  report(`durations and captions of ${scan.data.files.length} files`, times);
  await media.stop();
}

try {
  await benchTree('small', 12, 20);
  await benchTree('large', 12, 240);
  await benchDurations();
} finally {
  await rm(dir, { recursive: true, force: true });
}
