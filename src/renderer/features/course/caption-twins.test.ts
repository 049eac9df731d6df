import { expect, test } from 'vitest';
import { twinLanguages } from './caption-twins.ts';

test('two of one language and kind are twins; of two kinds, or two languages, they are not', () => {
  const plain = (language: string) => ({ language, flags: [] });
  expect(twinLanguages([plain('en'), plain('de'), { language: 'en', flags: ['sdh'] }])).toEqual([]);
  expect(twinLanguages([plain('en'), plain('de'), plain('en'), plain('en')])).toEqual(['en']);
  expect(
    twinLanguages([
      { language: 'fr', flags: ['cc'] },
      { language: 'fr', flags: ['sdh'] },
      { language: 'fr', flags: ['sdh', 'forced'] },
    ]),
  ).toEqual(['fr']);
});
