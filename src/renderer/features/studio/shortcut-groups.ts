import { appCommands } from '../../../shared/domain/app-command.ts';
import type { Platform } from '../../../shared/domain/key-press.ts';
import type { OfferedVerb } from '../../lib/command-bus.ts';
import type { Words } from '../../../shared/messages/words.ts';
import { shortcutText, type Shortcuts } from '../../lib/shortcuts.ts';
import { textSearch } from '../../lib/text-search.ts';

interface ShortcutLine {
  readonly id: string;
  readonly label: string;
  readonly keys: string;
}
interface ShortcutGroup {
  readonly id: 'everywhere' | 'here' | 'lists' | 'player';
  readonly lines: readonly ShortcutLine[];
}

/** What is no command and stands in no menu: see lib/list-keys.ts and the course's player-model.ts. */
const listKeys = { all: 'Mod+A', extend: 'Shift+ArrowUp Shift+ArrowDown', toggle: 'Mod+Space', clear: 'Esc' } as const;
const playerKeys = { play: 'K', back: 'J', on: 'L', mute: 'M', captions: 'S', mark: 'C', full: 'F' } as const;

interface SheetSource {
  readonly t: Words;
  readonly platform: Platform;
  readonly shortcuts: Shortcuts;
  /** Verbs of the page for what is selected. */
  readonly offered: readonly OfferedVerb[];
}

/** The lines whose words or keys fit the search, under where they hold; groups without any are left out. */
export function shortcutGroups(
  { t, platform, shortcuts, offered }: SheetSource,
  search: string,
): readonly ShortcutGroup[] {
  const fits = textSearch(search);
  const idsOf = <Id extends string>(keys: Readonly<Record<Id, string>>) => Object.keys(keys) as Id[];
  const groups: readonly ShortcutGroup[] = [
    {
      id: 'everywhere',
      lines: appCommands.map((id) => ({ id, label: t(`command.${id}`), keys: shortcuts.of(id) })),
    },
    { id: 'here', lines: offered.map(({ id, label, shortcut = '' }) => ({ id, label, keys: shortcut })) },
    {
      id: 'lists',
      lines: idsOf(listKeys).map((id) => ({
        id,
        label: t(`shortcuts.list.${id}`),
        keys: listKeys[id]
          .split(' ')
          .map((keys) => shortcutText(keys, platform))
          .join(' '),
      })),
    },
    {
      id: 'player',
      lines: idsOf(playerKeys).map((id) => ({ id, label: t(`shortcuts.player.${id}`), keys: playerKeys[id] })),
    },
  ];
  return groups
    .map(({ id, lines }) => ({ id, lines: lines.filter(({ label, keys }) => keys !== '' && fits(`${label} ${keys}`)) }))
    .filter(({ lines }) => lines.length > 0);
}
