import { describe, expect, test } from 'vitest';
import { draggedIds, gestureStep, nothingDone, type GestureInput, type ListUi } from './gestures.ts';
import { listRows } from './list-rows.ts';
import { selectOne } from './selection.ts';

const shown = ['a', 'b', 'c'].map((id) => ({ id, title: id }));
const surface = { list: listRows<string>({ shown, has: (id) => 'abc'.includes(id) }), within: () => ['a', 'b', 'c'] };
const after = (inputs: readonly GestureInput<string>[], ui: ListUi<string> = nothingDone) =>
  inputs.reduce((now, one) => gestureStep(now, one, surface), ui);
const take = (grabbed: string, ids: readonly string[] = [grabbed]) =>
  ({ type: 'take', from: { x: 0, y: 0 }, grabbed, ids }) as const;
const move = (x: number) => ({ type: 'move', to: { x, y: 0 } }) as const;
const click = { type: 'click', id: null, held: { range: false, toggle: false } } as const;
const both = { ...nothingDone, selection: { selected: new Set(['a', 'b']), anchor: 'a', active: 'b' } };

describe('rows that are dragged', () => {
  test('a press that hardly moves is a click', () => {
    const ui = after([take('a'), move(3), { type: 'release' }], both);
    expect([ui.drag.phase, draggedIds(ui), ui.selection]).toEqual(['inactive', [], both.selection]);
  });

  test('a row that was not selected is, once it is on its way', () => {
    const ui = after([take('c'), move(5)], both);
    expect([draggedIds(ui), ui.selection]).toEqual([['c'], selectOne('c')]);
  });

  test('selected ones go together, and no rectangle is drawn', () => {
    const ui = after([take('a', ['a', 'b']), move(5), move(50)], both);
    expect([draggedIds(ui), ui.selection, ui.marquee.phase]).toEqual([['a', 'b'], both.selection, 'inactive']);
  });

  test.each(['release', 'cancel'] as const)('after %s the click that the browser makes means nothing', (type) => {
    const over = after([take('a', ['a', 'b']), move(5), { type }], both);
    expect(draggedIds(over)).toEqual([]);
    const clicked = after([click], over);
    expect([clicked.selection, clicked.drag.phase]).toEqual([both.selection, 'inactive']);
    expect(after([click], clicked).selection.selected.size).toBe(0);
  });

  test('the keyboard waits while they are on their way', () => {
    const ui = after([take('a'), move(5)], both);
    const key = { type: 'key', command: { type: 'go', by: 1, how: 'select' }, atMs: 0 } as const;
    expect(after([key], ui)).toBe(ui);
  });
});
