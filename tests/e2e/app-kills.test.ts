import { expect, test } from 'vitest';
import { runKills } from '../fault/app-kills.ts';

/** What is promised of a crash, and what a busy machine adds to the measuring. */
const LOST_AT_MOST_MS = 1_000;
const MEASURING_MS = 1_000;

test(
  'kill -9 of the app while it types, moves, renames and imports: nothing that was answered is lost',
  { timeout: 300_000 },
  async () => {
    const figures = await runKills(6, 20_261_126);
    expect(figures.faults).toEqual([]);
    expect(figures.integrityFailures).toBe(0);
    expect(figures.signInsLost).toBe(0);
    expect(figures.committed).toBeGreaterThan(0);
    expect(figures.letters).toBeGreaterThan(0);
    expect(figures.maxTypingLostMs).toBeLessThan(LOST_AT_MOST_MS + MEASURING_MS);
  },
);
