import { X } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';

interface ImportStartStateProps {
  readonly isScanning: boolean;
  readonly error: unknown;
  readonly onHide: () => void;
}

/** What became of a drop, above the list it was dropped on: being looked through, or why it cannot be. */
export function ImportStartState({ isScanning, error, onHide }: ImportStartStateProps) {
  const { t } = useTranslation();
  if (isScanning)
    return (
      <div role="status" className="animate-late px-4 py-2 text-12 text-ink-muted">
        {t('drop.scanning')}
        <ProgressBar label={t('drop.scanning')} fraction={null} className="mt-1" />
      </div>
    );
  if (!error) return null;
  const hide = <IconButton icon={X} size="compact" label={t('app.close')} onClick={onHide} />;
  return (
    <div className="px-4 pt-3">
      <FailureNote error={error} action={hide} />
    </div>
  );
}
