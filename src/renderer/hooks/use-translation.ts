import type { Words } from '../../shared/messages/words.ts';
import { useStudio } from './studio-context.ts';

/**
 * The words of the screen, with keys checked against the catalogue. (A hook of our own: react-i18next's took a third
 * of the time of scrolling a long list, and another language is another context value.)
 */
export function useTranslation(): { readonly t: Words } {
  return useStudio();
}
