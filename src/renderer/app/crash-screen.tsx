import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from '../hooks/use-translation.ts';
import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { errorWords } from '../lib/error-words.ts';

/** What a screen shows when its own code failed: what it means for the work, and two ways on. */
export function CrashScreen({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <div role="alert" className="h-full">
      <EmptyState
        words={t('crash.title')}
        hint={t('crash.hint')}
        action={
          <div className="flex gap-2">
            <Button look="primary" onClick={reset}>
              {t('app.retry')}
            </Button>
            <CopyButton
              text={errorWords(t, error).details}
              label={t('app.copyDetails')}
              done={t('app.detailsCopied')}
            />
          </div>
        }
      />
    </div>
  );
}
