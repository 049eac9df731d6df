import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gestureStep, nothingDone, shownAsSelected } from '../../src/renderer/lib/selection/gestures.ts';
import type { GestureInput, ListUi, Surface } from '../../src/renderer/lib/selection/gestures.ts';
import { listRows, toTheEnd, type ListItem } from '../../src/renderer/lib/selection/list-rows.ts';
import { edgeSpeed, rowsIn } from '../../src/renderer/lib/selection/marquee.ts';

/* The laws of the one selection model, on lists of groups and rows, over whole lives of gestures. */
const ROW_PX = 32;

/** A row is a group when its number says so; what is in a list besides the shown is folded, hidden or gone. */
const idOf = (n: number): string => `${n % 5 === 0 ? '#' : 'r'}${String(n)}`;
const itemOf = (n: number): ListItem<string> => ({ id: idOf(n), title: `Row ${String(n % 7)}`, isGroup: n % 5 === 0 });

interface Content {
  readonly shown: readonly number[];
  readonly folded: readonly number[];
  readonly hidden: readonly number[];
  readonly columns: number;
}
function surfaceOf({ shown, folded, hidden, columns }: Content): Surface<string> {
  const there = new Set([...shown, ...folded, ...hidden].map(idOf));
  const list = listRows({
    shown: shown.map(itemOf),
    folded: folded.map(itemOf),
    has: (id) => there.has(id),
    columns,
  });
  return {
    list,
    within(box) {
      const [from, end] = rowsIn(box, ROW_PX, shown.length);
      return list.shown.slice(from, end).map(({ id }) => id);
    },
  };
}

const content: fc.Arbitrary<Content> = fc
  .record({
    all: fc.uniqueArray(fc.nat(60), { maxLength: 40 }),
    cuts: fc.tuple(fc.nat(40), fc.nat(40)),
    columns: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ all, cuts, columns }) => {
    const [one = 0, two = 0] = cuts.map((cut) => cut % (all.length + 1)).toSorted((a, b) => a - b);
    // The most is shown, so that there is something to do.
    return { folded: all.slice(0, one), hidden: all.slice(one, two).slice(0, 3), shown: all.slice(two), columns };
  });
const id = fc.nat(60).map(idOf);
const point = fc.record({ x: fc.integer({ min: -20, max: 400 }), y: fc.integer({ min: -100, max: 2_000 }) });
const mode = fc.constantFrom('replace' as const, 'add' as const, 'subtract' as const);
const held = fc.record({ range: fc.boolean(), toggle: fc.boolean() });
const by = fc.constantFrom(-toTheEnd, -9, -1, 0, 1, 9, toTheEnd);
const command = fc.oneof(
  fc.record({ type: fc.constant('go' as const), by, how: fc.constantFrom('select', 'extend', 'keep') }),
  fc.record({ type: fc.constantFrom('toggle' as const, 'select-all' as const, 'clear' as const) }),
  fc.record({ type: fc.constant('type-ahead' as const), text: fc.constantFrom('r', 'o', 'w', '3', 'x') }),
);
const input: fc.Arbitrary<GestureInput<string>> = fc.oneof(
  fc.record({ type: fc.constant('press' as const), from: fc.option(point), mode }),
  fc.record({ type: fc.constant('move' as const), to: point }),
  fc.record({ type: fc.constantFrom('release' as const, 'cancel' as const) }),
  fc.record({ type: fc.constant('click' as const), id: fc.option(id), held }),
  fc.record({ type: fc.constantFrom('menu' as const, 'focus' as const), id }),
  fc.record({ type: fc.constant('key' as const), command, atMs: fc.nat(10_000) }),
);
const life = fc.array(input, { maxLength: 40 });

const after = (inputs: readonly GestureInput<string>[], surface: Surface<string>, ui: ListUi<string> = nothingDone) =>
  inputs.reduce((now, one) => gestureStep(now, one, surface), ui);
const sorted = (ids: Iterable<string>): string[] => [...ids].toSorted();
const click = (one: string, keys: Partial<{ range: boolean; toggle: boolean }> = {}): GestureInput<string> => ({
  type: 'click',
  id: one,
  held: { range: false, toggle: false, ...keys },
});
const key = (type: 'toggle' | 'select-all' | 'clear'): GestureInput<string> => ({
  type: 'key',
  command: { type },
  // Long after any letter: Space is no part of a word.
  atMs: 1e9,
});
/** A list with at least so many rows displayed, a life in it, and rows that are displayed. */
const scene = (rows: number) =>
  fc
    .record({ content, life, picks: fc.array(fc.nat(), { minLength: rows, maxLength: rows }) })
    .filter((one) => one.content.shown.length > 0)
    .map((one) => {
      const surface = surfaceOf(one.content);
      const picked = one.picks.map((pick) => surface.list.shown[pick % surface.list.shown.length]?.id ?? '');
      // What a rectangle may still be doing is over, and the click of it has been.
      const ui = after(
        [{ type: 'cancel' }, { type: 'press', from: null, mode: 'add' }],
        surface,
        after(one.life, surface),
      );
      return { surface, ui, picked };
    });

test('whatever is done, nothing is selected that is not there, also when rows leave on the way', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(content, life), { maxLength: 5 }), (parts) => {
      let ui: ListUi<string> = nothingDone;
      for (const [part, inputs] of parts) {
        const surface = surfaceOf(part);
        for (const one of inputs) {
          const before = ui.selection;
          ui = gestureStep(ui, one, surface);
          const isChanged = ui.selection.selected !== before.selected;
          expect(isChanged ? [...ui.selection.selected].filter((held_) => !surface.list.has(held_)) : []).toEqual([]);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a click selects one; a toggle twice changes nothing of what is selected', () => {
  fc.assert(
    fc.property(scene(1), ({ surface, ui, picked: [one = ''] }) => {
      expect(after([click(one)], surface, ui).selection).toEqual({
        selected: new Set([one]),
        anchor: one,
        active: one,
      });
      const clean = sorted([...ui.selection.selected].filter(surface.list.has));
      const twice = after([click(one, { toggle: true }), click(one, { toggle: true })], surface, ui);
      expect(sorted(twice.selection.selected)).toEqual(clean);
      const atKeys = after([{ type: 'focus', id: one }, key('toggle'), key('toggle')], surface, ui);
      expect(sorted(atKeys.selection.selected)).toEqual(clean);
    }),
  );
});

test('a range is what lies between, of one kind; its anchor stays; the way to its end does not matter', () => {
  fc.assert(
    fc.property(scene(3), ({ surface, ui, picked: [from = '', over = '', to = ''] }) => {
      const { list } = surface;
      const direct = after([click(from), click(to, { range: true })], surface, ui).selection;
      const isGroup = (one: string): boolean => one.startsWith('#');
      const [low, high] = [list.indexOf(from), list.indexOf(to)].toSorted((a, b) => a - b);
      const between = list.shown.map((row) => row.id).slice(low, (high ?? 0) + 1);
      const isRange = isGroup(from) === isGroup(to);
      const wanted = isRange ? between.filter((one) => isGroup(one) === isGroup(to)) : [to];
      expect(sorted(direct.selected)).toEqual(sorted(wanted));
      expect([direct.anchor, direct.active]).toEqual([isRange ? from : to, to]);
      if (isGroup(over) !== isGroup(from)) return;
      const detour = [click(from), click(over, { range: true }), click(to, { range: true })];
      expect(after(detour, surface, ui).selection).toEqual(direct);
    }),
  );
});

test('an added range takes nothing away, and adds the same as the range alone', () => {
  fc.assert(
    fc.property(scene(2), ({ surface, ui, picked: [from = '', to = ''] }) => {
      const start = after([click(from, { toggle: true })], surface, ui);
      const added = after([click(to, { range: true, toggle: true })], surface, start).selection.selected;
      const alone = after([click(from), click(to, { range: true })], surface, ui).selection;
      if (alone.anchor !== from) return; // another kind: there is no range
      expect(sorted(added)).toEqual(sorted(new Set([...start.selection.selected, ...alone.selected])));
    }),
  );
});

test('a rectangle replaces, adds or takes away the rows that it touches, and no others', () => {
  fc.assert(
    fc.property(scene(0), point, fc.array(point, { minLength: 1, maxLength: 6 }), mode, (one, from, way, how) => {
      const { surface, ui } = one;
      const moves = way.map((to) => ({ type: 'move', to }) as const);
      const drawn = after([{ type: 'press', from, mode: how }, ...moves], surface, ui);
      const to = way.at(-1) ?? from;
      if (drawn.marquee.phase !== 'active') {
        expect(shownAsSelected(drawn)).toBe(ui.selection.selected);
        return;
      }
      const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
      const touched = surface.list.shown
        .filter((_row, at) => at * ROW_PX <= bottom && (at + 1) * ROW_PX > top)
        .map((row) => row.id);
      const before = ui.selection.selected;
      const wanted = {
        replace: touched,
        add: [...before, ...touched],
        subtract: [...before].filter((row) => !touched.includes(row)),
      }[how];
      expect(sorted(shownAsSelected(drawn))).toEqual(sorted(new Set(wanted)));
      expect(drawn.selection).toBe(ui.selection);
      const resolved = after([{ type: 'release' }], surface, drawn);
      expect(sorted(resolved.selection.selected)).toEqual(sorted(new Set(wanted.filter(surface.list.has))));
      expect(
        after([{ type: 'click', id: null, held: { range: false, toggle: false } }], surface, resolved).selection,
      ).toBe(resolved.selection);
    }),
    { numRuns: 300 },
  );
});

test('Escape while it is drawn, or another window: all is as it was, and the click of it means nothing', () => {
  fc.assert(
    fc.property(scene(1), point, point, mode, fc.boolean(), (one, from, to, how, isKey) => {
      const { surface, ui, picked } = one;
      const end: GestureInput<string> = isKey ? key('clear') : { type: 'cancel' };
      const drawn = after(
        [
          { type: 'press', from, mode: how },
          { type: 'move', to },
        ],
        surface,
        ui,
      );
      if (drawn.marquee.phase !== 'active') return;
      const givenUp = after([end, { type: 'move', to: from }, { type: 'release' }], surface, drawn);
      expect(shownAsSelected(givenUp)).toBe(ui.selection.selected);
      expect(after([click(picked[0] ?? '')], surface, givenUp).selection).toBe(ui.selection);
    }),
  );
});

test('all are selected: what is displayed of one kind; again, what is folded away, too; then it stays', () => {
  fc.assert(
    fc.property(scene(1), ({ surface, ui, picked: [one = ''] }) => {
      const isGroup = one.startsWith('#');
      const idsOf = (items: readonly ListItem<string>[]): string[] =>
        items.filter((row) => (row.isGroup === true) === isGroup).map((row) => row.id);
      const [shown, all] = [idsOf(surface.list.shown), idsOf([...surface.list.shown, ...surface.list.folded])];
      // From a row of another kind than the selected ones, or none: never all of them at first.
      const start = after([click(one), click(one, { toggle: true })], surface, ui);
      const once = after([key('select-all')], surface, start);
      expect(sorted(once.selection.selected)).toEqual(sorted(shown));
      const twice = after([key('select-all')], surface, once);
      expect(sorted(twice.selection.selected)).toEqual(sorted(all));
      expect(after([key('select-all')], surface, twice).selection.selected).toEqual(twice.selection.selected);
      expect(once.selection.active).toBe(one);
    }),
  );
});

test('rows that are reordered or hidden stay selected; those that leave do not come back by a gesture', () => {
  fc.assert(
    fc.property(content, life, fc.nat(), (first, inputs, turn) => {
      const ui = after([...inputs, { type: 'cancel' }, { type: 'press', from: null, mode: 'add' }], surfaceOf(first));
      const at = first.shown.length === 0 ? 0 : turn % first.shown.length;
      const reordered = surfaceOf({ ...first, shown: [...first.shown.slice(at), ...first.shown.slice(0, at)] });
      const hidden = surfaceOf({
        ...first,
        shown: first.shown.slice(at),
        hidden: [...first.hidden, ...first.shown.slice(0, at)],
      });
      const look: GestureInput<string> = { type: 'focus', id: idOf(61) };
      for (const surface of [reordered, hidden])
        expect(after([look], surface, ui).selection.selected).toEqual(ui.selection.selected);
      const left = surfaceOf({ ...first, shown: first.shown.slice(at), folded: [], hidden: [] });
      const held_ = after([look], left, ui).selection.selected;
      expect(sorted(held_)).toEqual(sorted([...ui.selection.selected].filter(left.list.has)));
    }),
  );
});

test('an edge scrolls the faster the nearer, towards it, and nowhere in between', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 100, max: 900 }),
      fc.nat(100),
      (top, high, deep) => {
        const box = { top, bottom: top + high };
        expect(edgeSpeed(top + high / 2, box)).toBe(0);
        expect(edgeSpeed(top - deep, box)).toBeLessThan(0);
        expect(edgeSpeed(box.bottom + deep, box)).toBeGreaterThan(0);
        expect(edgeSpeed(top - deep - 1, box)).toBeLessThanOrEqual(edgeSpeed(top - deep, box));
      },
    ),
  );
});
