import { beforeEach, describe, expect, test } from 'vitest';
import { nextToRename, runOutlineCommand } from './outline-commands.ts';
import { keyTable } from '../../../shared/domain/shortcut-keys.ts';
import { listCommandOf, type SelectionCommand } from '../../lib/list-keys.ts';
import { gestureStep, type GestureInput } from '../../lib/selection/gestures.ts';
import { outlineList, rowsOf, type RowId } from './outline-rows.ts';
import { createOutlineUi, showLesson, type OutlineStore } from './outline-ui.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline } from './outline.fixture.ts';

const outline = sampleOutline(2, 1, 2);
let store: OutlineStore;
const asked: string[] = [];
const add = (what: string) => () => Promise.resolve(void asked.push(what));
const verbs = {
  addChapter: add('chapter'),
  addLesson: add('lesson'),
  duplicate: add('duplicate'),
  move: () => undefined,
  moveChapter: () => undefined,
  askWhereTo: () => void asked.push('where to'),
  askWhatToEdit: () => void asked.push('what to edit'),
  remove: () => Promise.resolve(),
};
beforeEach(() => {
  store = createOutlineUi(courseAt(1));
});

const rows = () => rowsOf(outline, store.getState().collapsed);
function gesture(input: GestureInput<RowId>): void {
  const surface = { list: outlineList(outline, rows()), within: () => [] };
  store.setState(gestureStep(store.getState(), input, surface));
}
function press(...keys: string[]): void {
  for (const name of keys) {
    const held = { shiftKey: name.includes('Shift+'), ctrlKey: name.includes('Ctrl+') };
    const key = name.replace(/^.*\+(?=.)/, '');
    const setting = { platform: 'linux', table: keyTable({}, 'linux'), isRtl: false, pageRows: 3, columns: 1 } as const;
    const command = listCommandOf({ key, metaKey: false, altKey: false, ...held }, setting);
    if (!command || runOutlineCommand(command, { rows: rows(), store, verbs })) continue;
    gesture({ type: 'key', command: command as SelectionCommand, atMs: 0 });
  }
}
function click(id: RowId, keys: { range?: boolean; toggle?: boolean } = {}): void {
  gesture({ type: 'click', id, held: { range: false, toggle: false, ...keys } });
}
/** `L1 L2*`: what is selected, in displayed order, `*` behind the active row. */
function shown(): string {
  const { selected, active } = store.getState().selection;
  const name = (id: RowId) => `${id.startsWith(chapterAt(1).slice(0, 23)) ? 'C' : 'L'}${String(Number(id.slice(-12)))}`;
  const all = rows().filter(({ id }) => selected.has(id) || id === active);
  return all.map(({ id }) => `${selected.has(id) ? '' : '-'}${name(id)}${id === active ? '*' : ''}`).join(' ');
}

describe('keyboard and clicks in the outline', () => {
  test('arrows walk over chapters and lessons alike', () => {
    press('ArrowDown');
    expect(shown()).toBe('C1*');
    press('ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(shown()).toBe('C2*');
    press('End');
    expect(shown()).toBe('L5*');
    press('Home');
    expect(shown()).toBe('C1*');
  });

  test('Ctrl+Enter adds a lesson, with Shift a chapter; Ctrl+D duplicates; Ctrl+Shift+M asks where to move, Ctrl+E what to edit', () => {
    asked.length = 0;
    press('Ctrl+Enter', 'Ctrl+Shift+Enter', 'Ctrl+d', 'Ctrl+Shift+M', 'Ctrl+e');
    expect(asked).toEqual(['lesson', 'chapter', 'duplicate', 'where to', 'what to edit']);
  });

  test('a range of lessons steps over the chapters between them', () => {
    click(lessonAt(2));
    press('Shift+ArrowDown');
    expect(shown()).toBe('L2 L3*');
    press('Shift+ArrowDown');
    expect(shown()).toBe('L2 L3 L4*');
    press('Shift+ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowUp');
    expect(shown()).toBe('L1* L2');
  });

  test('a shift-click takes in lessons only, and starts anew on a chapter', () => {
    click(lessonAt(1));
    click(lessonAt(4), { range: true });
    expect(shown()).toBe('L1 L2 L3 L4*');
    click(chapterAt(2), { range: true });
    expect(shown()).toBe('C2*');
    click(chapterAt(3), { range: true });
    expect(shown()).toBe('C2 C3*');
  });

  test('Ctrl lets the keyboard walk without the selection, Space takes a row in', () => {
    click(lessonAt(1));
    press('Ctrl+ArrowDown', 'Ctrl+ArrowDown', 'Ctrl+ArrowDown');
    expect(shown()).toBe('L1 -L3*');
    press(' ');
    expect(shown()).toBe('L1 L3*');
    click(lessonAt(1), { toggle: true });
    expect(shown()).toBe('-L1* L3');
  });

  test('everything is every lesson, or every chapter when the keyboard is on one', () => {
    press('Ctrl+a');
    expect(shown()).toBe('L1* L2 L3 L4 L5');
    press('Escape');
    expect(shown()).toBe('L1*');
    click(chapterAt(2));
    press('Ctrl+a');
    expect(shown()).toBe('C1 C2* C3');
  });

  test('left closes and goes up, right opens and goes down', () => {
    click(lessonAt(2));
    press('ArrowLeft');
    expect(shown()).toBe('C1*');
    press('ArrowLeft');
    expect(rows().map((row) => row.kind)).toEqual(['chapter', 'chapter', 'lesson', 'chapter', 'lesson', 'lesson']);
    press('ArrowRight', 'ArrowRight');
    expect(shown()).toBe('L1*');
  });

  test('F2 types the active title; Tab goes on to the next row and stops at the end', () => {
    click(lessonAt(5));
    press('F2');
    expect(store.getState().renaming).toBe(lessonAt(5));
    expect(nextToRename(rows(), lessonAt(2), 1)).toBe(chapterAt(2));
    expect(nextToRename(rows(), lessonAt(1), -1)).toBe(chapterAt(1));
    expect(nextToRename(rows(), lessonAt(5), 1)).toBeNull();
    expect(nextToRename(rows(), lessonAt(5), 0)).toBeNull();
  });

  test('a lesson that is asked for is selected, its chapter open, the inspector beside it', () => {
    store.setState({ collapsed: new Set([chapterAt(3)]), isInspectorOpen: false });
    showLesson(store, outline, lessonAt(4));
    expect(shown()).toBe('L4*');
    expect(store.getState()).toMatchObject({ isInspectorOpen: true, wanted: lessonAt(4) });
    showLesson(store, outline, lessonAt(9));
    expect(shown()).toBe('L4*');
  });
});
