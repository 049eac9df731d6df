import { expect, test } from 'vitest';
import { runStories } from './bench/bench.ts';
import type { Story } from './bench/story.ts';
import { hashFirstMaxBytes, partBytes } from './bench/protocol.ts';

const file = { isFilm: false, sameAs: null, formerly: null, comes: 'at-once' } as const;

/** Two files go up, one in parts and before its hash is known; where told, the one is hashed first and edited on its way, the other cancelled. */
const quiet: Omit<Story, 'seed' | 'dieAt'> = {
  files: [
    { ...file, bytes: 3 * partBytes + 1 },
    { ...file, bytes: 30_000 },
  ],
  rules: [],
  link: {},
  hashFirstMaxBytes: hashFirstMaxBytes.onlySingle,
  indexFirst: false,
  isReadBack: null,
  events: [],
};
const restless: typeof quiet = {
  ...quiet,
  hashFirstMaxBytes: hashFirstMaxBytes.all,
  // No slower: an answer is late after 400 ms, and both files together wait for theirs.
  link: { bytesPerSecondTotal: 400_000 },
  events: [
    { when: { operation: 'any', state: 'stored', count: 1 }, deed: { do: 'edit', file: 0 } },
    { when: { operation: 'any', state: 'seen', count: 1 }, deed: { do: 'cancel', file: 1 } },
  ],
};

/** More boundaries than a story has. */
const most = 300;
const cases = [
  ['a quiet queue', quiet, 20],
  ['one that is edited and cancelled', restless, 40],
] as const;

/*
 * How long a story is depends on the time: what is written in one transaction, how often progress is saved. So it is told
 * with a death one boundary later each time, until one comes to its end before.
 */
test.each(cases)(
  'kill -9 before and after every statement and commit of the journal, %s: nothing lost, nothing twice',
  { timeout: 300_000 },
  async (_name, story, atLeast) => {
    const stories = Array.from({ length: most }, (_, n): Story => ({ ...story, seed: n + 1, dieAt: n + 1 }));
    const told = await runStories({ stories, lanes: 3, isEnough: ({ kills }) => kills === 0 });
    const verdicts = told.toSorted((a, b) => a.seed - b.seed);
    const wrong = verdicts.filter(({ problems }) => problems.length > 0);
    expect(wrong.map(({ seed, problems }) => ({ seed, problems }))).toEqual([]);
    const end = verdicts.findIndex(({ kills }) => kills === 0);
    // Every boundary up to there was once the last, and whoever lived had not so many.
    expect(verdicts.slice(0, end).map(({ seed, kills }) => [seed, kills])).toEqual(
      Array.from({ length: end }, (_, n) => [n + 1, 1]),
    );
    expect(verdicts.filter(({ seed, kills, boundaries }) => kills === 0 && boundaries >= seed)).toEqual([]);
    expect(end).toBeGreaterThan(atLeast);
  },
);
