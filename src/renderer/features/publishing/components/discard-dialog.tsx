import { useMutation } from '@tanstack/react-query';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useUndo } from '../../../hooks/use-undo.ts';
import { toastStep } from '../../../lib/step-toast.ts';
import { discardToPublished } from '../mutations.ts';
import type { Checklist } from '../queries.ts';
import { ChangesSince } from './changes-since.tsx';

interface DiscardDialogProps {
  readonly courseId: CourseId;
  readonly courseTitle: string;
  readonly since: NonNullable<Checklist['sincePublished']>;
  readonly onClose: () => void;
}

/** Shows what would be taken back before it is: it may be the work of weeks, of several people. */
export function DiscardDialog({ courseId, courseTitle, since, onClose }: DiscardDialogProps) {
  const { t } = useTranslation();
  const { undo } = useUndo();
  const discard = useMutation({
    ...discardToPublished,
    onSuccess() {
      toastStep(t('publishing.discard.done', { title: courseTitle }), { label: t('app.undo'), onClick: () => undo() });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t('publishing.discard.title')}
      description={t('publishing.discard.about')}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            look="danger"
            busy={discard.isPending}
            onClick={() => discard.mutate({ courseId, versionId: since.versionId })}
          >
            {t('publishing.discard.confirm')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <ChangesSince changes={since.changes} />
        <FailureNote error={discard.error} />
      </div>
    </Dialog>
  );
}
