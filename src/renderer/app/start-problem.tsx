import { useMutation } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import type { StartProblem } from '../../shared/ipc/contract/studio.ts';
import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { Icon } from '../components/icon.tsx';
import { useTranslation } from '../hooks/use-translation.ts';
import { goOn, type StartVerb } from './mutations.ts';

/** What a window shows instead of the studio while it cannot open: what happened, what is untouched, the way on. */
export function StartProblemScreen({ problem }: { readonly problem: StartProblem }) {
  const { t } = useTranslation();
  const attempt = useMutation(goOn);
  const { code, detail } = problem;
  const busy = (verb: StartVerb) => attempt.isPending && attempt.variables === verb;
  const isStill = attempt.isSuccess && attempt.variables === 'app.retryStart';
  return (
    <div className="flex h-full flex-col bg-surface">
      <div data-drag className="titlebar-area h-10 shrink-0" />
      <title>{t('app.name')}</title>
      <main className="flex grow items-center justify-center p-6">
        <div className="flex w-full max-w-130 flex-col items-center gap-3 text-center">
          <Icon of={CircleAlert} className="size-6 text-danger" />
          <div role="alert" data-selectable className="flex flex-col gap-3">
            <h1 className="text-15 font-medium text-balance">{t(`startProblem.${code}.title`)}</h1>
            <p className="text-13 text-balance text-ink-muted">{t(`startProblem.${code}.hint`)}</p>
            <p dir="ltr" className="text-12 wrap-anywhere text-ink-muted">
              {detail}
            </p>
          </div>
          <div className="flex flex-wrap justify-center gap-2 pt-2">
            <Button look="primary" onClick={() => attempt.mutate('app.retryStart')} busy={busy('app.retryStart')}>
              {t('app.retry')}
            </Button>
            {code === 'CORRUPT' ? (
              <Button onClick={() => attempt.mutate('app.setDataAside')} busy={busy('app.setDataAside')}>
                {t('startProblem.setAside')}
              </Button>
            ) : null}
            {code === 'POLICY_INVALID' ? null : (
              <Button onClick={() => attempt.mutate('app.showDataFolder')}>{t('startProblem.showDataFolder')}</Button>
            )}
            <CopyButton text={`${code}: ${detail}`} label={t('app.copyDetails')} done={t('app.detailsCopied')} />
            <Button onClick={() => attempt.mutate('app.quit')}>{t('startProblem.quit')}</Button>
          </div>
          <p role="status" className="min-h-5 text-13 text-ink-muted">
            {isStill ? t('startProblem.still') : ''}
          </p>
          <FailureNote error={attempt.error} />
        </div>
      </main>
    </div>
  );
}
