import { useMemo } from 'react';
import { useTranslation as useI18n } from 'react-i18next';
import { wordsOf, type Words } from '../lib/messages.ts';

/** The words of the screen, with keys checked against the catalogue. */
export function useTranslation(): { readonly t: Words } {
  const { i18n } = useI18n();
  const t = useMemo(() => wordsOf(i18n), [i18n]);
  return { t };
}
