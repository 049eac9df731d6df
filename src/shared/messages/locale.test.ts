import { expect, test } from 'vitest';
import { chosenLocale, languageOf } from './locale.ts';

test.each([
  ['system', 'es-MX', 'es-MX'],
  ['system', 'ar', 'ar'],
  ['system', 'de-DE', 'en'],
  ['system', '', 'en'],
  ['en', 'en-GB', 'en-GB'],
  ['en', 'es-MX', 'en'],
  ['es', 'es-MX', 'es-MX'],
  ['ar', 'en-US', 'ar'],
] as const)('%s on a computer in %s is %s', (setting, system, locale) => {
  expect(chosenLocale(setting, system)).toBe(locale);
});

test.each([
  ['en-US', 'en'],
  ['es-419', 'es'],
  ['AR-EG', 'ar'],
  ['est', 'en'],
])('the words of %s are those of %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});
