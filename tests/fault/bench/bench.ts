import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playStory, type Verdict } from './play.ts';
import { createUploaders } from './process.ts';
import type { Story } from './story.ts';

export interface BenchOptions {
  readonly stories: readonly Story[];
  /** The name of the mistake to be planted in the process that uploads. */
  readonly bug?: string;
  readonly onVerdict?: (verdict: Verdict, story: Story) => void;
  /** Ends at the first story that went wrong. */
  readonly stopsAtFirst?: boolean;
  /** How many are told at once; a story mostly waits. */
  readonly lanes?: number;
}

/** Tells these stories and answers how each ended. */
export async function runStories(options: BenchOptions): Promise<Verdict[]> {
  const { stories, lanes = 1 } = options;
  const folder = mkdtempSync(join(tmpdir(), 'lectern-faults-'));
  const verdicts: Verdict[] = [];
  const next = stories.values();
  try {
    await Promise.all(Array.from({ length: lanes }, () => tellInTurn(next, options, folder, verdicts)));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return verdicts;
}

async function tellInTurn(
  stories: Iterable<Story>,
  { bug, onVerdict, stopsAtFirst }: BenchOptions,
  folder: string,
  verdicts: Verdict[],
): Promise<void> {
  const uploaders = createUploaders(bug ?? null, join(folder, 'cache'));
  try {
    for (const story of stories) {
      const verdict = await playStory(uploaders, story, folder);
      verdicts.push(verdict);
      onVerdict?.(verdict, story);
      if (stopsAtFirst && verdicts.some(({ problems }) => problems.length > 0)) break;
    }
  } finally {
    await uploaders.close();
  }
}

/** The figures of many stories. */
export function sumUp(verdicts: readonly Verdict[]) {
  const sum = (of: (verdict: Verdict) => number): number => verdicts.reduce((all, verdict) => all + of(verdict), 0);
  const took = verdicts.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  return {
    stories: verdicts.length,
    wrong: verdicts.filter(({ problems }) => problems.length > 0).length,
    kills: sum(({ kills }) => kills),
    faults: sum(({ faults }) => faults),
    objects: sum(({ objects }) => objects),
    sentBytes: sum(({ sentBytes }) => sentBytes),
    storedBytes: sum(({ storedBytes }) => storedBytes),
    medianMs: Math.round(took[Math.floor(took.length / 2)] ?? 0),
    slowestMs: Math.round(took.at(-1) ?? 0),
  };
}
