import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { toast } from 'sonner';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { LockNote } from '../../../components/lock-note.tsx';
import { Pill } from '../../../components/pill.tsx';
import { Section } from '../../../components/section.tsx';
import { StorageForm } from '../forms/storage-form.tsx';
import { forgetStorage } from '../mutations.ts';
import { storageQuery } from '../queries.ts';
import { CdnSection } from '../forms/cdn-form.tsx';
import { CheckSection } from './check-section.tsx';
import { JobsSection } from './jobs-section.tsx';
import { UnreadSection } from './unread-section.tsx';
import { UsageSection } from './usage-section.tsx';

/** Where videos are stored. */
export function StorageSection() {
  const { t } = useTranslation();
  const { data: settings, error, refetch } = useQuery(storageQuery);
  const forget = useMutation(forgetStorage);
  if (settings === undefined)
    return <UnreadSection title={t('settings.storage.title')} error={error} onRetry={() => void refetch()} />;
  const connected = settings?.keySaved ? (
    <Pill icon={CircleCheck} tone="success" words={t('settings.storage.connected')} />
  ) : null;
  return (
    <>
      <Section title={t('settings.storage.title')} hint={t('settings.storage.hint')} aside={connected}>
        {settings?.locked ? <LockNote title={t('settings.locked')} hint={t('settings.lockedHint')} /> : null}
        <StorageForm key={settings === null ? 'none' : 'some'} settings={settings} />
      </Section>
      {settings && !settings.locked ? (
        <div className="flex flex-col items-start gap-3 border-t border-line py-5">
          <FailureNote error={forget.error} />
          <Button
            look="danger"
            busy={forget.isPending}
            onClick={() =>
              forget.mutate(undefined, {
                onSuccess: () => {
                  toast(t('settings.storage.forgotten'));
                },
              })
            }
          >
            {t('settings.storage.forget')}
          </Button>
        </div>
      ) : null}
      {settings?.keySaved ? <CheckSection /> : null}
      <UsageSection />
      <CdnSection />
      <JobsSection />
    </>
  );
}
