import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { CRAWLING, startStorage } from '../e2e/uploads-rig.ts';
import { growSparse } from '../fixtures/sample-course.ts';
import { launchStudio, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask } from '../story/steps.ts';
import { fillLibrary } from './library.ts';
import { type Figures, percentile, report, round, summarise } from './report.ts';

/*
 * How soon bytes of a film of 50 GB are at the server, in the built app with a library of 200 courses: from the moment it is
 * dropped and from the moment it is imported; and, with `kill -9` while it goes up, from starting the process again, without
 * a click. The film holds nothing, so it costs no disk; the line crawls, so that it is under way all the time.
 *
 *   npm run bench:relaunch [-- --json FILE]
 */
const ROUNDS = 10;
const FILM_BYTES = 50_000_000_000;
const goalMs = { import: 1_000, relaunch: 5_000 } as const;

/** Resolves when a byte of a part is there that was not asked for before. */
const partArrives = ({ log }: B2Sandbox, since: number): Promise<unknown> =>
  log.waitFor(({ index, bodyBytes, operation }) => index >= since && operation === 'b2_upload_part' && bodyBytes > 0);

async function importFilm(page: Page, b2: B2Sandbox, n: number): Promise<{ dropMs: number; importMs: number }> {
  const folder = join(temporaryFolder(), `Film ${n}`);
  mkdirSync(folder);
  // Each of another length: one as long as another would be compared with it.
  await growSparse(join(folder, '1 - Film.mp4'), FILM_BYTES + n * 100);
  const since = b2.log.mark();
  const droppedMs = performance.now();
  const arriving = partArrives(b2, since).then(() => performance.now());
  const scanned = await ask(page, 'import.scan', { paths: [folder] });
  const importedMs = performance.now();
  const target = { kind: 'new-course' } as const;
  const plan = { planId: scanned.planId, cleanNames: true, foldersAsChapters: true, target, excluded: [] };
  await ask(page, 'import.apply', plan);
  const arrivedMs = await arriving;
  return { dropMs: arrivedMs - droppedMs, importMs: arrivedMs - importedMs };
}

/** One film after the other: each is cancelled when it is on its way. */
async function measureImports(page: Page, b2: B2Sandbox): Promise<{ drops: number[]; imports: number[] }> {
  const [drops, imports]: [number[], number[]] = [[], []];
  for (let n = 1; n <= ROUNDS; n += 1) {
    const { dropMs, importMs } = await importFilm(page, b2, n);
    drops.push(dropMs);
    imports.push(importMs);
    const rows = await ask(page, 'upload.list', {});
    await ask(page, 'upload.cancel', { uploadIds: rows.map(({ snapshot }) => snapshot.uploadId) });
  }
  return { drops, imports };
}

/** Each round goes on where the one before was killed. */
async function measureRelaunches(launch: () => Promise<Studio>, b2: B2Sandbox, first: Studio): Promise<number[]> {
  let studio = first;
  const tookMs: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    await b2.log.waitForBytes(b2.log.bytesReceived() + 1_000_000);
    await studio.kill();
    const since = b2.log.mark();
    const startedMs = performance.now();
    const launching = launch();
    await partArrives(b2, since);
    tookMs.push(performance.now() - startedMs);
    studio = await launching;
  }
  await studio.kill();
  return tookMs;
}

const against = (samples: readonly number[], goal: number): Figures => ({
  ...summarise(samples),
  'goal ms': goal,
  'p95 / goal': round(percentile(samples, 0.95) / goal),
});

const dataDir = temporaryFolder();
fillLibrary(dataDir, 200, 20);
const { b2, policy } = await startStorage();
b2.faults.setLink(CRAWLING);
const launch = () => launchStudio({ dataDir, args: [`--policy=${policy}`] });
const studio = await launch();
const { drops, imports } = await measureImports(studio.page, b2);
await importFilm(studio.page, b2, ROUNDS + 1);
const relaunches = await measureRelaunches(launch, b2, studio);
await b2.stop();
report('to the first byte of a film of 50 GB at the server (built app, Chromium host, loopback)', {
  'from the drop': against(drops, goalMs.import),
  'from the import': against(imports, goalMs.import),
  'from the start after kill -9': against(relaunches, goalMs.relaunch),
});
