import { useMutation } from '@tanstack/react-query';
import { AlarmClock, Pause, Play } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { QueueSummary } from '../../../../shared/domain/upload.ts';
import { Button } from '../../../components/button.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { useErrorToast } from '../../../hooks/use-error-toast.ts';
import { pauseAllVerb } from '../dock-line.ts';
import { clearDone, pauseAll, resumeAll, retryFailed } from '../mutations.ts';

/** What can be done with the whole queue; only what would change something is there. */
export function QueueVerbs({ summary }: { readonly summary: QueueSummary }) {
  const { t } = useTranslation();
  // The line shows the old state again when main refuses; the toast says why.
  const onError = useErrorToast();
  const pause = useMutation(pauseAll);
  const resume = useMutation(resumeAll);
  const retry = useMutation(retryFailed);
  const clear = useMutation(clearDone);
  const verb = pauseAllVerb(summary);
  return (
    <>
      {summary.failed > 0 ? (
        <Button
          look="quiet"
          size="compact"
          className="px-2 text-12"
          onClick={() => retry.mutate(undefined, { onError })}
        >
          {t('uploads.verb.retryFailed')}
        </Button>
      ) : null}
      {summary.ready > 0 ? (
        <Button
          look="quiet"
          size="compact"
          className="px-2 text-12"
          onClick={() => clear.mutate(undefined, { onError })}
        >
          {t('uploads.verb.clearDone')}
        </Button>
      ) : null}
      {verb === 'pauseAll' ? (
        <>
          <IconButton
            icon={Pause}
            label={t('uploads.verb.pauseAll')}
            onClick={() => pause.mutate({ minutes: null }, { onError })}
          />
          <IconButton
            icon={AlarmClock}
            label={t('uploads.verb.pauseHour')}
            onClick={() => pause.mutate({ minutes: 60 }, { onError })}
          />
        </>
      ) : null}
      {verb === 'resumeAll' ? (
        <IconButton
          icon={Play}
          label={t('uploads.verb.resumeAll')}
          onClick={() => resume.mutate(undefined, { onError })}
        />
      ) : null}
    </>
  );
}
