/** A text as it is searched in: without its case, accents and vowel signs. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}|\u0640/gu, '')
    .toLowerCase();

/** The words of a search, folded. */
export const wordsOf = (search: string): readonly string[] => foldText(search).split(/\s+/).filter(Boolean);

const isLetter = /[\p{L}\p{N}]/u;

/** Whether a word begins somewhere in a text with these letters. */
function startsWord(folded: string, letters: string): boolean {
  for (let at = folded.indexOf(letters); at !== -1; at = folded.indexOf(letters, at + 1))
    if (at === 0 || !isLetter.test(folded.charAt(at - 1))) return true;
  return false;
}

export interface SearchedTitle {
  /** Both folded. */
  readonly title: string;
  /** Where it is: the titles of its chapter and course. */
  readonly context: string;
}

/**
 * How well a title fits, 0 the best: it begins with the search; its words do; it holds them; one of them, and what is
 * around it the others. Null: it does not fit.
 */
export function rankTitle(words: readonly string[], { title, context }: SearchedTitle): number | null {
  if (title.startsWith(words.join(' '))) return 0;
  if (words.every((word) => startsWord(title, word))) return 1;
  if (words.every((word) => title.includes(word))) return 2;
  const isHere = words.some((word) => startsWord(title, word));
  return isHere && words.every((word) => startsWord(title, word) || startsWord(context, word)) ? 3 : null;
}
