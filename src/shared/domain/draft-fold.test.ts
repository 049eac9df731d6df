import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldDrafts } from './draft-fold.ts';

test('each field is as it was typed last, with what it was typed over; older words of a field are not lost', () => {
  const newest = { fields: { title: 'B', 'over.title': 'saved' }, savedAtMs: 3 };
  const middle = { fields: { title: 'A', 'over.title': 'older', subtitle: 'S', 'over.subtitle': 's' }, savedAtMs: 2 };
  const oldest = { fields: { title: 'A', subtitle: '', audience: 'All' }, savedAtMs: 1 };
  expect(foldDrafts([newest, middle, oldest])).toEqual({
    draft: {
      fields: { title: 'B', 'over.title': 'saved', subtitle: 'S', 'over.subtitle': 's', audience: 'All' },
      savedAtMs: 3,
    },
    others: [{ fields: { title: 'A' }, savedAtMs: 2 }],
  });
});

test('a title has no words in what it is typed over; nothing is made of nothing', () => {
  const typed = (title: string, over: string, savedAtMs: number) => ({ fields: { title, over }, savedAtMs });
  expect(foldDrafts([typed('B', 'x', 2), typed('B', 'y', 1)])).toEqual({ draft: typed('B', 'x', 2), others: [] });
  expect(foldDrafts([])).toEqual({ draft: null, others: [] });
});

test('no text that somebody typed is lost, none is offered beside itself', () => {
  const fields = fc.dictionary(fc.constantFrom('title', 'body', 'tags'), fc.constantFrom('', 'a', 'b', 'c'));
  const drafts = fc.array(fields, { maxLength: 4 });
  fc.assert(
    fc.property(drafts, (typed) => {
      const { draft, others } = foldDrafts(typed.map((one, at) => ({ fields: one, savedAtMs: 9 - at })));
      const entries = (all: readonly object[]) => all.flatMap((one) => Object.entries(one).map(String));
      const kept = entries([draft?.fields ?? {}, ...others.map((other) => other.fields)]);
      const words = entries(typed).filter((entry) => !entry.endsWith(','));
      expect(words.filter((entry) => !kept.includes(entry))).toEqual([]);
      expect(new Set(kept).size).toBe(kept.length);
    }),
  );
});
