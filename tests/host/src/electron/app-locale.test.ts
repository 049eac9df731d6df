import { expect, test } from 'vitest';
import { preferredLanguages, systemLocale, uiLocale } from './app-locale.ts';

test.each([
  [{ LC_ALL: 'de_DE.UTF-8', LANG: 'fr_FR' }, 'de-DE', 'de'],
  [{ LC_MESSAGES: 'pt_PT', LANG: 'fr_FR' }, 'pt-PT', 'pt-PT'],
  [{ LANG: 'ca_ES@valencia' }, 'ca-ES', 'ca'],
  [{ LANG: 'en_AU.UTF-8' }, 'en-AU', 'en-US'],
  [{ LANG: 'en_GB' }, 'en-GB', 'en-GB'],
  [{ LC_ALL: 'C.UTF-8', LANG: 'POSIX' }, 'en-US', 'en-US'],
  [{ LANG: '###' }, 'en-US', 'en-US'],
  [{}, 'en-US', 'en-US'],
])('%o is the system %s and the interface %s', (env, system, ui) => {
  expect(systemLocale(env)).toBe(system);
  expect(uiLocale('', env)).toBe(ui);
});

test('--lang goes before the environment', () => {
  expect(uiLocale('fr', { LC_ALL: 'de_DE' })).toBe('fr');
  expect(uiLocale('pt-BR', {})).toBe('pt-BR');
});

test('LANGUAGE lists what a person prefers', () => {
  expect(preferredLanguages({ LANGUAGE: 'de:en_GB:C', LANG: 'fr_FR' })).toEqual(['de', 'en-GB']);
  expect(preferredLanguages({ LANG: 'fr_FR' })).toEqual(['fr-FR']);
});
