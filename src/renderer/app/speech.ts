import type { QueryClient } from '@tanstack/react-query';
import { createMessages, type Messages } from '../../shared/messages/words.ts';
import { infoQuery } from '../features/studio/queries.ts';
import { createFormats, type Formats } from '../lib/format.ts';

/** Words and numbers of the language that is chosen. */
export interface Speech extends Messages {
  readonly locale: string;
  readonly formats: Formats;
}

function createSpeech(locale: string): Speech {
  const messages = createMessages(locale);
  return { ...messages, locale, formats: createFormats(locale, messages.t('unit.justNow')) };
}

/** The speech of now, and who is told when it changes. */
export interface SpeechSource {
  readonly current: () => Speech;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * Follows the locale that main tells of. (Not a query of the component: while the cache is emptied for another account
 * there is no answer, and the words of before must stay.)
 */
export function followLocale(queryClient: QueryClient, first: string): SpeechSource {
  let speech = createSpeech(first);
  const listeners = new Set<() => void>();
  queryClient.getQueryCache().subscribe(() => {
    const locale = queryClient.getQueryData(infoQuery.queryKey)?.locale ?? speech.locale;
    if (locale === speech.locale) return;
    speech = createSpeech(locale);
    for (const listener of listeners) listener();
  });
  return {
    current: () => speech,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
