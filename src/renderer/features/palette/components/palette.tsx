import { useQuery } from '@tanstack/react-query';
import { Dialog as Radix } from 'radix-ui';
import { useRef, useState } from 'react';
import { ComboList } from '../../../components/combo-list.tsx';
import { useDialogFocus } from '../../../components/dialog-focus.ts';
import { useStudio, type Studio } from '../../../hooks/studio-context.ts';
import { useCommand } from '../../../hooks/use-command.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { OfferedVerb } from '../../../lib/command-bus.ts';
import { isPageCovered } from '../../../lib/dom.ts';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import type { Shortcuts } from '../../../lib/shortcuts.ts';
import { entriesOf, type Entry } from '../entries.ts';
import { searchQuery, type Found } from '../queries.ts';
import { noteRecent, readRecent } from '../recent.ts';
import { EntryLine } from './entry-line.tsx';

interface PaletteProps {
  readonly onGo: (found: Found) => void;
}

/** Everything that can be done and gone to, found by typing. */
export function Palette({ onGo }: PaletteProps) {
  const studio = useStudio();
  const shortcuts = useShortcuts();
  /** As they were when the palette was opened: nothing changes under what is being typed. Null: it is closed. */
  const [verbs, setVerbs] = useState<readonly OfferedVerb[] | null>(null);
  useCommand('palette', () => setVerbs(verbs === null && !isPageCovered() ? verbsNow(studio, shortcuts) : null), false);
  return verbs ? <OpenPalette verbs={verbs} onGo={onGo} onClose={() => setVerbs(null)} /> : null;
}

function verbsNow({ t, commands }: Studio, shortcuts: Shortcuts): readonly OfferedVerb[] {
  const possible = commands.possible();
  return [
    ...possible.map((id) => ({
      id,
      label: t(`command.${id}`),
      shortcut: shortcuts.of(id),
      run: () => void commands.run(id),
    })),
    ...offeredOnce(commands.offered(), possible),
  ];
}

/** Of the same verb in two menus, or in one and among the commands, one is enough. */
function offeredOnce(offered: readonly OfferedVerb[], known: readonly string[]): readonly OfferedVerb[] {
  const ids = new Set<string>(known);
  return offered.filter(({ id }) => !ids.has(id) && ids.add(id));
}

interface OpenPaletteProps extends PaletteProps {
  readonly verbs: readonly OfferedVerb[];
  readonly onClose: () => void;
}

function OpenPalette({ verbs, onGo, onClose }: OpenPaletteProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const [recent] = useState(readRecent);
  const { data, isSuccess, error } = useQuery(searchQuery(search, recent));
  const entries = entriesOf({ verbs, found: data?.found ?? [] }, search, recent);
  const chosen = useRef<Entry>(null);
  const focus = useDialogFocus();
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    chosen.current = entry;
    noteRecent(entry.id);
    onClose();
  };
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-shade" />
        <Radix.Content
          onOpenAutoFocus={focus.onOpenAutoFocus}
          // A verb acts where the keyboard was before: on the selected row, in the field.
          onCloseAutoFocus={(event) => {
            focus.onCloseAutoFocus(event);
            if (chosen.current?.kind === 'verb') chosen.current.verb.run();
            else if (chosen.current) onGo(chosen.current.found);
          }}
          aria-describedby={undefined}
          className="fixed inset-x-0 top-[12%] z-50 mx-auto w-140 max-w-[calc(100vw-32px)] animate-appear rounded-lg bg-raised p-2 shadow-raised"
        >
          <Radix.Title className="sr-only">{t('palette.title')}</Radix.Title>
          <ComboList
            label={t('palette.search')}
            listLabel={t('palette.list')}
            search={search}
            onSearch={(words) => {
              setSearch(words);
              setAt(0);
            }}
            options={entries.map((entry) => ({ id: entry.id, content: <EntryLine entry={entry} /> }))}
            at={at}
            onGo={setAt}
            onChoose={(index) => choose(entries[index])}
            className="max-h-[min(22rem,60vh)]"
          >
            {error ? t('palette.failed') : null}
            {isSuccess && entries.length === 0 ? t('palette.none', { search }) : null}
            {data?.hasMore && search !== '' ? t('palette.more') : null}
          </ComboList>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
