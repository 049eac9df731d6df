import { copyFileSync, linkSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { createLessonFiles } from '../../src/main/db/tables/lesson-files.ts';
import { createWatchedFolderTable } from '../../src/main/db/tables/watched-folders.ts';
import { createMediaService } from '../../src/main/media/media-service.ts';
import { systemClock } from '../../src/main/uploads/adapters/system.ts';
import { createChokidarWatcher } from '../../src/main/watch/adapters/chokidar.ts';
import { createFolderSource, isLeftOut } from '../../src/main/watch/adapters/folder-source.ts';
import { createWatchService, type WatchService } from '../../src/main/watch/watch-service.ts';
import type { CourseId, FolderId } from '../../src/shared/domain/ids.ts';
import { openTestDatabase } from '../helpers/database.ts';

/*
 * What a watched folder of 10,000 recordings costs: how long until all is told, what the main loop feels of it, and the
 * memory. Real files, real database, real events; the media thread does the scans as in the app.
 *
 *   npm run bench:watch [-- files]
 */
const FILES = Number(process.argv[2] ?? 10_000);
const FOLDERS = 20;
/** Idle lag is that of the timer itself. */
const RESOLUTION_MS = 1;
const clip = join(import.meta.dirname, '../fixtures/media/index-first.mp4');
const home = await mkdtemp(join(tmpdir(), 'lectern-bench-'));
const root = join(home, 'Exports');
const folderId = '01890a5d-ac96-774b-bcce-b302099a8057' as FolderId;
const courseId = '01890a5d-ac96-774b-bcce-b302099a8058' as CourseId;
const { db, edit, mutator } = openTestDatabase(join(home, 'lectern.db'));
const folders = createWatchedFolderTable(db);
const lessonFiles = createLessonFiles(db);
const label = { code: 'course.import' as const, count: 1, name: 'Exports' };

const pathOf = (n: number): string => join(root, `Part ${n % FOLDERS}`, `take ${String(n).padStart(5, '0')}.mp4`);

/** Many names of one clip: a look costs what it costs for files of their own, and the disk is not filled. */
function layOut(): void {
  for (let n = 0; n < FOLDERS; n += 1) mkdirSync(join(root, `Part ${n}`), { recursive: true });
  copyFileSync(clip, join(home, 'clip.mp4'));
  for (let n = 0; n < FILES; n += 1) linkSync(join(home, 'clip.mp4'), pathOf(n));
}

function open() {
  const media = createMediaService({
    startWorker: () => new Worker(new URL('../../src/main/media/worker.ts', import.meta.url)),
  });
  const watch = createWatchService({
    ports: {
      ...createFolderSource(media),
      clock: systemClock,
      openWatcher: createChokidarWatcher({ isLeftOut, depth: 24 }),
      report(error) {
        throw error;
      },
    },
    list: folders.list,
    storeOf: folders.storeOf,
    libraryOf: (id) => ({ list: () => lessonFiles.list(id), saveMove: () => true }),
    onChange: () => undefined,
  });
  watch.start();
  return { watch, stop: () => watch.stop().then(() => media.stop()) };
}

/** Memory is counted without what is only waiting to be thrown away. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(5);
}
const added = (watch: WatchService): number => watch.statusOf(folderId).counts.added;
const isSteady = (watch: WatchService): boolean => watch.statusOf(folderId).checkedAtMs !== null;

/** Runs `work` and says how long it took, what the main loop felt of it, and the memory at its end. */
async function measured(what: string, work: () => Promise<unknown>): Promise<void> {
  const lag = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  lag.enable();
  await work();
  const tookMs = performance.now() - startedMs;
  lag.disable();
  const { user, system } = process.cpuUsage(cpu);
  const ms = (nanoseconds: number): string => `${(nanoseconds / 1e6 - RESOLUTION_MS).toFixed(1)} ms`;
  collect();
  const rss = `${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`;
  const lags = `lag p99 ${ms(lag.percentile(99))} max ${ms(lag.max)}`;
  console.log(
    `${what.padEnd(58)} ${(tookMs / 1_000).toFixed(1)} s  ${lags}  CPU ${((user + system) / 1e6).toFixed(1)} s  RSS ${rss}`,
  );
}

/** Makes every file that of a lesson, as an import would. */
function takeAll(): void {
  const chapterId = edit.newId();
  const { size, mtimeMs, ino } = statSync(clipHere);
  mutator.mutate({
    label,
    drafts: [
      {
        t: 'chapters',
        id: chapterId,
        k: 'put',
        v: { place: { course_id: courseId, pos: 'a0' }, title: { title: 'All' } },
      },
    ],
  });
  const rows = db.transaction(() => {
    for (let n = 0; n < FILES; n += 1) {
      const [lesson, mediaId, version, link] = [edit.newId(), edit.newId(), edit.newId(), edit.newId()];
      const run = (sql: string, ...values: unknown[]) => db.prepare(sql).run(...values);
      run(
        'INSERT INTO lessons (id, chapter_id, pos, title) VALUES (?, ?, ?, ?)',
        lesson,
        chapterId,
        `a${n}`,
        `Take ${n}`,
      );
      run('INSERT INTO media_files (id, current_version_id) VALUES (?, ?)', mediaId, version);
      run('INSERT INTO media_versions (id, media_id, bytes) VALUES (?, ?, ?)', version, mediaId, size);
      run('INSERT INTO media_links (id, media_id, target_id) VALUES (?, ?, ?)', link, mediaId, lesson);
      run(
        'INSERT INTO media_locations (version_id, path, bytes, mtime_ms, inode) VALUES (?, ?, ?, ?, ?)',
        version,
        pathOf(n),
        size,
        mtimeMs,
        String(ino),
      );
    }
  });
  rows();
}
const clipHere = join(home, 'clip.mp4');

try {
  layOut();
  mutator.mutate({ label, drafts: [{ t: 'courses', id: courseId, k: 'put', v: { title: { title: 'Exports' } } }] });
  folders.add({ folderId, courseId, chapterId: null, path: root, atMs: Date.now() });
  await measured('nothing, for comparison', () => delay(3_000));
  let run = open();
  await measured(`first watch: ${FILES} files, at rest for 10 s, each looked into`, () =>
    until(() => added(run.watch) === FILES),
  );
  await measured('dismissed', async () => run.watch.dismiss(folderId));
  await run.stop();
  collect();
  run = open();
  await measured('start of the app: steady', () => until(() => isSteady(run.watch)));
  await measured('one more recording, ten seconds of rest included', async () => {
    copyFileSync(clip, join(root, 'Part 3', 'new.mp4'));
    await until(() => added(run.watch) === 1);
  });
  await measured('a minute with a recorder that writes all the time', async () => {
    for (let n = 0; n < 600; n += 1) {
      copyFileSync(clip, join(root, 'Part 4', 'growing.mp4'));
      await delay(100);
    }
  });
  await run.stop();
  rmSync(join(root, 'Part 3', 'new.mp4'));
  rmSync(join(root, 'Part 4', 'growing.mp4'));
  takeAll();
  db.prepare('DELETE FROM watched_files').run();
  // As the app finds it: read once, by whatever shows the course
  lessonFiles.list(courseId);
  collect();
  run = open();
  await measured(`start with ${FILES} lessons of these files: steady`, () => until(() => isSteady(run.watch)));
  await measured('an edit in that course', async () => run.watch.coursesChanged([courseId]));
  await measured('a minute of rest', () => delay(60_000));
  await run.stop();
} finally {
  db.close();
  await rm(home, { recursive: true, force: true });
}
