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

/*
 * How far the screen is behind the bytes, in the built app: the line stands still, the server takes a burst of bytes, and
 * the bar of that file on screen moves. (While bytes flow evenly the bar is ahead of the server by what lies in the
 * buffers of the two systems, which says nothing of ours.) And how often the app tells its windows of progress, with one
 * file and with 1,000 more in the queue.
 *
 *   npm run bench:progress [-- --json FILE]
 */
const FILM = 'Film.mp4';
/** Sent in one piece, on one connection: the next burst is the next thing that happens to it. */
const FILM_BYTES = 19_000_000;
/** More than a third of what a system buffers for a connection: it tells nobody of less room than that. */
const BURST_BYTES = 5_000_000;
/** What the buffers of the two systems hold at most: the bar is that far ahead of the server. */
const BUFFER_BYTES = 12_000_000;
const FILMS = 15;
const QUEUED = 1_000;
/** What trickles through in between keeps the figures moving, as a slow line would, and no bar. */
const STILL = { bytesPerSecondPerConnection: 100_000 };
const STILL_MS = { least: 700, most: 1_200 };
const WINDOW_MS = 1_000;

interface Shown {
  readonly atMs: number;
  readonly percent: number;
}
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

/** Lets a burst through, and answers when its first bytes arrived. */
async function burst({ faults }: B2Sandbox, film: LogEntry): Promise<number> {
  const before = film.bodyBytes;
  faults.setLink({});
  while (film.bodyBytes < before + BURST_BYTES / 10) await sleep(1);
  const atMs = nowMs();
  while (film.bodyBytes < before + BURST_BYTES) await sleep(1);
  faults.setLink(STILL);
  return atMs;
}

/** Bursts at random moments until the film is there. */
async function sendInBursts(sandbox: B2Sandbox, since: number): Promise<number[]> {
  const burstsAtMs: number[] = [];
  const isFilm = ({ index, declaredBytes }: LogEntry): boolean => index >= since && declaredBytes > FILM_BYTES;
  const film = await sandbox.log.waitFor(isFilm);
  // What comes after that lies in the buffers already, and on the bar.
  while (film.bodyBytes < FILM_BYTES - BUFFER_BYTES) {
    await sleep(STILL_MS.least + Math.random() * (STILL_MS.most - STILL_MS.least));
    burstsAtMs.push(await burst(sandbox, film));
  }
  sandbox.faults.setLink({});
  await sandbox.log.waitFor((entry) => entry.index === film.index && entry.stored);
  sandbox.faults.setLink(STILL);
  return burstsAtMs;
}

/** From each burst to the first bar that shows it: two percent more than before. */
function lagsOf(burstsAtMs: readonly number[], shown: readonly Shown[]): number[] {
  return burstsAtMs.flatMap((atMs) => {
    const before = shown.findLast((one) => one.atMs < atMs)?.percent;
    const first = shown.find(
      (one) => before !== undefined && before < 95 && one.atMs >= atMs && one.percent >= before + 2,
    );
    return first ? [first.atMs - atMs] : [];
  });
}

/** Counted in each second that begins with one. */
function perSecond(atMs: readonly number[]): { most: number; mean: number } {
  const counts = atMs.map((start) => atMs.filter((at) => at >= start && at < start + WINDOW_MS).length);
  const seconds = ((atMs.at(-1) ?? 0) - (atMs[0] ?? 0)) / 1_000;
  return { most: Math.max(...counts), mean: atMs.length / seconds };
}

function toFigures({ shown, toldAtMs }: Noted, burstsAtMs: readonly number[]): Figures {
  const lags = lagsOf(burstsAtMs, shown);
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
async function sendFilm(page: Page, sandbox: B2Sandbox, root: string): Promise<number[]> {
  const since = sandbox.log.mark();
  await importFolder(page, await layFolder(root, [FILM], FILM_BYTES));
  await openCourse(page, basename(root));
  const queue = page.getByRole('region', { name: 'Uploads' }).getByRole('list', { name: 'Queue' });
  if ((await queue.count()) === 0) await page.getByRole('button', { name: 'Queue' }).click();
  await until('the film is queued', async () => {
    const rows = await ask(page, 'upload.list', {});
    const film = rows.find(({ fileName, snapshot }) => fileName === FILM && snapshot.state !== 'ready');
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
    sandbox.faults.setLink(STILL);
    await noteProgress(page);
    const burstsAtMs: number[] = [];
    if (behind > 0) await importTakes(page, folder, behind);
    for (let n = 1; n <= FILMS; n += 1) burstsAtMs.push(...(await sendFilm(page, sandbox, join(folder, `Reel ${n}`))));
    return toFigures(await readNoted(page), burstsAtMs);
  } finally {
    await studio.close();
    await sandbox.stop();
  }
}

const figures = { 'one file': await measure(0), [`${QUEUED} files queued behind it`]: await measure(QUEUED) };
report('from bytes at the server to the bar on screen (Chromium host, loopback)', figures);
