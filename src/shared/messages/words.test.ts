import { expect, test } from 'vitest';
import { createMessages, unisolated } from './words.ts';

test('numbers stand in the text as the locale writes them, and choose the plural', () => {
  const said = ['en', 'es', 'es-MX'].map((locale) => createMessages(locale).t('unit.lessons', { count: 12_345 }));
  expect(said).toEqual(['12,345 lessons', '12.345 lecciones', '12,345 lecciones']);
});

test('whole millions have a form of their own in Spanish, which reads like the others', () => {
  expect(createMessages('es').t('unit.lessons', { count: 1_000_000 })).toBe('1.000.000 lecciones');
});

test('Arabic has six forms', () => {
  const { t } = createMessages('ar');
  expect([0, 1, 2, 3, 11, 100].map((count) => t('unit.lessons', { count }))).toEqual([
    'لا دروس',
    'درس واحد',
    'درسان',
    '3 دروس',
    '11 درسًا',
    '100 درس',
  ]);
  expect(createMessages('ar-EG').t('unit.lessons', { count: 3 })).toBe('٣ دروس');
});

test('a name of the other direction is isolated, and only that', () => {
  const { t } = createMessages('en');
  expect([t('app.undoStep', { step: 'C++ (1)' }), t('app.undoStep', { step: 'خلية (1)' })]).toEqual([
    'Undo C++ (1)',
    'Undo \u2068خلية (1)\u2069',
  ]);
  expect(createMessages('ar').t('app.undoStep', { step: 'C++ (1)' })).toBe('تراجع: \u2068C++ (1)\u2069');
  expect(unisolated(t('app.undoStep', { step: 'خلية' }))).toBe('Undo خلية');
});

test('a word within a word is looked up in the same language', () => {
  expect(createMessages('es').t('error.ARCHIVE_DAMAGED.hint', { reason: 'size' })).toContain(
    'un archivo es más largo o más corto',
  );
});
