import { foldText, wordsOf } from '../../shared/domain/title-search.ts';

/** Whether a text holds every word of a search, whatever its case and accents; a search without words finds all. */
export function textSearch(search: string): (text: string) => boolean {
  const words = wordsOf(search);
  return (text) => {
    const held = words.length === 0 ? '' : foldText(text);
    return words.every((word) => held.includes(word));
  };
}
