import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { importFolder, layFolder } from '../e2e/screens-rig.ts';
import { launchStudio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { type B2Sandbox, startB2Sandbox } from '../sandbox/b2/sandbox.ts';
import type { LogEntry } from '../sandbox/b2/log.ts';
import { ask, openCourse, until } from '../story/steps.ts';
import { type Figures, percentile, report, round, summarise } from './report.ts';
import { insistOnSmallBuffers } from './small-buffers.ts';

/*
 * How far the screen is behind the bytes, in the built app: the line stands still, the server takes a burst of bytes, and
 * the bar of that file on screen moves. (While bytes flow evenly the bar is ahead of the server by what lies in between,
 * which says nothing of ours.) And how often the app tells its windows of progress, with one file and with 1,000 more in
 * the queue.
 *
 *   npm run bench:progress [-- --json FILE]
 */
insistOnSmallBuffers();
const FILM = 'Film.mp4';
/** Sent in one piece, on one connection: the next burst is the next thing that happens to it. */
const FILM_BYTES = 19_000_000;
const BURST_BYTES = 3_000_000;
/** Of a burst: more than what lies between the app and the server, so that the bar cannot show it before it is sent. */
const ARRIVED_BYTES = 1_000_000;
/** The line is there and takes nothing. */
const STILL = { mode: 'hang' } as const;
const FILMS = 10;
const QUEUED = 1_000;
const STILL_MS = { least: 700, most: 1_200 };
const WINDOW_MS = 1_000;

interface Shown {
  readonly atMs: number;
  readonly percent: number;
}
/** So much of the film had arrived then. */
type Arrival = Shown;
interface Noted {
  readonly shown: Shown[];
  readonly toldAtMs: number[];
}

/** Notes in the page when a bar changes, and when main tells of progress, by the clock that both processes share. */
async function noteProgress(page: Page): Promise<void> {
  await page.evaluate((film) => {
    const noted: { shown: { atMs: number; percent: number }[]; toldAtMs: number[] } = { shown: [], toldAtMs: [] };
    Object.assign(globalThis, { noted });
    const nowMs = (): number => performance.timeOrigin + performance.now();
    lectern.subscribe((name) => {
      if (name === 'upload.progressed') noted.toldAtMs.push(nowMs());
    });
    const look = (): void => {
      const bars = [...document.querySelectorAll('[role="progressbar"]')];
      const bar = bars.find((one) => one.getAttribute('aria-label')?.includes(film));
      const percent = Number(bar?.getAttribute('aria-valuenow') ?? 0);
      if (percent !== (noted.shown.at(-1)?.percent ?? 0)) noted.shown.push({ atMs: nowMs(), percent });
    };
    new MutationObserver(look).observe(document.body, { subtree: true, attributes: true, childList: true });
  }, FILM);
}

const readNoted = (page: Page): Promise<Noted> =>
  page.evaluate(() => (globalThis as unknown as { noted: Noted }).noted);

const nowMs = (): number => performance.timeOrigin + performance.now();
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Until so many bytes of the film arrived; false when its request ended before. Asked with every byte, not with a timer. */
async function arrived({ log }: B2Sandbox, film: LogEntry, bytes: number): Promise<boolean> {
  await log.waitFor((entry) => entry === film && (entry.bodyBytes >= bytes || entry.outcome !== 'open'));
  return film.bodyBytes >= bytes;
}

/** Lets a burst through, and answers when so much of it had arrived that the bar has to move. */
async function burst(sandbox: B2Sandbox, film: LogEntry): Promise<Arrival> {
  const before = film.bodyBytes;
  await sandbox.faults.back();
  const hasBegun = await arrived(sandbox, film, before + ARRIVED_BYTES);
  const arrival = { atMs: nowMs(), percent: Math.floor((film.bodyBytes / film.declaredBytes) * 100) };
  const isOver = hasBegun && (await arrived(sandbox, film, before + BURST_BYTES));
  await sandbox.faults.away(STILL);
  if (!isOver) throw new Error(`the film ended in the middle of a burst: ${film.outcome}, ${film.bodyBytes} bytes`);
  return arrival;
}

/** Bursts at random moments until the film is there. */
async function sendInBursts(sandbox: B2Sandbox, since: number): Promise<Arrival[]> {
  const bursts: Arrival[] = [];
  const isFilm = ({ index, declaredBytes, bodyBytes }: LogEntry): boolean =>
    index >= since && declaredBytes >= FILM_BYTES && bodyBytes > 0;
  await sandbox.faults.back();
  const film = await sandbox.log.waitFor(isFilm);
  await sandbox.faults.away(STILL);
  const standStill = (): Promise<void> => sleep(STILL_MS.least + Math.random() * (STILL_MS.most - STILL_MS.least));
  await standStill();
  while (film.bodyBytes < FILM_BYTES - 1.5 * BURST_BYTES) {
    bursts.push(await burst(sandbox, film));
    await standStill();
  }
  await sandbox.faults.back();
  await sandbox.log.waitFor((entry) => entry.index === film.index && entry.stored);
  // What is queued behind it is not to be sent meanwhile.
  await sandbox.faults.away(STILL);
  return bursts;
}

/** From each arrival to the bar that shows it. Every one counts: one that no bar shows is a fault of the app. */
function lagsOf(arrivals: readonly Arrival[], shown: readonly Shown[]): number[] {
  return arrivals.map(({ atMs, percent }) => {
    // Every reel has a bar of its own, that begins at 0.
    const start = shown.findLastIndex((one, at) => one.atMs <= atMs && one.percent < (shown[at - 1]?.percent ?? 0));
    const first = shown.slice(Math.max(0, start)).find((one) => one.percent >= percent);
    if (!first) throw new Error(`no bar shows the ${percent} % that had arrived`);
    return Math.max(0, first.atMs - atMs);
  });
}

/** Counted in each second that begins with one. */
function perSecond(atMs: readonly number[]): { most: number; mean: number } {
  const counts = atMs.map((start) => atMs.filter((at) => at >= start && at < start + WINDOW_MS).length);
  const seconds = ((atMs.at(-1) ?? 0) - (atMs[0] ?? 0)) / 1_000;
  return { most: Math.max(...counts), mean: atMs.length / seconds };
}

function toFigures({ shown, toldAtMs }: Noted, arrivals: readonly Arrival[]): Figures {
  const lags = lagsOf(arrivals, shown);
  const { most, mean } = perSecond(toldAtMs);
  return {
    ...summarise(lags),
    'mean ms': round(lags.reduce((sum, lag) => sum + lag, 0) / lags.length),
    'share < 100 ms': round(lags.filter((lag) => lag < 100).length / lags.length),
    'snapshots/s mean': round(mean),
    'snapshots/s most': most,
    'gap p5 ms': round(
      percentile(
        toldAtMs.slice(1).map((at, n) => at - (toldAtMs[n] ?? 0)),
        0.05,
      ),
    ),
  };
}

async function importTakes(page: Page, folder: string, count: number): Promise<void> {
  const files = Array.from({ length: count }, (_, n) => `${String(n + 1).padStart(4, '0')} - Take.mp4`);
  await importFolder(page, await layFolder(join(folder, 'Takes'), files));
  await openCourse(page, 'Takes');
}

/** A film that goes before everything else in the queue. */
async function sendFilm(page: Page, sandbox: B2Sandbox, root: string, bytes: number): Promise<Arrival[]> {
  const since = sandbox.log.mark();
  await importFolder(page, await layFolder(root, [FILM], bytes));
  await openCourse(page, basename(root));
  const queue = page.getByRole('region', { name: 'Uploads' }).getByRole('list', { name: 'Queue' });
  if ((await queue.count()) === 0) await page.getByRole('button', { name: 'Queue' }).click();
  await until('the film is queued', async () => {
    const rows = await ask(page, 'upload.list', {});
    const film = rows.find(({ courseTitle }) => courseTitle === basename(root));
    if (film) await ask(page, 'upload.sendFirst', { uploadIds: [film.snapshot.uploadId] });
    return film !== undefined;
  });
  return sendInBursts(sandbox, since);
}

async function measure(behind: number): Promise<Figures> {
  const folder = temporaryFolder();
  const sandbox = await startB2Sandbox({ dir: join(folder, 'b2') });
  const policy = join(folder, 'policy.json');
  const storage = { bucket: sandbox.bucket.bucketName, prefix: sandbox.prefix, endpoint: sandbox.url };
  writeFileSync(policy, JSON.stringify({ storage: { ...sandbox.keys.restricted, ...storage } }), { mode: 0o600 });
  const studio = await launchStudio({ args: [`--policy=${policy}`] });
  const { page } = studio;
  try {
    await noteProgress(page);
    await sandbox.faults.away(STILL);
    const arrivals: Arrival[] = [];
    if (behind > 0) await importTakes(page, folder, behind);
    for (let n = 1; n <= FILMS; n += 1) {
      // Each of another length: one as long as what is stored would be compared with it first.
      arrivals.push(...(await sendFilm(page, sandbox, join(folder, `Reel ${n}`), FILM_BYTES + n)));
    }
    return toFigures(await readNoted(page), arrivals);
  } finally {
    // Not closed: with uploads on their way it would ask.
    await sandbox.faults.back();
    await studio.kill();
    await sandbox.stop();
  }
}

const figures = { 'one file': await measure(0), [`${QUEUED} files queued behind it`]: await measure(QUEUED) };
report('from bytes at the server to the bar on screen (Chromium host, loopback)', figures);
