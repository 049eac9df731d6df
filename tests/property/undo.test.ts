import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../helpers/database.ts';

const ids = ['a', 'b', 'c'].map((letter) => `0190a6c8-0000-7000-8000-00000000000${letter}`);
const label = { code: 'course.edit' as const, count: 1, name: '' };

const edit = fc.record({
  id: fc.constantFrom(...ids),
  kind: fc.constantFrom('put', 'set'),
  group: fc.constantFrom('title', 'subtitle', 'price', 'life'),
  value: fc.nat(5),
});
const action = fc.oneof(
  { weight: 4, arbitrary: edit },
  { weight: 3, arbitrary: fc.constant('undo') },
  { weight: 2, arbitrary: fc.constant('redo') },
);

function valuesFor(group: string, value: number): Record<string, string | number | null> {
  if (group === 'price') return { price_minor: value, currency: 'EUR' };
  return group === 'life' ? { deleted_at_ms: value > 2 ? value : null } : { [group]: `v${value}` };
}

/** What a person sees of the rows: values, and nothing of rows that are deleted. */
function view(studio: ReturnType<typeof openTestDatabase>): string {
  const rows = ids.map((id) => studio.mutator.rows.read('courses', id)?.row ?? null);
  const seen = rows.map((row) =>
    row && row['deleted_at_ms'] === null ? [row['title'], row['subtitle'], row['price_minor']] : null,
  );
  return JSON.stringify(seen);
}

/** Undo and redo walk the very states that the edits went through, whatever the mixture. */
test('undo and redo lead through the states that were there', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const studio = openTestDatabase();
      const states = [view(studio)];
      let at = 0;
      for (const step of actions) {
        if (step === 'undo') {
          expect(studio.undo.undo().success).toBe(at > 0);
          at = Math.max(0, at - 1);
        } else if (step === 'redo') {
          expect(studio.undo.redo().success).toBe(at < states.length - 1);
          at = Math.min(states.length - 1, at + 1);
        } else {
          const draft = {
            t: 'courses',
            id: step.id,
            k: step.kind as 'put' | 'set',
            v: { [step.group]: valuesFor(step.group, step.value) },
          };
          if (studio.mutator.mutate({ label, drafts: [draft] })) {
            states.length = ++at;
            states.push(view(studio));
          }
        }
        expect(view(studio)).toBe(states[at]);
      }
      studio.db.close();
    }),
    { numRuns: 60 },
  );
});
