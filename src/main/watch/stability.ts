import type { KnownFile, SeenFile } from './ports.ts';

/** How long size and time have to stay the same before a file counts as written (uploads.md: 10 s). */
export const STABLE_MS = 10_000;

type State = Pick<SeenFile, 'bytes' | 'mtimeMs'>;
interface Observation extends State {
  readonly sinceMs: number;
}
/** Since when each file that is not settled has been as it is, by path. */
export type Observations = ReadonlyMap<string, Observation>;

/**
 * Whether a file is as it was. By size and time alone: a network drive may number its files anew with every mount, and
 * a whole folder must not look changed then.
 */
export const sameState = (a: State, b: State): boolean => a.bytes === b.bytes && Math.abs(a.mtimeMs - b.mtimeMs) < 1;

/** The observations after a look. Files that are settled (known in this very state) need none. */
export function observe(
  before: Observations,
  files: readonly SeenFile[],
  isSettled: (file: SeenFile) => boolean,
  nowMs: number,
): Observations {
  const after = new Map<string, Observation>();
  for (const file of files) {
    if (isSettled(file)) continue;
    const last = before.get(file.path);
    // A clock that was set back would make it wait for ever
    const sinceMs = last && sameState(last, file) ? Math.min(last.sinceMs, nowMs) : nowMs;
    after.set(file.path, { bytes: file.bytes, mtimeMs: file.mtimeMs, sinceMs });
  }
  return after;
}

/** The same after a sleep: the writer slept as well, so the time asleep was no time in which nothing was written. */
export function restarted(before: Observations, nowMs: number): Observations {
  return new Map([...before].map(([path, seen]) => [path, { ...seen, sinceMs: nowMs }]));
}

/** Whether a file that is under observation has stayed as it is for long enough; one that is not is settled. */
export function isStable(observations: Observations, path: string, nowMs: number): boolean {
  const seen = observations.get(path);
  return seen === undefined || nowMs - seen.sinceMs >= STABLE_MS;
}

/** When the next file will have been quiet for long enough; null when there is none to wait for. */
export function nextStableAtMs(observations: Observations, nowMs: number): number | null {
  const due = [...observations.values()].map(({ sinceMs }) => sinceMs + STABLE_MS).filter((atMs) => atMs > nowMs);
  return due.length === 0 ? null : due.reduce((first, atMs) => Math.min(first, atMs));
}

/** Known in this very state, and looked into. */
export const isSettled = (known: KnownFile | undefined, file: SeenFile): boolean =>
  known !== undefined && sameState(known, file);
