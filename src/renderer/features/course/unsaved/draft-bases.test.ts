import { expect, test } from 'vitest';
import { basesOf, createDraftBases, withBases } from './draft-bases.ts';
import { detailsKind, draftOf, valuesOf } from '../forms/details-form.ts';

const saved = valuesOf({
  title: 'Cells',
  subtitle: '',
  description: '',
  objectives: ['One'],
  audience: '',
  requirements: '',
  category: '',
  language: 'en',
  level: 'all',
  priceMinor: null,
  currency: 'USD',
  tags: [],
});
const title = new Set(['title'] as const);

test('what was there when the typing began is kept while it goes on, whatever is saved elsewhere meanwhile', () => {
  const bases = createDraftBases({});
  expect(bases.note(title, saved)).toEqual({ title: 'Cells' });
  expect(bases.changedSince(title, saved)).toEqual([]);
  const theirs = { ...saved, title: 'Theirs' };
  bases.note(title, theirs);
  expect(bases.changedSince(title, theirs)).toEqual(['title']);
  expect(bases.changedSince(title, saved)).toEqual([]); // changed back
});

test('a field that is clean again begins anew, and one that nobody types in is nobody’s concern', () => {
  const bases = createDraftBases({});
  bases.note(title, saved);
  const theirs = { ...saved, title: 'Theirs', subtitle: 'Theirs' };
  expect(bases.changedSince(new Set(), theirs)).toEqual([]);
  bases.note(new Set(), theirs);
  bases.note(title, theirs);
  expect(bases.changedSince(title, theirs)).toEqual([]);
});

test('a draft keeps them over a restart, apart from what was typed; one of before has none and says nothing', () => {
  const stored = withBases({ title: 'Mine' }, { title: 'Cells' });
  expect(draftOf(stored)).toEqual({ title: 'Mine' });
  expect(basesOf(detailsKind, stored)).toEqual({ title: 'Cells' });
  const theirs = { ...saved, title: 'Theirs' };
  expect(createDraftBases(basesOf(detailsKind, stored)).changedSince(title, theirs)).toEqual(['title']);
  expect(createDraftBases(basesOf(detailsKind, { title: 'Mine' })).changedSince(title, theirs)).toEqual([]);
  for (const odd of [null, undefined, { 'over.title': 3 }, { 'over.nothing': 'x' }, 'x'])
    expect(basesOf(detailsKind, odd)).toEqual({});
});

test('a field that was empty has a base, too', () => {
  const bases = createDraftBases({});
  const subtitle = new Set(['subtitle'] as const);
  bases.note(subtitle, saved);
  expect(bases.changedSince(subtitle, { ...saved, subtitle: 'Theirs' })).toEqual(['subtitle']);
});
