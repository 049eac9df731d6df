import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Input } from '../../../components/input.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useStudio } from '../../../hooks/studio-context.ts';
import { useCommand } from '../../../hooks/use-command.ts';
import { isPageCovered } from '../../../lib/dom.ts';
import type { OfferedVerb } from '../../../lib/command-bus.ts';
import { shortcutGroups } from '../shortcut-groups.ts';
import { KeysTable } from './keys-table.tsx';

/** The keys there are: everywhere, for what is selected here, in lists and in the player. */
export function ShortcutSheet() {
  const { commands } = useStudio();
  /** Of the page, as it was when the sheet was opened. Null: it is closed. */
  const [offered, setOffered] = useState<readonly OfferedVerb[] | null>(null);
  useCommand('shortcuts', () => setOffered(offered === null && !isPageCovered() ? commands.offered() : null));
  return offered ? <OpenSheet offered={offered} onClose={() => setOffered(null)} /> : null;
}

interface OpenSheetProps {
  readonly offered: readonly OfferedVerb[];
  readonly onClose: () => void;
}

function OpenSheet({ offered, onClose }: OpenSheetProps) {
  const { t, platform } = useStudio();
  const shortcuts = useShortcuts();
  const [search, setSearch] = useState('');
  const groups = shortcutGroups({ t, platform, shortcuts, offered }, search);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('shortcuts.title')}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button asChild look="quiet" className="me-auto">
            <Link to="/settings/$section" params={{ section: 'keyboard' }} onClick={onClose}>
              {t('shortcuts.change')}
            </Link>
          </Button>
          <Button onClick={onClose}>{t('app.close')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Input
          type="search"
          aria-label={t('shortcuts.search')}
          placeholder={t('shortcuts.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {groups.map((group) => (
          <Group key={group.id} title={t(`shortcuts.group.${group.id}`)} lines={group.lines} />
        ))}
        <p role="status" className="text-12 text-ink-muted empty:hidden">
          {groups.length === 0 ? t('shortcuts.none', { search }) : null}
        </p>
      </div>
    </Dialog>
  );
}

type GroupLines = ReturnType<typeof shortcutGroups>[number]['lines'];

function Group({ title, lines }: { readonly title: string; readonly lines: GroupLines }) {
  return (
    <KeysTable title={title}>
      {lines.map(({ id, label, keys }) => (
        <tr key={id} className="h-7 border-t border-line">
          <td className="min-w-0 pe-4">
            <bdi>{label}</bdi>
          </td>
          <td className="text-end whitespace-nowrap">
            <Kbd keys={keys} />
          </td>
        </tr>
      ))}
    </KeysTable>
  );
}
