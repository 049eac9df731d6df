import { ArrowDown, ArrowUp } from 'lucide-react';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { verbsOf } from '../state.ts';
import type { QueuePage } from '../use-queue-page.ts';
import { verbIcons } from './verb-items.ts';

const verbs = ['pause', 'resume', 'retry', 'sendFirst', 'cancel'] as const;

/** What can be done with what is selected; what would change nothing is there and off, so that no verb moves away. */
export function SelectionBar({ page, hidden }: { readonly page: QueuePage; readonly hidden: number }) {
  const { t } = useTranslation();
  const { chosen } = page;
  const known = new Set(chosen.flatMap(({ snapshot }) => verbsOf(snapshot)));
  const isToSend = chosen.some(({ snapshot }) => snapshot.state !== 'ready');
  const selected = t('uploads.page.selected', { count: chosen.length });
  return (
    <div
      role="toolbar"
      aria-label={selected}
      className="flex h-9 shrink-0 items-center gap-1 border-b border-line bg-frame ps-4 pe-2"
    >
      <span className="numeric grow truncate text-12 text-ink-muted">
        {hidden > 0 ? t('uploads.page.hidden', { selected, count: hidden }) : selected}
      </span>
      {verbs.map((verb) => (
        <IconButton
          key={verb}
          icon={verbIcons[verb]}
          label={t(`uploads.verb.${verb}`)}
          disabled={!known.has(verb)}
          onClick={() => page.runChosen(verb)}
        />
      ))}
      <IconButton
        icon={ArrowUp}
        label={t('uploads.verb.moveUp')}
        disabled={!isToSend}
        onClick={() => page.step('up')}
      />
      <IconButton
        icon={ArrowDown}
        label={t('uploads.verb.moveDown')}
        disabled={!isToSend}
        onClick={() => page.step('down')}
      />
      <IconButton
        icon={verbIcons.reveal}
        label={t('uploads.verb.reveal')}
        disabled={chosen.length !== 1}
        onClick={() => page.runChosen('reveal')}
      />
      <IconButton
        icon={verbIcons.copyDetails}
        label={t('uploads.verb.copyDetails')}
        disabled={chosen.length === 0}
        onClick={() => page.runChosen('copyDetails')}
      />
    </div>
  );
}
