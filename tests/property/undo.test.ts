import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editElsewhere, openTestDatabase } from '../helpers/database.ts';

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

const setTo = (id: string, group: string, value: number) => ({
  t: 'courses',
  id,
  k: 'set' as const,
  v: { [group]: valuesFor(group, value) },
});
type Studio = ReturnType<typeof openTestDatabase>;
function reopened(studio: Studio): Studio {
  studio.db.close();
  return openTestDatabase(studio.path);
}

const bulk = fc.array(
  fc.record({ id: fc.constantFrom(...ids), group: fc.constantFrom('title', 'price'), value: fc.nat(9) }),
  {
    minLength: 1,
    maxLength: 4,
  },
);

/** 300 steps, several rows and the same row twice in a step, all back and all forth, the file closed in between. */
test('300 steps are undone to the first and redone to the last, across restarts', () => {
  fc.assert(
    fc.property(fc.array(bulk, { minLength: 297, maxLength: 297 }), fc.nat(299), (steps, stopAt) => {
      let studio = openTestDatabase();
      for (const id of ids) studio.mutator.mutate({ label, drafts: [{ ...setTo(id, 'title', 0), k: 'put' }] });
      const states = [view(studio)];
      for (const step of steps) {
        studio.mutator.mutate({ label, drafts: step.map(({ id, group, value }) => setTo(id, group, value)) });
        states.push(view(studio));
      }
      studio = reopened(studio);
      for (let at = states.length - 2; at >= 0; at -= 1) {
        if (at === stopAt) studio = reopened(studio);
        expect(studio.undo.undo().success).toBe(true);
        expect(view(studio)).toBe(states[at]);
      }
      expect(studio.undo.goTo(0)).toMatchObject({ data: { moved: 3, stoppedBy: null } });
      expect(view(studio)).toBe('[null,null,null]');
      studio = reopened(studio);
      const [last] = studio.undo.list({ before: null, limit: 1 }).steps;
      expect(studio.undo.goTo(last?.n ?? 0)).toMatchObject({ data: { moved: 300, stoppedBy: null } });
      expect(view(studio)).toBe(states.at(-1));
      studio.db.close();
    }),
    { numRuns: 3 },
  );
});

const story = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ by: fc.constant('me' as const), edits: bulk }) },
    { weight: 2, arbitrary: fc.record({ by: fc.constant('them' as const), edits: bulk }) },
    {
      weight: 3,
      arbitrary: fc.record({ by: fc.constantFrom('undo' as const, 'redo' as const), edits: fc.constant([]) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        by: fc.constantFrom('anyway' as const, 'rest' as const, 'leave' as const),
        edits: fc.constant([]),
      }),
    },
  ),
  { maxLength: 60 },
);

/** What another computer wrote last is only ever replaced by an edit of one's own or by *anyway*. */
test('with edits from elsewhere in between: no undo overwrites them unasked, and what the panel says comes true', () => {
  fc.assert(
    fc.property(story, (actions) => {
      const studio = openTestDatabase();
      for (const id of ids) studio.mutator.mutate({ label, drafts: [{ ...setTo(id, 'title', 0), k: 'put' }] });
      const theirs = new Map<string, string>();
      const seen = new Set<string>();
      const isThere = (id: string) => studio.mutator.rows.read('courses', id)?.row['deleted_at_ms'] === null;
      const held = (id: string, group: string): string =>
        JSON.stringify(
          Object.keys(valuesFor(group, 0)).map((column) => studio.mutator.rows.read('courses', id)?.row[column]),
        );
      for (const { by, edits } of actions) {
        if (by === 'me') {
          studio.mutator.mutate({ label, drafts: edits.map(({ id, group, value }) => setTo(id, group, value)) });
          for (const { id, group } of edits) theirs.delete(`${id} ${group}`);
        } else if (by === 'them') {
          for (const { id, group, value } of edits) {
            editElsewhere(studio, setTo(id, group, value + 100));
            theirs.set(`${id} ${group}`, held(id, group));
            if (isThere(id)) seen.add(`${id} ${group}`);
            else seen.delete(`${id} ${group}`);
          }
        } else if (by === 'undo' || by === 'redo') {
          const { steps, currentN } = studio.undo.list({ before: null, limit: 200 });
          const next =
            by === 'undo'
              ? steps.find(({ n }) => n === currentN)
              : steps.findLast(({ isUndone, isPassedOver }) => isUndone && !isPassedOver);
          const asked = studio.undo.question(by);
          const result = studio.undo[by]();
          expect(result.success).toBe(next !== undefined && !next.isChanged);
          expect(asked !== null).toBe(next?.isChanged === true);
        } else {
          const question = studio.undo.question('undo');
          if (!question) continue;
          expect(studio.undo.resolve({ n: question.n, direction: 'undo', choice: by }).success).toBe(true);
          if (by === 'anyway') for (const { id, group } of question.changes) theirs.delete(`${id} ${group}`);
        }
        for (const [place, value] of theirs) {
          const [id = '', group = ''] = place.split(' ');
          expect(held(id, group)).toBe(value);
          // Nor is what they wrote deleted with a row that was made here.
          if (seen.has(place)) expect(isThere(id)).toBe(true);
        }
      }
      studio.db.close();
    }),
    { numRuns: 60 },
  );
});

/** Walking back by the panel's list, each step's mark is what undo then answers. */
test('a step that the panel shows as undoable is, once the later ones are undone', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ isTheirs: fc.boolean(), edits: bulk }), { maxLength: 30 }), (edits) => {
      const studio = openTestDatabase();
      for (const id of ids) studio.mutator.mutate({ label, drafts: [{ ...setTo(id, 'title', 0), k: 'put' }] });
      for (const { isTheirs, edits: all } of edits) {
        const drafts = all.map(({ id, group, value }) => setTo(id, group, value));
        if (isTheirs) for (const draft of drafts) editElsewhere(studio, draft);
        else studio.mutator.mutate({ label, drafts });
      }
      const { steps } = studio.undo.list({ before: null, limit: 200 });
      for (const { isChanged } of steps) {
        expect(studio.undo.undo().success).toBe(!isChanged);
        if (isChanged) break;
      }
      studio.db.close();
    }),
    { numRuns: 60 },
  );
});
