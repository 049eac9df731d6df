import type { RootTrouble, ScanOutcome } from './ports.ts';

/**
 * What is to be believed of a scan. A place where a drive is usually mounted is an ordinary, empty folder while it is
 * not: an empty one of another identity, where files are remembered, is a drive that is not connected. One with files in
 * it is believed, whatever they are: the folder was made anew, or the card formatted in its camera.
 */
export function rootVerdict(outcome: ScanOutcome, lastRootId: string, hasMemory: boolean): RootTrouble | 'fine' {
  if (!outcome.ok) return outcome.why;
  if (lastRootId === '' || outcome.rootId === lastRootId || !hasMemory) return 'fine';
  return outcome.files.length === 0 ? 'drive' : 'fine';
}
