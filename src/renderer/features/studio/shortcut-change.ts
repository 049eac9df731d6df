import {
  appCommand,
  shortcutCommands,
  type ListVerb,
  type ShortcutCommand,
} from '../../../shared/domain/app-command.ts';
import type { Platform } from '../../../shared/domain/key-press.ts';
import { refusalOf, type KeyRefusal } from '../../../shared/domain/reserved-keys.ts';
import { commandWith, type KeyTable } from '../../../shared/domain/shortcut-keys.ts';
import type { Words } from '../../../shared/messages/words.ts';

/** What it would mean to give a command these keys; null: none. */
export type KeyVerdict =
  | { readonly kind: 'free' }
  | { readonly kind: 'refused'; readonly why: KeyRefusal }
  | { readonly kind: 'taken'; readonly by: ShortcutCommand };

export function judgeKeys(
  table: KeyTable,
  command: ShortcutCommand,
  keys: string | null,
  platform: Platform,
): KeyVerdict {
  const why = keys === null ? null : refusalOf(command, keys, platform);
  if (why) return { kind: 'refused', why };
  const by = commandWith(table, keys, shortcutCommands);
  return by && by !== command ? { kind: 'taken', by } : { kind: 'free' };
}

/** What the command is called. */
export function commandWords(t: Words, command: ShortcutCommand): string {
  const known = appCommand.safeParse(command);
  return known.success ? t(`command.${known.data}`) : t(`shortcuts.verb.${command as ListVerb}`);
}
