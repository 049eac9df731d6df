/** What a key does in the cue editor, also while one types. */
export type CueCommand =
  | 'play'
  | 'back'
  | 'on'
  | 'previous'
  | 'next'
  | 'start'
  | 'end'
  | 'split'
  | 'merge'
  | 'add'
  | 'remove'
  | 'undo'
  | 'redo'
  | 'save';

interface Key {
  readonly code: string;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** By the place of the key: with Alt some keyboards write another letter. */
const withAlt: Readonly<Record<string, CueCommand>> = {
  KeyP: 'play',
  KeyJ: 'back',
  KeyL: 'on',
  ArrowUp: 'previous',
  ArrowDown: 'next',
  BracketLeft: 'start',
  BracketRight: 'end',
  KeyM: 'merge',
};
const withMod: Readonly<Record<string, CueCommand>> = { Enter: 'split', KeyZ: 'undo', KeyY: 'redo', KeyS: 'save' };
const withModShift: Readonly<Record<string, CueCommand>> = { Enter: 'add', Backspace: 'remove', KeyZ: 'redo' };

export function cueCommandOf({ code, altKey, shiftKey, ctrlKey, metaKey }: Key): CueCommand | null {
  const isMod = ctrlKey || metaKey;
  // AltGr is Ctrl and Alt: it writes brackets on many keyboards.
  if (altKey) return isMod || shiftKey ? null : (withAlt[code] ?? null);
  if (!isMod) return null;
  return (shiftKey ? withModShift : withMod)[code] ?? null;
}
