import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runStories, sumUp } from '../tests/fault/bench/bench.ts';
import { bugs } from '../tests/fault/bench/bugs.ts';
import type { Verdict } from '../tests/fault/bench/play.ts';
import { planStories, planStory } from '../tests/fault/bench/story.ts';

/**
 * `npm run test:faults -- --runs N --seed S [--only WORD] [--json FILE] [--lanes N]`: whole stories of uploading, out of a seed, with all
 * that may go wrong. `--only`: stories in which this deed or fault happens. `--bugs`: with each mistake planted, until it
 * is found (`--bug TEXT`: those whose names have it). `--lanes`: so many at once. `--plan`: says what the first story is, and tells none.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
    json: { type: 'string' },
    bugs: { type: 'boolean', default: false },
    bug: { type: 'string', default: '' },
    lanes: { type: 'string', default: '2' },
    plan: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const runs = Number(values.runs);
const tellEvery = 100;
const lanes = Number(values.lanes);

function report(verdict: Verdict, told: number): void {
  if (values.verbose) console.log(JSON.stringify(verdict));
  if (told % tellEvery === 0) console.error(`${new Date().toLocaleTimeString()}: ${told} stories`);
  for (const problem of verdict.problems) console.error(`seed ${verdict.seed}: ${problem}`);
  if (verdict.problems.length > 0) console.error(`Again: npm run test:faults -- --runs 1 --seed ${verdict.seed}`);
}

async function tellAll(): Promise<void> {
  let told = 0;
  const startedMs = performance.now();
  const onVerdict = (verdict: Verdict): void => report(verdict, (told += 1));
  const verdicts = await runStories({ stories: planStories(first, runs, values.only), lanes, onVerdict });
  const figures = { ...sumUp(verdicts), seconds: Math.round((performance.now() - startedMs) / 1_000) };
  console.log(JSON.stringify(figures, null, 2));
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ figures, verdicts }));
  process.exitCode = figures.wrong > 0 ? 1 : 0;
}

async function findBugs(): Promise<void> {
  for (const { name, only } of bugs.filter((bug) => bug.name.includes(values.bug))) {
    const stories = planStories(first, runs, only);
    const verdicts = await runStories({ stories, lanes, bug: name, stopsAtFirst: true });
    const last = verdicts.find(({ problems }) => problems.length > 0);
    const where = last && `found in story ${verdicts.length} (seed ${last.seed}): ${last.problems[0]?.slice(0, 160)}`;
    console.log(`${name}: ${where ?? `NOT FOUND in ${verdicts.length}`}`);
    if (!last) process.exitCode = 1;
  }
}

if (values.plan) console.log(JSON.stringify(planStory(first), null, 2));
else if (values.bugs) await findBugs();
else await tellAll();
