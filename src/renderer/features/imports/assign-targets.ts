import type { ImportPlan } from '../../../shared/domain/import-plan.ts';
import { textSearch } from '../../lib/text-search.ts';

interface AssignTarget {
  readonly key: string;
  readonly title: string;
  readonly chapter: string;
}

/** The lessons of a plan whose titles, with those of their chapters, hold all words of a search, in the plan's order. */
export function lessonsMatching({ chapters }: Pick<ImportPlan, 'chapters'>, search: string): AssignTarget[] {
  const fits = textSearch(search);
  return chapters.flatMap(({ title: chapter, lessons }) =>
    lessons.filter(({ title }) => fits(`${title} ${chapter}`)).map(({ key, title }) => ({ key, title, chapter })),
  );
}
