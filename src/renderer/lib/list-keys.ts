import { listVerbs, type ListVerb } from '../../shared/domain/app-command.ts';
import { keysOfPress, type KeyPress, type Platform } from '../../shared/domain/key-press.ts';
import { commandWith, type KeyTable } from '../../shared/domain/shortcut-keys.ts';
import { toTheEnd } from './selection/list-rows.ts';

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

interface KeySetting {
  readonly platform: Platform;
  readonly table: KeyTable;
  readonly isRtl: boolean;
  /** How many rows Page up and Page down go. */
  readonly pageRows: number;
  /** How many items stand side by side; with more than one, left and right go to the one beside. */
  readonly columns: number;
}

const plainKeys: Readonly<Record<string, ListCommand>> = {
  Enter: { type: 'open' },
  ' ': { type: 'toggle' },
  Escape: { type: 'clear' },
};

const verbs: Readonly<Record<ListVerb, OwnCommand>> = {
  rename: { type: 'rename' },
  delete: { type: 'delete' },
  duplicate: { type: 'duplicate' },
  edit: { type: 'edit' },
  add: { type: 'add' },
  addGroup: { type: 'add-group' },
  moveTo: { type: 'move-to' },
  moveUp: { type: 'move', direction: 'up' },
  moveDown: { type: 'move', direction: 'down' },
  moveChapterUp: { type: 'move-chapter', direction: 'up' },
  moveChapterDown: { type: 'move-chapter', direction: 'down' },
};

/** The command of a key press; null when the key means nothing here. As in the ARIA tree grid pattern. */
export function listCommandOf(press: KeyPress, setting: KeySetting): ListCommand | null {
  const mod = setting.platform === 'darwin' ? press.metaKey : press.ctrlKey;
  const keys = keysOfPress(press, setting.platform);
  const verb = commandWith(setting.table, keys, listVerbs);
  if (verb) return verbs[verb];
  if (press.altKey) return null;
  if (keys === 'Mod+A') return { type: 'select-all' };
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
