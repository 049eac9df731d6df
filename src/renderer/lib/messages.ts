import { createInstance, type i18n, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from '../../shared/messages/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    returnNull: false;
    resources: { translation: typeof en };
  }
}

/** Looks words up; keys and their variables are checked against the catalogue. */
export type Words = TFunction<'translation'>;

/** The catalogue, ready at once (it is part of the bundle). `locale` also chooses the plural rules. */
export function createMessages(locale: string): i18n {
  const messages = createInstance({
    lng: locale,
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React escapes already.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  void messages.use(initReactI18next).init();
  return messages;
}
