import { ArrowDown, ArrowUp } from 'lucide-react';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { takesVerb } from '../state.ts';
import type { QueuePage } from '../use-queue-page.ts';
import { verbIcons } from './verb-items.ts';

const verbs = ['pause', 'resume', 'retry', 'sendFirst', 'cancel'] as const;

/** A button that is off keeps the keyboard: the verb that was pressed a moment ago may be one. */
const pressing = (isOn: boolean, onClick: () => void) => (isOn ? { onClick } : { 'aria-disabled': true });

/** What can be done with what is selected; what would change nothing is there and off, so that no verb moves away. */
export function SelectionBar({ page, hidden }: { readonly page: QueuePage; readonly hidden: number }) {
  const { t } = useTranslation();
  const { chosen } = page;
  const isToSend = chosen.some(({ snapshot }) => snapshot.state !== 'ready');
  const selected = t('list.selected', { count: chosen.length });
  return (
    <div
      role="toolbar"
      aria-label={selected}
      className="flex h-9 shrink-0 items-center gap-1 border-b border-line bg-frame ps-4 pe-2"
    >
      <span className="numeric grow truncate text-12 text-ink-muted">
        {hidden > 0 ? t('list.hidden', { selected, count: hidden }) : selected}
      </span>
      {verbs.map((verb) => (
        <IconButton
          key={verb}
          icon={verbIcons[verb]}
          label={t(`uploads.verb.${verb}`)}
          {...pressing(
            chosen.some(({ snapshot }) => takesVerb(snapshot, verb)),
            () => page.runChosen(verb),
          )}
        />
      ))}
      <IconButton icon={ArrowUp} label={t('uploads.verb.moveUp')} {...pressing(isToSend, () => page.step('up'))} />
      <IconButton
        icon={ArrowDown}
        label={t('uploads.verb.moveDown')}
        {...pressing(isToSend, () => page.step('down'))}
      />
      <IconButton
        icon={verbIcons.reveal}
        label={t('uploads.verb.reveal')}
        {...pressing(chosen.length === 1, () => page.runChosen('reveal'))}
      />
      <IconButton
        icon={verbIcons.copyDetails}
        label={t('uploads.verb.copyDetails')}
        {...pressing(chosen.length > 0, () => page.runChosen('copyDetails'))}
      />
    </div>
  );
}
