import { Button } from '../../../components/button.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';

export type Backup = Output<'backup.list'>['backups'][number];

interface BackupRowProps {
  readonly backup: Backup;
  readonly onRestore: () => void;
}

/** 26 Nov 2026, 14:02 · Daily · 3 courses · 40 lessons · 1.2 MB */
export function BackupRow({ backup, onRestore }: BackupRowProps) {
  const { t } = useTranslation();
  const { moment, bytes } = useFormats();
  const time = moment(backup.atMs);
  const facts = [
    t(`settings.backups.reasonOf.${backup.reason}`),
    ...(backup.courses === null ? [] : [t('unit.courses', { count: backup.courses })]),
    ...(backup.lessons === null ? [] : [t('unit.lessons', { count: backup.lessons })]),
    bytes(backup.bytes),
  ];
  return (
    <li className="flex items-center gap-3 border-t border-line py-2">
      <div className="min-w-0 grow">
        <p className="numeric">{time}</p>
        <p className="numeric truncate text-12 text-ink-muted">{facts.join(' · ')}</p>
        {backup.isNewer ? <p className="text-12 text-warning">{t('settings.backups.newer')}</p> : null}
      </div>
      {backup.isNewer ? null : (
        <Button look="quiet" aria-label={t('settings.backups.restoreOf', { time })} onClick={onRestore}>
          {t('settings.backups.restore')}
        </Button>
      )}
    </li>
  );
}
