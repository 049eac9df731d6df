import { z } from 'zod';

/** The languages that the catalogue has whole. */
export const languages = ['en', 'es', 'ar'] as const;
export type Language = (typeof languages)[number];

/** As they are called by those who read them. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español', ar: 'العربية' };

/** What is chosen in the settings. */
export const localeSetting = z.enum(['system', ...languages]);
export type LocaleSetting = z.infer<typeof localeSetting>;

const baseOf = (tag: string): string => tag.split(/[-_]/)[0]?.toLowerCase() ?? '';

/** The catalogue that a locale reads its words from: English for a language that there is none of. */
export function languageOf(locale: string): Language {
  const base = baseOf(locale);
  return languages.find((language) => language === base) ?? 'en';
}

/**
 * The locale of words and of numbers, as one BCP 47 tag. The system's region counts where it is a region of the
 * language that is shown (`es-MX` for Spanish): words of one language with the dates of another would read as neither.
 */
export function chosenLocale(setting: LocaleSetting, system: string): string {
  const language = setting === 'system' ? languageOf(system) : setting;
  return baseOf(system) === language ? system : language;
}
