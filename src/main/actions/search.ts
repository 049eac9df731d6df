import { foldText, rankTitle, wordsOf } from '../../shared/domain/title-search.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { TitleTable } from '../db/tables/titles.ts';
import type { Handlers } from '../ipc/router.ts';

type SearchHandlers = Pick<Handlers, 'search.find'>;

/** More than a person has titles; a year of renaming is not kept. */
const KEPT_FOLDED = 50_000;

/** Folding is most of a search, and titles are the same from one letter typed to the next. */
function createFolding(): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= KEPT_FOLDED) kept.clear();
    const folded = foldText(text);
    kept.set(text, folded);
    return folded;
  };
}

/** Courses and lessons by their titles. */
export function createSearchActions({ titles }: { readonly titles: TitleTable }): SearchHandlers {
  const fold = createFolding();

  function everything() {
    const courses = titles.courses().map((shown) => ({ kind: 'course' as const, ...shown }));
    const lessons = titles.lessons().map((shown) => ({ kind: 'lesson' as const, ...shown }));
    return [...courses, ...lessons];
  }
  type Titled = ReturnType<typeof everything>[number];

  function rankOf(words: readonly string[], one: Titled): number | null {
    // Only what several words look into.
    const isWide = words.length > 1 && one.kind === 'lesson';
    const context = isWide ? `${fold(one.chapterTitle)} ${fold(one.courseTitle)}` : '';
    return rankTitle(words, { title: fold(one.title), context });
  }

  return {
    'search.find'({ search, recent, limit }) {
      const words = wordsOf(search);
      const places = new Map<string, number>(recent.map((id, at) => [id, at]));
      const ranked = everything().flatMap((one) => {
        const place = places.get(one.kind === 'lesson' ? one.lessonId : one.courseId) ?? recent.length;
        // Nobody goes through all lessons of all courses: without words they are there by having been gone to.
        if (words.length === 0 && one.kind === 'lesson' && place === recent.length) return [];
        const rank = rankOf(words, one);
        return rank === null ? [] : [{ one, rank, place }];
      });
      const sorted = ranked.toSorted((a, b) => a.rank - b.rank || a.place - b.place);
      return ok({ found: sorted.slice(0, limit).map(({ one }) => one), hasMore: sorted.length > limit });
    },
  };
}
