import { expect, test } from 'vitest';
import type { Draft } from '../../shared/domain/merge.ts';
import { withTexts } from './refused-texts.ts';

const drafts: readonly Draft[] = [
  { t: 'courses', id: 'a', k: 'put', v: { title: { title: 'Long' }, objectives: { objectives: ['x'] } } },
  { t: 'courses', id: 'b', k: 'set', v: { title: { title: 'Other' }, price: { price_minor: 5, currency: 'EUR' } } },
  { t: 'courses', id: 'a', k: 'set', v: { title: { title: 'Longer' } } },
];
const text = (rowId: string, column: string, typed: string) => ({ table: 'courses', rowId, column, text: typed });

test('only the texts that were typed are others, in every op about them, and kept as the forms keep them', () => {
  expect(withTexts(drafts, [text('a', 'title', ' Short '), text('a', 'objectives', 'one\n\n two ')])).toEqual([
    { ...drafts[0], v: { title: { title: 'Short' }, objectives: { objectives: ['one', 'two'] } } },
    drafts[1],
    { ...drafts[2], v: { title: { title: 'Short' } } },
  ]);
  expect(withTexts(drafts, [])).toEqual(drafts);
});

test.each([
  ['a row that it says nothing about', text('c', 'title', 'x')],
  ['a column that it says nothing about', text('b', 'subtitle', 'x')],
  ['a column that nobody types', text('b', 'price_minor', '7')],
])('a text for %s replaces nothing', (_what, typed) => {
  expect(withTexts(drafts, [text('a', 'title', 'Short'), typed])).toBeNull();
});
