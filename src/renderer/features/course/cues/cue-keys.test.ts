import { expect, test } from 'vitest';
import { cueCommandOf } from './cue-keys.ts';

const plain = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false };

test.each([
  [{ code: 'KeyP', altKey: true }, 'play'],
  [{ code: 'BracketLeft', altKey: true }, 'start'],
  [{ code: 'Enter', ctrlKey: true }, 'split'],
  [{ code: 'Enter', metaKey: true, shiftKey: true }, 'add'],
  [{ code: 'KeyZ', ctrlKey: true, shiftKey: true }, 'redo'],
  // What one types: letters, new lines, and brackets with AltGr.
  [{ code: 'KeyP' }, null],
  [{ code: 'Enter' }, null],
  [{ code: 'BracketLeft', altKey: true, ctrlKey: true }, null],
])('%j', (key, command) => {
  expect(cueCommandOf({ ...plain, ...key })).toBe(command);
});
