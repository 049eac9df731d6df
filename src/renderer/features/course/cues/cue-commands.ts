import type { KeyboardEvent } from 'react';
import { add, merge, remove, split, withTimes } from '../../../../shared/domain/cue-edits.ts';
import { cueText } from '../../../../shared/domain/cue-text.ts';
import type { PlayerHandle } from '../player-handle.ts';
import type { CueEditor } from './cue-editor.ts';
import { cueCommandOf, type CueCommand } from './cue-keys.ts';

const SKIP_MS = 2_000;

/** What buttons and keys of the cue editor do. */
export function cueCommands(editor: CueEditor, player: PlayerHandle, onSave: () => void) {
  const cues = () => editor.get().sheet.cues;
  const skip = (byMs: number) => player.seek(Math.max(0, player.atMs() + byMs));
  const toggle = () => {
    const video = player.video();
    // A play that is refused is told by the element's own error event.
    if (video?.paused) video.play().catch(() => undefined);
    else video?.pause();
  };
  /** Of the open cue; where the cursor is in its text. */
  function run(command: CueCommand, cursor: number): void {
    const { openKey } = editor.get();
    const at = cues().findIndex(({ key }) => key === openKey);
    const cue = cues()[at];
    const beside = (by: number) => cues()[at + by]?.key ?? openKey;
    if (command === 'play') return toggle();
    if (command === 'back' || command === 'on') return skip(command === 'on' ? SKIP_MS : -SKIP_MS);
    if (command === 'undo' || command === 'redo') return editor[command]();
    if (command === 'save') return onSave();
    if (command === 'add') {
      const added = add(cues(), player.atMs());
      return editor.change(added.cues, { openKey: added.key });
    }
    if (!cue || openKey === null) return editor.open(cues()[0]?.key ?? null);
    if (command === 'previous' || command === 'next') return editor.open(beside(command === 'next' ? 1 : -1));
    if (command === 'start') return editor.change(withTimes(cues(), openKey, { startMs: player.atMs() }));
    if (command === 'end') return editor.change(withTimes(cues(), openKey, { endMs: player.atMs() }));
    if (command === 'merge') return editor.change(merge(cues(), openKey));
    if (command === 'remove') {
      const openAfter = cues()[at + 1]?.key ?? cues()[at - 1]?.key ?? null;
      return editor.change(remove(cues(), openKey), { openKey: openAfter });
    }
    editor.change(split(cues(), openKey, cursor, player.atMs()));
  }
  return {
    run,
    onKeyDown(event: KeyboardEvent): void {
      const command = cueCommandOf(event.nativeEvent);
      if (!command) return;
      // Undo and Save of the page behind the dialog are not meant.
      event.preventDefault();
      event.stopPropagation();
      run(command, cursorIn(event.target));
    },
  };
}

/** Where the cursor is in the kept text, of which a letter may be several. */
export function cursorIn(target: EventTarget | null): number {
  if (!(target instanceof HTMLTextAreaElement)) return 0;
  return cueText(target.value.slice(0, target.selectionStart)).length;
}
