import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isWrong, runStories } from '../tests/fault/bench/bench.ts';
import { bugs } from '../tests/fault/bench/bugs.ts';
import { sumUp } from '../tests/fault/bench/figures.ts';
import type { Verdict } from '../tests/fault/bench/play.ts';
import { isOfBench } from '../tests/fault/bench/problem.ts';
import { planStories, planStory, storyWords } from '../tests/fault/bench/story.ts';

/**
 * `npm run test:faults -- --runs N --seed S [--only WORD] [--json FILE] [--lanes N] [--batch N]`: whole stories of uploading, out of a seed, with all
 * that may go wrong. `--only`: stories in which this deed or fault happens. `--json`: keeps a line for each story; those that are
 * in it already are not told again, so a run that was ended goes on. `--batch`: at most so many of them now. `--bugs`: with
 * each mistake planted, until it is found (`--bug TEXT`: those whose names have it). `--lanes`: so many at once. `--plan`: says what
 * the first story is, and tells none.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
    json: { type: 'string' },
    batch: { type: 'string' },
    bugs: { type: 'boolean', default: false },
    bug: { type: 'string', default: '' },
    lanes: { type: 'string', default: '3' },
    plan: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const runs = Number(values.runs);
const tellEvery = 100;
const tellEveryMs = 30_000;
let toldAtMs = performance.now();
const lanes = Number(values.lanes);
const startedMs = performance.now();
const perMinute = (told: number): string => ((told / (performance.now() - startedMs)) * 60_000).toFixed(0);

function report(verdict: Verdict, told: number): void {
  if (values.verbose) console.log(JSON.stringify(verdict));
  if (values.json !== undefined) appendFileSync(values.json, `${JSON.stringify(verdict)}\n`);
  if (told % tellEvery === 0 || performance.now() - toldAtMs > tellEveryMs) {
    toldAtMs = performance.now();
    console.error(`${new Date().toLocaleTimeString()}: ${told} stories, ${perMinute(told)} a minute`);
  }
  for (const { kind, text } of verdict.problems) console.error(`seed ${verdict.seed}: ${kind}: ${text}`);
  if (verdict.problems.length > 0) console.error(`Again: npm run test:faults -- --runs 1 --seed ${verdict.seed}`);
}

function parse(line: string): Verdict | null {
  try {
    return JSON.parse(line) as Verdict;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What an earlier call told; a story over which that was killed is told again. */
function readTold(): Verdict[] {
  if (values.json === undefined || !existsSync(values.json)) return [];
  const text = readFileSync(values.json, 'utf8');
  // The next line must not go on where a torn one ended.
  if (text !== '' && !text.endsWith('\n')) appendFileSync(values.json, '\n');
  return text.split('\n').flatMap((line) => parse(line) ?? []);
}

async function tellAll(): Promise<void> {
  const wanted = planStories(first, runs, values.only);
  if (wanted.length < runs)
    console.error(`${values.only}: in ${wanted.length} of ${runs} stories. Words: ${storyWords().join(', ')}`);
  const seeds = new Set(wanted.map(({ seed }) => seed));
  const before = readTold().filter(({ seed }) => seeds.has(seed));
  const known = new Set(before.map(({ seed }) => seed));
  const left = wanted.filter(({ seed }) => !known.has(seed));
  const stories = left.slice(0, values.batch === undefined ? left.length : Number(values.batch));
  let told = 0;
  const now = await runStories({ stories, lanes, onVerdict: (verdict) => report(verdict, (told += 1)) });
  const figures = sumUp([...before, ...now]);
  console.log(
    JSON.stringify({ ...figures, left: left.length - now.length, storiesAMinute: perMinute(now.length) }, null, 2),
  );
  process.exitCode = figures.withProblems > 0 || wanted.length === 0 ? 1 : 0;
}

async function findBugs(): Promise<void> {
  for (const { name, only } of bugs.filter((bug) => bug.name.includes(values.bug))) {
    const stories = planStories(first, runs, only);
    const verdicts = await runStories({ stories, lanes, bug: name, isEnough: isWrong });
    const last = verdicts.find(isWrong);
    const text = last?.problems.find((one) => !isOfBench(one))?.text.slice(0, 160);
    const where = last && `found in story ${verdicts.length} (seed ${last.seed}): ${text}`;
    console.log(`${name}: ${where ?? `NOT FOUND in ${verdicts.length}`}`);
    if (!last) process.exitCode = 1;
  }
}

if (values.plan) console.log(JSON.stringify(planStory(first), null, 2));
else if (values.bugs) await findBugs();
else await tellAll();
