import { createInstance, type i18n } from 'i18next';
import { en } from '../../shared/messages/en.ts';

type Paths<Node, Prefix extends string = ''> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? `${Prefix}${WithoutPlural<Key>}`
    : Paths<Node[Key], `${Prefix}${Key}.`>;
}[keyof Node & string];
type WithoutPlural<Key extends string> =
  Key extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : Key;

/** Every key of the catalogue, plurals by their stem. (i18next's own key types give up on a catalogue of this size.) */
type MessageKey = Paths<typeof en>;

/** Looks words up: `t('unit.lessons', { count: 3 })`. */
export type Words = (key: MessageKey, variables?: Readonly<Record<string, unknown>>) => string;

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
  void messages.init();
  return messages;
}

/** The words of a catalogue, outside of components. */
export function wordsOf(messages: i18n): Words {
  return (key, variables = {}) => messages.t(key, { ...variables });
}
