import type { RootTrouble, ScanOutcome } from './ports.ts';

/**
 * What is to be believed of a scan. A place where a drive is usually mounted is an ordinary, empty folder while it is
 * not: another folder under the same path, with none of the files that were there, is a drive that is not connected.
 */
export function rootVerdict(
  outcome: ScanOutcome,
  lastRootId: string,
  remembered: ReadonlySet<string>,
): RootTrouble | 'fine' {
  if (!outcome.ok) return outcome.why;
  if (lastRootId === '' || outcome.rootId === lastRootId || remembered.size === 0) return 'fine';
  return outcome.files.some(({ path }) => remembered.has(path)) ? 'fine' : 'drive';
}
