import { createInstance } from 'i18next';
import { en } from './en.ts';
import { ar } from './ar.ts';
import { es } from './es.ts';
import { languageOf, type Language } from './locale.ts';

type Paths<Node, Prefix extends string = ''> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? `${Prefix}${WithoutPlural<Key>}`
    : Paths<Node[Key], `${Prefix}${Key}.`>;
}[keyof Node & string];
type WithoutPlural<Key extends string> =
  Key extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : Key;

/** Every key of the catalogue, plurals by their stem. (i18next's own key types give up on a catalogue of this size.) */
export type MessageKey = Paths<typeof en>;

/** Looks words up: `t('unit.lessons', { count: 3 })`. */
export type Words = (key: MessageKey, variables?: Readonly<Record<string, unknown>>) => string;

/** The words of one locale. */
export interface Messages {
  readonly t: Words;
  readonly language: Language;
  readonly dir: 'ltr' | 'rtl';
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const LEFT_TO_RIGHT = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u;

/**
 * Puts a title or name of the other direction between isolates, as `<bdi>` does in a page, so that it does not turn the
 * sentence around it: “C++ (1)” in Arabic, an Arabic title in English.
 */
const isolated = (text: string, dir: Messages['dir']): string =>
  (dir === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT).test(text) ? `\u2068${text}\u2069` : text;

/** Without the isolates: for what is kept or compared, not read. */
export const unisolated = (text: string): string => text.replaceAll(/[\u2068\u2069]/gu, '');

/** The words of a locale, ready at once. What a language lacks is read in English, and numbers as the locale writes them. */
export function createMessages(locale: string): Messages {
  const language = languageOf(locale);
  const messages = createInstance({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, es: { translation: es }, ar: { translation: ar } },
    // React escapes already.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  void messages.init();
  const dir = messages.dir(language);
  const numbers = new Intl.NumberFormat(locale);
  const shown = (value: unknown): unknown => {
    if (typeof value === 'number') return numbers.format(value);
    return typeof value === 'string' ? isolated(value, dir) : value;
  };
  const t: Words = (key, variables) => {
    if (variables === undefined) return messages.t(key);
    // `count` chooses the plural as a number; what is put into the text are the words of `replace`.
    const replace = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, shown(value)]));
    return messages.t(key, { ...variables, replace });
  };
  return { t, language, dir };
}
