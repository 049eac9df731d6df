import type { ReactNode } from 'react';
import type { PlanRefresh } from '../../../../shared/domain/import-plan.ts';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { RefreshBarProps } from './refresh-toolbar.tsx';

interface RefreshStateProps extends RefreshBarProps {
  readonly failure: ReactNode;
}

/** A folder that is being compared with its course, or that is as it was. */
export function RefreshState({ plan, refresh, failure, onLeave, onApply, isBusy }: RefreshStateProps) {
  const { t } = useTranslation();
  const { comparing, moved, same } = refresh;
  const done = (
    <Button look={moved === 0 ? 'primary' : 'plain'} onClick={onLeave}>
      {t(moved === 0 ? 'imports.refresh.done' : 'app.cancel')}
    </Button>
  );
  const place = (
    <Button look="primary" onClick={onApply} busy={isBusy}>
      {t('imports.refresh.place')}
    </Button>
  );
  const words = moved > 0 ? t('imports.refresh.moved', { count: moved }) : t('imports.refresh.none');
  const hint = moved > 0 ? t('imports.refresh.movedHint') : t('imports.refresh.noneHint', { count: same });
  return (
    <div className="flex h-full flex-col">
      <Toolbar title={t('imports.refresh.title', { name: plan.originalName })} facts="">
        {comparing ? <Button onClick={onLeave}>{t('app.cancel')}</Button> : null}
      </Toolbar>
      {failure}
      <div role="status" className="min-h-0 grow">
        {comparing ? (
          <Comparing comparing={comparing} />
        ) : (
          <EmptyState
            words={words}
            hint={hint}
            action={
              <div className="flex gap-2">
                {done}
                {moved > 0 ? place : null}
              </div>
            }
          />
        )}
      </div>
    </div>
  );
}

function Comparing({ comparing }: { readonly comparing: NonNullable<PlanRefresh['comparing']> }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { doneBytes, totalBytes } = comparing;
  const words =
    totalBytes === 0
      ? t('imports.refresh.comparing')
      : t('imports.refresh.read', { done: bytes(doneBytes), total: bytes(totalBytes) });
  return (
    <div className="numeric mx-auto max-w-120 animate-late p-8 text-center text-13 text-ink-muted">
      {words}
      <ProgressBar label={words} fraction={totalBytes === 0 ? null : doneBytes / totalBytes} className="mt-3" />
    </div>
  );
}
