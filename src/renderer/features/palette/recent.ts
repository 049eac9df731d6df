import { readPreference, writePreference } from '../../lib/preferences.ts';

/** Ids of courses, lessons and commands, the last one first. */
export type RecentIds = readonly string[];

const KEY = 'palette.recent';
const KEPT = 30;

export const readRecent = (): RecentIds => (readPreference(KEY) ?? '').split(' ').filter(Boolean);

/** Somebody went there, or did that. */
export function noteRecent(id: string): void {
  const before = readRecent();
  if (before[0] === id) return;
  writePreference(KEY, [id, ...before.filter((other) => other !== id)].slice(0, KEPT).join(' '));
}
