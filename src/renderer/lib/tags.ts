import { queryOptions } from '@tanstack/react-query';
import { foldText, rankTitle, wordsOf } from '../../shared/domain/title-search.ts';
import { tagKey, type TagUse } from '../../shared/domain/tag.ts';
import { call } from './ipc-client.ts';

export const tagsKey = ['tags'] as const;

/** A tag that nothing has changes without a course: they are read again wherever they are offered. */
export const tagsQuery = queryOptions({ queryKey: tagsKey, queryFn: () => call('tag.list', {}), staleTime: 0 });

/** So many are read through. */
const MOST_OFFERED = 30;

/** The tags that are offered for what is typed, without those that are there; the best first. */
export function offeredTags(all: readonly TagUse[], held: readonly string[], typed: string): string[] {
  const taken = new Set(held.map(tagKey));
  const words = wordsOf(typed);
  const ranked = all.flatMap(({ name }) => {
    const rank = taken.has(tagKey(name)) ? null : rankTitle(words, { title: foldText(name), context: '' });
    return rank === null ? [] : [{ name, rank }];
  });
  return ranked
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, MOST_OFFERED)
    .map(({ name }) => name);
}

/** Names as typed, as the workspace writes those that it has. */
export function writtenTags(all: readonly TagUse[], typed: readonly string[]): string[] {
  const byKey = new Map(all.map(({ name }) => [tagKey(name), name]));
  return typed.map((name) => byKey.get(tagKey(name)) ?? name);
}
