import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Section } from '../../../components/section.tsx';
import { useOffer } from '../../../hooks/use-offer.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { makeBackup, showBackupFolder } from '../mutations.ts';
import { backupsQuery } from '../queries.ts';
import { BackupRow } from './backup-row.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

/** The copies of the data file, and the ways to make one and to go back to one. */
export function BackupsSection({ waiting }: { readonly waiting: number }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(backupsQuery);
  const make = useMutation({ ...makeBackup, onSuccess: () => void toast(t('settings.backups.made')) });
  const show = useMutation(showBackupFolder);
  useOffer([
    { id: 'backup-make', label: t('settings.backups.make'), onSelect: () => make.mutate() },
    { id: 'backup-folder', label: t('settings.backups.showFolder'), onSelect: () => show.mutate() },
  ]);
  const [asked, ask] = useState<string | null>(null);
  const backup = data?.backups.find(({ name }) => name === asked) ?? null;
  return (
    <Section title={t('settings.backups.title')} hint={t('settings.backups.hint')}>
      <div className="flex gap-2">
        <Button onClick={() => make.mutate()} busy={make.isPending}>
          {t('settings.backups.make')}
        </Button>
        <Button look="quiet" onClick={() => show.mutate()}>
          {t('settings.backups.showFolder')}
        </Button>
      </div>
      <FailureNote error={make.error ?? show.error ?? error} />
      {data?.backups.length === 0 ? <p className="text-ink-muted">{t('settings.backups.none')}</p> : null}
      <ul aria-label={t('settings.backups.list')} className="flex flex-col">
        {data?.backups.map((one) => (
          <BackupRow key={one.name} backup={one} onRestore={() => ask(one.name)} />
        ))}
      </ul>
      <RestoreDialog backup={backup} waiting={waiting} onClose={() => ask(null)} />
    </Section>
  );
}
