import { toTheEnd } from './selection/list-rows.ts';
import type { Platform } from './shortcuts.ts';

export type Direction = 'up' | 'down';

/** What a key does to the selection. `keep`: it stays where it is; `extend`: it grows to the new row. */
export type SelectionCommand =
  | { readonly type: 'go'; readonly by: number; readonly how: 'select' | 'extend' | 'keep' }
  | { readonly type: 'toggle' | 'select-all' | 'clear' }
  | { readonly type: 'type-ahead'; readonly text: string };
/** What a key means that each list does in its own way, or not at all. */
export type OwnCommand =
  | { readonly type: 'collapse' | 'expand' }
  | { readonly type: 'open' | 'rename' | 'delete' | 'add' | 'add-group' | 'duplicate' | 'move-to' | 'edit' }
  | { readonly type: 'move' | 'move-chapter'; readonly direction: Direction };
export type ListCommand = SelectionCommand | OwnCommand;

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}
interface KeySetting {
  readonly platform: Platform;
  readonly isRtl: boolean;
  /** How many rows Page up and Page down go. */
  readonly pageRows: number;
  /** How many items stand side by side; with more than one, left and right go to the one beside. */
  readonly columns: number;
}

const plainKeys: Readonly<Record<string, ListCommand>> = {
  Enter: { type: 'open' },
  F2: { type: 'rename' },
  Delete: { type: 'delete' },
  ' ': { type: 'toggle' },
  Escape: { type: 'clear' },
};

/** The command of a key press; null when the key means nothing here. As in the ARIA tree grid pattern. */
export function listCommandOf(press: KeyPress, setting: KeySetting): ListCommand | null {
  const mod = setting.platform === 'darwin' ? press.metaKey : press.ctrlKey;
  if (press.altKey) return altCommand(press, mod);
  if (mod && press.key.toLowerCase() === 'a') return { type: 'select-all' };
  if (setting.platform === 'darwin' && mod && press.key === 'Backspace') return { type: 'delete' };
  if (mod && !press.shiftKey && press.key.toLowerCase() === 'd') return { type: 'duplicate' };
  if (mod && !press.shiftKey && press.key.toLowerCase() === 'e') return { type: 'edit' };
  if (mod && press.key === 'Enter') return { type: press.shiftKey ? 'add-group' : 'add' };
  if (mod && press.shiftKey && press.key.toLowerCase() === 'm') return { type: 'move-to' };
  const by = distanceOf(press.key, setting);
  if (by !== 0) return { type: 'go', by, how: press.shiftKey ? 'extend' : mod ? 'keep' : 'select' };
  if (press.key === ' ' && press.shiftKey) return { type: 'go', by: 0, how: 'extend' };
  if (mod && press.key !== ' ') return null;
  return sideways(press.key, setting.isRtl) ?? plainKeys[press.key] ?? letterCommand(press);
}

/** A letter or digit goes to a title that begins with it; those typed just before are added by the listener. */
function letterCommand({ key, ctrlKey, metaKey }: KeyPress): ListCommand | null {
  return !ctrlKey && !metaKey && /^[\p{L}\p{N}]$/u.test(key) ? { type: 'type-ahead', text: key } : null;
}

function altCommand({ key, shiftKey }: KeyPress, mod: boolean): ListCommand | null {
  const direction = key === 'ArrowUp' ? 'up' : key === 'ArrowDown' ? 'down' : null;
  return direction && !mod ? { type: shiftKey ? 'move-chapter' : 'move', direction } : null;
}

function distanceOf(key: string, { pageRows, columns, isRtl }: KeySetting): number {
  const beside = columns > 1 ? (isRtl ? -1 : 1) : 0;
  const distances: Readonly<Record<string, number>> = {
    ArrowUp: -columns,
    ArrowDown: columns,
    ArrowLeft: -beside,
    ArrowRight: beside,
    PageUp: -pageRows * columns,
    PageDown: pageRows * columns,
    Home: -toTheEnd,
    End: toTheEnd,
  };
  return distances[key] ?? 0;
}

function sideways(key: string, isRtl: boolean): ListCommand | null {
  if (key === 'ArrowLeft') return { type: isRtl ? 'expand' : 'collapse' };
  return key === 'ArrowRight' ? { type: isRtl ? 'collapse' : 'expand' } : null;
}
