import type { WatchedFolder } from '../../../shared/domain/watch.ts';
import type { Words } from '../../../shared/messages/words.ts';

/** What a folder offers, in a line; null when it offers nothing. */
export function offerWords(t: Words, { name, counts: { added, changed } }: WatchedFolder): string | null {
  if (added > 0 && changed > 0) return t('watch.both', { added, changed, name });
  if (added > 0) return t('watch.added', { count: added, name });
  return changed > 0 ? t('watch.changed', { count: changed, name }) : null;
}

/** Whose files are gone, in a line; null when all are there. */
export function goneWords(t: Words, { name, counts: { gone }, goneTitles }: WatchedFolder): string | null {
  return gone > 0 ? t('watch.gone', { count: gone, title: goneTitles[0] ?? '', name }) : null;
}

/** States that may go on only when somebody does something. */
const stuck: ReadonlySet<WatchedFolder['state']> = new Set(['drive', 'folder', 'denied']);

/** Whether a folder is worth a line above the outline. */
export const hasNews = ({ state, counts: { added, changed, gone } }: WatchedFolder): boolean =>
  stuck.has(state) || (isLooked(state) && added + changed + gone > 0);

/** Whether what is said of its files is of now. */
export const isLooked = (state: WatchedFolder['state']): boolean => state === 'watching' || state === 'polling';

/** Everything else there is to know of a folder's files. */
export function fileWords(t: Words, { counts: { waiting, unusable }, isPartial }: WatchedFolder): string[] {
  return [
    ...(waiting > 0 ? [t('watch.waiting', { count: waiting })] : []),
    ...(unusable > 0 ? [t('watch.unusable', { count: unusable })] : []),
    ...(isPartial ? [t('watch.partial')] : []),
  ];
}
