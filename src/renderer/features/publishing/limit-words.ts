import type { Words } from '../../../shared/messages/words.ts';
import type { Finding } from './queries.ts';

type Counted = Pick<Finding, 'check' | 'have' | 'min' | 'max'>;

/** What is counted for a check, as "12 minutes". */
function amount(t: Words, check: Finding['check'], count: number): string {
  if (check === 'lessons.count') return t('unit.lessons', { count });
  if (check === 'videos.minutes') return t('publishing.unit.minutes', { count });
  if (check === 'course.objectives') return t('publishing.unit.objectives', { count });
  return t('publishing.unit.characters', { count });
}

/**
 * What a rule asks for and what there is: "at most 60 characters · now 74 characters". Empty where nothing is counted. A text that
 * is empty says so: "at most 120 characters · now 0 characters" reads as if it were met.
 */
export function limitWords(t: Words, { check, have, min, max }: Counted): string {
  const words = [
    min === null ? '' : t('publishing.atLeast', { number: amount(t, check, min) }),
    max === null ? '' : t('publishing.atMost', { number: amount(t, check, max) }),
  ].filter(Boolean);
  if (have === 0 && max !== null && min === null) return [t('publishing.empty'), ...words].join(' · ');
  if (words.length > 0 && have !== null) words.push(t('publishing.now', { number: amount(t, check, have) }));
  return words.join(' · ');
}
