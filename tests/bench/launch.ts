import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openTestDatabase } from '../helpers/database.ts';
import { launchStudio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { report, summarise } from './report.ts';

/** From starting the process to 200 courses on screen that answer a key. `npm run bench:launch [-- --json FILE]` */
const COURSES = 200;
const LESSONS_EACH = 20;
const ROUNDS = 10;

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

const dataDir = temporaryFolder();
fillLibrary(dataDir);
const samples: number[] = [];
for (let n = 0; n < ROUNDS; n++) samples.push(await launchOnce(dataDir));
report(`launch to an interactive list of ${COURSES} courses (Chromium host)`, { launch: summarise(samples) });
