import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../../src/main/db/migrate.ts';
import { openDatabase } from '../../../src/main/db/open.ts';
import { bugs } from './bugs.ts';
import { bundleUploader } from './bundle.ts';
import { watchLag } from './lag.ts';
import { playStory, type Verdict } from './play.ts';
import { createUploaders } from './process.ts';
import { isOfBench } from './problem.ts';
import type { Stage } from './scene.ts';
import type { Story } from './story.ts';

export interface BenchOptions {
  readonly stories: readonly Story[];
  /** The name of the mistake to be planted in the process that uploads. */
  readonly bug?: string;
  readonly onVerdict?: (verdict: Verdict, story: Story) => void;
  /** No other story is begun after one of which this is true. */
  readonly isEnough?: (verdict: Verdict) => boolean;
  /** How many are told at once; a story mostly waits. */
  readonly lanes?: number;
}

/** In memory where the system has such a place: what a kill leaves behind is the same, and no disk is waited for. */
const placeForStories = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

function makeJournal(folder: string): string {
  const path = join(folder, 'empty.db');
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  migrate(opened.data);
  opened.data.close();
  return path;
}

/** A story that went wrong, and not only the telling of it. */
export const isWrong = ({ problems }: Verdict): boolean => !problems.every(isOfBench);

/** Tells these stories and answers how each ended. */
export async function runStories(options: BenchOptions): Promise<Verdict[]> {
  const { stories, lanes = 1, bug } = options;
  const folder = mkdtempSync(join(placeForStories(), 'lectern-faults-'));
  const verdicts: Verdict[] = [];
  const next = stories.values();
  let laggedAtMs = 0;
  const lag = watchLag(() => (laggedAtMs = Date.now()));
  try {
    const program = join(folder, 'program');
    await bundleUploader(program, bugs.find(({ name }) => name === bug) ?? null);
    const common = { folder, database: makeJournal(folder), laggedAtMs: () => laggedAtMs };
    const tell = async (): Promise<void> => {
      const uploaders = createUploaders(program, stories.length > 1);
      await tellInTurn(next, { ...common, uploaders }, options, verdicts);
    };
    await Promise.all(Array.from({ length: Math.min(lanes, stories.length) }, tell));
  } finally {
    lag.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return verdicts;
}

async function tellInTurn(
  stories: Iterable<Story>,
  stage: Stage,
  { onVerdict, isEnough = () => false }: BenchOptions,
  verdicts: Verdict[],
): Promise<void> {
  try {
    for (const story of stories) {
      const verdict = await playStory(stage, story);
      verdicts.push(verdict);
      onVerdict?.(verdict, story);
      if (verdicts.some(isEnough)) break;
    }
  } finally {
    await stage.uploaders.close();
  }
}
