import { appCommands, listVerbs, type ShortcutCommand } from '../../../../shared/domain/app-command.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Section } from '../../../components/section.tsx';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useOffer } from '../../../hooks/use-offer.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useKeyChange, type KeyChange } from '../use-key-change.ts';
import { KeyRow } from './key-row.tsx';

/** The keys of every command, to be changed; they hold at once, in every window. */
export function KeyboardSection() {
  const { t } = useTranslation();
  const { changes } = useShortcuts();
  const change = useKeyChange();
  const isAsItCame = Object.keys(changes).length === 0;
  useOffer(isAsItCame ? [] : [{ id: 'keys-reset', label: t('settings.keyboard.resetAll'), onSelect: change.resetAll }]);
  return (
    <Section
      title={t('settings.keyboard.title')}
      hint={t('settings.keyboard.hint')}
      aside={
        <Button size="compact" disabled={isAsItCame} onClick={change.resetAll}>
          {t('settings.keyboard.resetAll')}
        </Button>
      }
    >
      <FailureNote error={change.error} />
      <KeyTable title={t('shortcuts.group.everywhere')} commands={appCommands} change={change} />
      <KeyTable title={t('shortcuts.group.lists')} commands={listVerbs} change={change} />
    </Section>
  );
}

interface KeyTableProps {
  readonly title: string;
  readonly commands: readonly ShortcutCommand[];
  readonly change: KeyChange;
}

function KeyTable({ title, commands, change }: KeyTableProps) {
  const { t } = useTranslation();
  return (
    <table className="w-full text-13">
      <caption className="pb-1 text-start text-12 font-semibold text-ink-muted">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('shortcuts.what')}</th>
          <th scope="col">{t('shortcuts.keys')}</th>
        </tr>
      </thead>
      <tbody>
        {commands.map((command) => (
          <KeyRow key={command} command={command} change={change} />
        ))}
      </tbody>
    </table>
  );
}
