import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Section } from '../../../components/section.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { discardJob, retryJob } from '../mutations.ts';
import { jobsQuery } from '../queries.ts';
import { UnreadSection } from './unread-section.tsx';

/** What still has to be done in the storage, and what was not: with its reason, and the way on. */
export function JobsSection() {
  const { t } = useTranslation();
  const { data: jobs, error, refetch } = useQuery(jobsQuery);
  if (!jobs) return <UnreadSection title={t('jobs.title')} error={error} onRetry={() => void refetch()} />;
  return (
    <Section title={t('jobs.title')} hint={t('jobs.hint')}>
      <p className="numeric">{jobs.open > 0 ? t('jobs.open', { count: jobs.open }) : t('jobs.none')}</p>
      {jobs.dead.length > 0 ? (
        <ul aria-label={t('jobs.stopped')} className="flex flex-col">
          {jobs.dead.map((job) => (
            <DeadJob key={job.jobId} job={job} />
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

function DeadJob({ job }: { readonly job: Output<'job.list'>['dead'][number] }) {
  const { t } = useTranslation();
  const retry = useMutation(retryJob);
  const discard = useMutation({ ...discardJob, onSuccess: () => void toast(t('jobs.discarded')) });
  const what = t(`jobs.kind.${job.kind ?? 'unknown'}`, { subject: job.subject });
  return (
    <li className="flex items-start gap-2 border-t border-line py-2">
      <Icon of={CircleAlert} className="mt-0.5 text-danger" />
      <div className="min-w-0 grow">
        <p className="truncate font-medium">{what}</p>
        <p className="text-ink-muted">{t(`jobs.reason.${job.reason.kind}`)}</p>
        <p className="text-12 text-ink-muted" dir="ltr" data-selectable>
          {job.reason.code}
        </p>
        <FailureNote error={retry.error ?? discard.error} />
      </div>
      {job.reason.kind === 'bad-row' ? null : (
        <Button busy={retry.isPending} aria-label={t('jobs.retryOf', { what })} onClick={() => retry.mutate(job.jobId)}>
          {t('app.retry')}
        </Button>
      )}
      <Button
        look="quiet"
        busy={discard.isPending}
        aria-label={t('jobs.discardOf', { what })}
        onClick={() => discard.mutate(job.jobId)}
      >
        {t('jobs.discard')}
      </Button>
    </li>
  );
}
