import { appCommands, listVerbs } from '../../../../shared/domain/app-command.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Section } from '../../../components/section.tsx';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useOffer } from '../../../hooks/use-offer.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useKeyChange } from '../use-key-change.ts';
import { KeyRow } from './key-row.tsx';
import { KeysTable } from './keys-table.tsx';

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
      <KeysTable title={t('shortcuts.group.everywhere')}>
        {appCommands.map((command) => (
          <KeyRow key={command} command={command} change={change} />
        ))}
      </KeysTable>
      <KeysTable title={t('shortcuts.group.lists')}>
        {listVerbs.map((command) => (
          <KeyRow key={command} command={command} change={change} />
        ))}
      </KeysTable>
    </Section>
  );
}
