import { expect, test } from 'vitest';
import { withText } from '../../../../shared/domain/cue-edits.ts';
import { readCues, type CueSheet } from '../../../../shared/domain/cues.ts';
import { createCueEditor } from './cue-editor.ts';

const sheet = readCues('WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\n00:02.000 --> 00:03.000\nB\n');

function open(restored: CueSheet | null = null) {
  const kept: (CueSheet | null)[] = [];
  const editor = createCueEditor({ sheet, restored, onChange: (changed) => void kept.push(changed) });
  const type = (key: number, text: string) =>
    editor.change(withText(editor.get().sheet.cues, key, text), { as: `text ${String(key)}` });
  const texts = () => editor.get().sheet.cues.map(({ text }) => text);
  return { editor, kept, type, texts };
}

test('typing in one cue is one step, in another one the next; undone and done again; as it was it is not dirty', () => {
  const { editor, kept, type, texts } = open();
  type(0, 'Aa');
  type(0, 'Aaa');
  type(1, 'Bb');
  expect(texts()).toEqual(['Aaa', 'Bb']);
  editor.undo();
  expect(texts()).toEqual(['Aaa', 'B']);
  editor.undo();
  expect([texts(), editor.get().isDirty, editor.get().canUndo]).toEqual([['A', 'B'], false, false]);
  expect(kept.at(-1)).toBeNull();
  editor.redo();
  editor.redo();
  expect([texts(), editor.get().canRedo]).toEqual([['Aaa', 'Bb'], false]);
  editor.undo();
  type(1, 'Other');
  expect(editor.get().canRedo).toBe(false);
});

test('what was restored is dirty, and discarding it can be undone', () => {
  const { editor, kept, texts } = open(readCues('WEBVTT\n\n00:01.000 --> 00:02.000\nDraft\n'));
  expect([texts(), editor.get().isDirty]).toEqual([['Draft'], true]);
  editor.reset();
  expect([texts(), editor.get().isDirty, kept]).toEqual([['A', 'B'], false, [null]]);
  editor.undo();
  expect(texts()).toEqual(['Draft']);
});
