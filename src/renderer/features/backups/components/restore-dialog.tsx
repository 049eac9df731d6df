import { useMutation } from '@tanstack/react-query';
import { toast } from 'sonner';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { restoreBackup } from '../mutations.ts';
import type { Backup } from './backup-row.tsx';

interface RestoreDialogProps {
  /** Null: closed. */
  readonly backup: Backup | null;
  /** Changes that have not reached the cloud. */
  readonly waiting: number;
  readonly onClose: () => void;
}

/** Says what will be lost and kept before the courses become what they were. */
export function RestoreDialog({ backup, waiting, onClose }: RestoreDialogProps) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const time = backup ? moment(backup.atMs) : '';
  const restore = useMutation(restoreBackup);
  const onSuccess = () => {
    toast(t('settings.backups.restored', { time }));
    onClose();
  };
  const close = () => {
    restore.reset();
    onClose();
  };
  return (
    <Dialog
      open={backup !== null}
      onOpenChange={(open) => !open && !restore.isPending && close()}
      title={t('settings.backups.askTitle', { time })}
      description={t('settings.backups.askText')}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={close} disabled={restore.isPending}>
            {t('app.cancel')}
          </Button>
          <Button
            look="primary"
            busy={restore.isPending}
            onClick={() => backup && restore.mutate(backup.name, { onSuccess })}
          >
            {t('settings.backups.confirm')}
          </Button>
        </>
      }
    >
      {waiting > 0 ? <p className="font-medium">{t('settings.backups.askUnsent', { count: waiting })}</p> : null}
      <FailureNote error={restore.error} />
    </Dialog>
  );
}
