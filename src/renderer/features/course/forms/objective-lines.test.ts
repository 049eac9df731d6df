import { describe, expect, test } from 'vitest';
import { editLines, type LineEdit } from './objective-lines.ts';

const lines = ['a', 'b', 'c'];

describe('objectives, line by line', () => {
  test.each<[string, readonly string[], LineEdit, readonly string[], number | null]>([
    ['typing stays in its line', lines, { type: 'type', at: 1, text: 'bb' }, ['a', 'bb', 'c'], null],
    ['Enter adds below', lines, { type: 'add', after: 1 }, ['a', 'b', '', 'c'], 2],
    ['removing goes to the one above', lines, { type: 'remove', at: 2 }, ['a', 'b'], 1],
    ['removing the first stays first', lines, { type: 'remove', at: 0 }, ['b', 'c'], 0],
    ['the last one is emptied, not removed', ['a'], { type: 'remove', at: 0 }, [''], 0],
    ['up', lines, { type: 'move', at: 2, by: -1 }, ['a', 'c', 'b'], 1],
    ['down', lines, { type: 'move', at: 0, by: 1 }, ['b', 'a', 'c'], 1],
    ['not past the top', lines, { type: 'move', at: 0, by: -1 }, lines, null],
    ['not past the end', lines, { type: 'move', at: 2, by: 1 }, lines, null],
    ['a paste of several', ['a', '', 'c'], { type: 'paste', at: 1, text: ' x\r\n\n y \n' }, ['a', 'x', 'y', 'c'], 2],
    ['a paste below what is there', lines, { type: 'paste', at: 0, text: 'x\ny' }, ['a', 'x', 'y', 'b', 'c'], 2],
  ])('%s', (_name, before, edit, after, focus) => {
    expect(editLines(before, edit)).toEqual({ lines: after, focus });
  });
});
