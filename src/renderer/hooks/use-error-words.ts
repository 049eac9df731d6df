import { useTranslation } from './use-translation.ts';
import { errorWords, type ErrorWords } from '../lib/error-words.ts';

/** The words of an error, or null when there is none. */
export function useErrorWords(error: unknown): ErrorWords | null {
  const { t } = useTranslation();
  return error ? errorWords(t, error) : null;
}
