import { launchStudio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { fillLibrary } from './library.ts';
import { report, summarise } from './report.ts';

/** From starting the process to 200 courses on screen that answer a key. `npm run bench:launch [-- --json FILE]` */
const COURSES = 200;
const LESSONS_EACH = 20;
const ROUNDS = 10;

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
fillLibrary(dataDir, COURSES, LESSONS_EACH);
const samples: number[] = [];
for (let n = 0; n < ROUNDS; n++) samples.push(await launchOnce(dataDir));
report(`launch with ${COURSES} courses (Chromium host)`, { 'to an interactive list': summarise(samples) });
