import { z } from 'zod';
import { patternOf, searchedTexts, textSearch, type TextSearch } from '../../../shared/domain/find-replace.ts';
import type { CourseId } from '../../../shared/domain/ids.ts';

/** What is typed to find and replace; the search is the one that the command takes. */
export const searchForm = textSearch
  .extend({ texts: z.array(searchedTexts).min(1), scope: z.enum(['course', 'all']) })
  .superRefine((typed, context) => {
    if (patternOf(typed) === null) context.addIssue({ code: 'custom', path: ['find'], message: 'no pattern' });
  });
export type SearchForm = z.infer<typeof searchForm>;

export const emptySearch = (courseId: CourseId | null): SearchForm => ({
  find: '',
  replacement: '',
  matchesCase: false,
  wholeWord: false,
  isRegex: false,
  texts: ['titles', 'descriptions'],
  scope: courseId ? 'course' : 'all',
});

export const searchOf = ({ texts: _texts, scope: _scope, ...search }: SearchForm): TextSearch => search;

/** Whether two are the same search. */
export const isSameSearch = (one: SearchForm, other: SearchForm): boolean => keyOf(one) === keyOf(other);
const keyOf = ({ texts, scope, ...search }: SearchForm): string =>
  JSON.stringify([scope, texts, search.find, search.replacement, search.matchesCase, search.wholeWord, search.isRegex]);

/** What main is asked for it. */
export const askedOf = (form: SearchForm, courseId: CourseId | null) => ({
  search: searchOf(form),
  texts: form.texts,
  courseId: form.scope === 'course' ? courseId : null,
});
