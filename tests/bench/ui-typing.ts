import { basename, join } from 'node:path';
import { importFolder, layFolder } from '../e2e/screens-rig.ts';
import { startStorage } from '../e2e/uploads-rig.ts';
import { launchStudio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { openCourse } from '../story/steps.ts';
import { type Figures, summarise } from './report.ts';
import { echo, putInstruments } from './ui-page.ts';

const FILMS = 20;
const FILM_BYTES = 30_000_000;
/** All of them are under way for as long as is typed. */
const LINE = { bytesPerSecondTotal: 4_000_000 } as const;
const WORDS = 'What a cell is made of, and why it matters to everybody who has one of them or more.';

/** Letters typed into the description of a course while twenty films report how far they are. */
export async function measureTyping(): Promise<Readonly<Record<string, Figures>>> {
  const { b2, policy } = await startStorage();
  const studio = await launchStudio({ args: [`--policy=${policy}`] });
  const { page } = studio;
  b2.faults.setLink(LINE);
  try {
    const root = join(temporaryFolder(), 'Films');
    const files = Array.from({ length: FILMS }, (_, n) => `${String(n + 1).padStart(2, '0')} - Film.mp4`);
    await importFolder(page, await layFolder(root, files, FILM_BYTES));
    await openCourse(page, basename(root));
    await b2.log.waitForBytes(2_000_000);
    await putInstruments(page);
    await page.getByRole('link', { name: 'Details' }).click();
    const field = page.getByRole('textbox', { name: 'Description' });
    await field.click();
    const samples: number[] = [];
    for (let n = 0; n < WORDS.length; n += 1) {
      const until = `document.activeElement.value === ${JSON.stringify(WORDS.slice(0, n + 1))}`;
      const act = (): Promise<void> => page.keyboard.type(WORDS[n] ?? '');
      samples.push(await echo(page, { on: 'keydown', until, act }));
    }
    return { [`a letter typed while ${FILMS} uploads report`]: summarise(samples) };
  } finally {
    await studio.kill();
    await b2.stop();
  }
}
