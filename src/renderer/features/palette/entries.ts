import { foldText, rankTitle, wordsOf } from '../../../shared/domain/title-search.ts';
import type { OfferedVerb } from '../../lib/command-bus.ts';
import type { Found } from './queries.ts';
import type { RecentIds } from './recent.ts';

/** A line of the palette: something to do, or somewhere to go. */
export type Entry =
  | { readonly kind: 'verb'; readonly id: string; readonly verb: OfferedVerb }
  | { readonly kind: 'found'; readonly id: string; readonly found: Found };

export const idOf = (found: Found): string => (found.kind === 'lesson' ? found.lessonId : found.courseId);

/**
 * What fits the words, the best first; among equals what was done or gone to last, then verbs before places. Without words
 * that is: the recent ones, what can be done here, the courses.
 */
export function entriesOf(
  { verbs, found }: { readonly verbs: readonly OfferedVerb[]; readonly found: readonly Found[] },
  search: string,
  recent: RecentIds,
): readonly Entry[] {
  const words = wordsOf(search);
  const all: readonly Entry[] = [
    ...verbs.map((verb) => ({ kind: 'verb' as const, id: verb.id, verb })),
    ...found.map((one) => ({ kind: 'found' as const, id: idOf(one), found: one })),
  ];
  const place = (id: string) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  return all
    .flatMap((entry) => {
      const rank = rankTitle(words, textsOf(entry));
      return rank === null ? [] : [{ entry, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank || place(a.entry.id) - place(b.entry.id))
    .map(({ entry }) => entry);
}

function textsOf(entry: Entry) {
  if (entry.kind === 'verb') return { title: foldText(entry.verb.label), context: '' };
  const { found } = entry;
  const context = found.kind === 'lesson' ? `${found.chapterTitle} ${found.courseTitle}` : '';
  return { title: foldText(found.title), context: foldText(context) };
}
