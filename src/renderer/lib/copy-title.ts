import { TITLE_MAX_LENGTH } from '../../shared/domain/course.ts';
import type { Words } from './messages.ts';

/** Stand where the catalogue puts title and number: no title has them. */
const [TITLE, NUMBER] = ['\u0001', '\u0002'];

/** Text as a part of a pattern that stands for nothing but itself. */
const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** The title without the words that make it the title of a copy: a copy of a copy is the next copy. */
function originalOf(t: Words, title: string): string {
  for (const words of [t('app.copyOfAgain', { title: TITLE, n: NUMBER }), t('app.copyOf', { title: TITLE })]) {
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
    const worded = (of: string) => (n === 1 ? t('app.copyOf', { title: of }) : t('app.copyOfAgain', { title: of, n }));
    const room = (TITLE_MAX_LENGTH ?? Number.POSITIVE_INFINITY) - worded('').length;
    // No half of a character is left at the cut
    const made = worded(original.slice(0, room).replace(/\p{Surrogate}$/u, '')).trim();
    if (!taken.has(made)) return made;
  }
}
