import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openTestDatabase } from '../helpers/database.ts';
import { layCourse } from '../helpers/large-course.ts';
import { launchStudio, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { report, type Figures } from './report.ts';
import { measureHeap } from './ui-heap.ts';
import { measureMarquee, measureOutline } from './ui-outline.ts';
import { putInstruments } from './ui-page.ts';
import { measureTyping } from './ui-typing.ts';

/*
 * What a person feels in a large course, on the built app in Chromium (the host, without a GPU): each time is from the
 * event to the frame, painted, that shows what it did, by the page's own clock; frames are counted while something moves.
 *
 *   npm run bench:ui [-- --json FILE] [--rows outline,marquee,typing,heap] [--rounds 1000]
 */
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rows: { type: 'string', default: 'outline,marquee,typing,heap' },
    /** How often the course is opened and closed for the heap. */
    rounds: { type: 'string', default: '1000' },
  },
});

/** A studio that knows one course of so many lessons. */
async function withCourse<T>(lessons: number, measure: (studio: Studio) => Promise<T>): Promise<T> {
  const dataDir = temporaryFolder();
  const folder = join(dataDir, 'profiles/first');
  mkdirSync(folder, { recursive: true });
  const database = openTestDatabase(join(folder, 'lectern.db'));
  layCourse(database, lessons, 'Large');
  database.db.close();
  const studio = await launchStudio({ dataDir });
  try {
    await putInstruments(studio.page);
    return await measure(studio);
  } finally {
    await studio.close();
  }
}

type Rows = Readonly<Record<string, Figures>>;
const parts: Readonly<Record<string, () => Promise<Rows>>> = {
  outline: () => withCourse(2_000, measureOutline),
  marquee: () => withCourse(10_000, measureMarquee),
  typing: measureTyping,
  heap: () => withCourse(200, (studio) => measureHeap(studio, Number(values.rounds))),
};

const rows: Record<string, Figures> = {};
for (const name of values.rows.split(',')) {
  const part = parts[name];
  if (!part) throw new Error(`no rows are called ${name}; there are ${Object.keys(parts).join(', ')}`);
  Object.assign(rows, await part());
}
report('the interface in a large course (Chromium host)', rows);
