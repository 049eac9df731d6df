import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { importFolder, layFolder } from '../e2e/screens-rig.ts';
import { CRAWLING, startStorage } from '../e2e/uploads-rig.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { launchStudio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { report, summarise } from './report.ts';

/**
 * From starting the process to 200 courses on screen that answer a key; and, with a large upload under way and `kill -9`,
 * from starting it again to new bytes of that upload at the server, without a click. `npm run bench:launch [-- --json FILE]`
 */
const COURSES = 200;
const LESSONS_EACH = 20;
const ROUNDS = 10;
const RELAUNCHES = 5;
/** Large enough to be under way all the time. */
const FILM_BYTES = 200_000_000;

const label = { code: 'course.create' as const, count: 1, name: '' };

function fillLibrary(dataDir: string): void {
  const folder = join(dataDir, 'profiles/first');
  mkdirSync(folder, { recursive: true });
  const { db, mutator, edit } = openTestDatabase(join(folder, 'lectern.db'));
  for (let n = 0; n < COURSES; n++) {
    const [courseId, chapterId] = [edit.newId(), edit.newId()];
    const lessons = Array.from({ length: LESSONS_EACH }, (_, index) => ({
      t: 'lessons',
      id: edit.newId(),
      k: 'put' as const,
      v: { place: { chapter_id: chapterId, pos: `a${index}` }, title: { title: `Lesson ${index}` } },
    }));
    const course = { origin: { created_at_ms: edit.nowMs() }, title: { title: `Course ${n}` } };
    const chapter = { place: { course_id: courseId, pos: 'a0' }, title: { title: 'Chapter' } };
    const parents = [
      { t: 'courses', id: courseId, k: 'put' as const, v: course },
      { t: 'chapters', id: chapterId, k: 'put' as const, v: chapter },
    ];
    mutator.mutate({ label, drafts: [...parents, ...lessons] });
  }
  db.close();
}

async function launchOnce(dataDir: string): Promise<number> {
  const startedMs = performance.now();
  const studio = await launchStudio({ dataDir });
  await studio.page
    .getByRole('link', { name: `Course ${COURSES - 1}` })
    .first()
    .waitFor();
  await studio.page.keyboard.press('Tab');
  await studio.page.waitForFunction(() => document.activeElement !== document.body);
  const tookMs = performance.now() - startedMs;
  await studio.close();
  return tookMs;
}

/** Each round goes on where the one before was killed. */
async function relaunch(dataDir: string): Promise<number[]> {
  const { b2, policy } = await startStorage();
  const launch = () => launchStudio({ dataDir, args: [`--policy=${policy}`] });
  b2.faults.setLink(CRAWLING);
  let studio = await launch();
  await importFolder(studio.page, await layFolder(join(temporaryFolder(), 'Film'), ['1 - Film.mp4'], FILM_BYTES));
  const tookMs: number[] = [];
  for (let n = 0; n < RELAUNCHES; n += 1) {
    await b2.log.waitForBytes(b2.log.bytesReceived() + 1_000_000);
    await studio.kill();
    const since = b2.log.mark();
    const startedMs = performance.now();
    const launching = launch();
    await b2.log.waitFor(
      ({ index, bodyBytes, operation }) => index >= since && operation === 'b2_upload_part' && bodyBytes > 0,
    );
    tookMs.push(performance.now() - startedMs);
    studio = await launching;
  }
  await studio.kill();
  await b2.stop();
  return tookMs;
}

const dataDir = temporaryFolder();
fillLibrary(dataDir);
const samples: number[] = [];
for (let n = 0; n < ROUNDS; n++) samples.push(await launchOnce(dataDir));
report(`launch with ${COURSES} courses (Chromium host)`, {
  'to an interactive list': summarise(samples),
  'again after kill -9, to bytes of its upload at the server': summarise(await relaunch(dataDir)),
});
