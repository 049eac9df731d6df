import { useTranslation } from '../hooks/use-translation.ts';
import { Button } from './button.tsx';

interface RestoredTitleProps {
  readonly restored: { readonly over: string };
  /** The title as it is saved. */
  readonly title: string;
  /** Where there is no other button that saves it. */
  readonly onKeep?: () => void;
  readonly onDiscard: () => void;
}

/** Says that the title shown was typed and not saved, and whether the saved one has changed since. */
export function RestoredTitle({ restored, title, onKeep, onDiscard }: RestoredTitleProps) {
  const { t } = useTranslation();
  return (
    <div role="status" className="flex items-center gap-1 text-12 text-ink-muted">
      <p className="min-w-0 grow">
        {restored.over === title ? t('draft.restored') : t('draft.changedSince', { title })}
      </p>
      {onKeep ? (
        <Button look="quiet" size="compact" onClick={onKeep} className="px-2 text-12">
          {t('draft.keep')}
        </Button>
      ) : null}
      <Button look="quiet" size="compact" onClick={onDiscard} className="px-2 text-12">
        {t('draft.discard')}
      </Button>
    </div>
  );
}
