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

/** How many boundaries of the journal each story reaches at least: enough to have it whole. */
const cases = [
  ['a quiet queue', quiet, 32],
  ['one that is edited and cancelled', restless, 44],
] as const;

test.each(cases)(
  'kill -9 before and after every statement and commit of the journal, %s: nothing lost, nothing twice',
  { timeout: 300_000 },
  async (_name, story, boundaries) => {
    const stories = Array.from({ length: boundaries }, (_, n): Story => ({ ...story, seed: n + 1, dieAt: n + 1 }));
    const verdicts = await runStories({ stories, lanes: 3 });
    const wrong = verdicts.filter(({ problems }) => problems.length > 0);
    expect(wrong.map(({ seed, problems }) => ({ seed, problems }))).toEqual([]);
    // Kills that never came prove nothing; how much is written in one transaction depends on the time.
    expect(verdicts.filter(({ kills }) => kills > 0).length).toBeGreaterThan(boundaries - 12);
    expect(verdicts).toHaveLength(boundaries);
  },
);
