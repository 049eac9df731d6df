import { TITLE_MAX_LENGTH } from '../../shared/domain/course.ts';
import { unisolated, type Words } from '../../shared/messages/words.ts';

/** Stand where the catalogue puts title and number: no title has them. */
const [TITLE, NUMBER] = ['\u0001', '\u0002'];

/** Text as a part of a pattern that stands for nothing but itself. */
const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** The title of a copy as it is kept: without what only directs the reading. */
const copyWords = (t: Words, title: string, n: number | string): string =>
  unisolated(n === 1 ? t('app.copyOf', { title }) : t('app.copyOfAgain', { title, n: String(n) }));

/** The title without the words that make it the title of a copy: a copy of a copy is the next copy. */
function originalOf(t: Words, title: string): string {
  for (const words of [copyWords(t, TITLE, NUMBER), copyWords(t, TITLE, 1)]) {
    const pattern = literal(words)
      .replace(TITLE, '(?<original>.+)')
      .replace(NUMBER, String.raw`\d+`);
    const original = new RegExp(`^${pattern}$`, 'su').exec(title)?.groups?.['original'];
    if (original !== undefined) return original;
  }
  return title;
}

/** "Cells copy", "Cells copy 2" and so on: the first that is not taken. */
export function copyTitle(t: Words, title: string, taken: ReadonlySet<string>): string {
  const original = originalOf(t, title);
  for (let n = 1; ; n += 1) {
    const room = (TITLE_MAX_LENGTH ?? Number.POSITIVE_INFINITY) - copyWords(t, '', n).length;
    // No half of a character is left at the cut
    const made = copyWords(t, original.slice(0, room).replace(/\p{Surrogate}$/u, ''), n).trim();
    if (!taken.has(made)) return made;
  }
}
