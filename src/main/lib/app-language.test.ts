import { expect, test } from 'vitest';
import { createAppLanguage } from './app-language.ts';

test('words follow the setting at once', () => {
  const { t, set, locale } = createAppLanguage(() => 'en-GB');
  const said = (['en', 'es', 'ar', 'system'] as const).map((setting) => {
    set(setting);
    return `${locale()}: ${t('menu.file')}`;
  });
  expect(said).toEqual(['en-GB: File', 'es: Archivo', 'ar: ملف', 'en-GB: File']);
});

test('a computer in a language that there are no words of is spoken to in English, with English numbers', () => {
  const { t, locale } = createAppLanguage(() => 'de-DE');
  expect([locale(), t('unit.lessons', { count: 1_200 })]).toEqual(['en', '1,200 lessons']);
});
