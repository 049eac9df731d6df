import { useBlocker } from '@tanstack/react-router';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface LeaveDialogProps {
  readonly isDirty: boolean;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asks once when one goes away from unsaved input. A window that closes asks nothing: the draft is kept. */
export function LeaveDialog({ isDirty, onKeep, onDiscard }: LeaveDialogProps) {
  const { t } = useTranslation();
  const leave = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: false,
    disabled: !isDirty,
    withResolver: true,
  });
  const go = (first: () => void) => () => {
    first();
    leave.proceed?.();
  };
  return (
    <Dialog
      open={leave.status === 'blocked'}
      onOpenChange={(open) => (open ? undefined : leave.reset?.())}
      title={t('courseDetails.leave.title')}
      description={t('courseDetails.leave.hint')}
      closeLabel={t('courseDetails.leave.stay')}
      footer={
        <>
          <Button look="danger" onClick={go(onDiscard)} className="me-auto">
            {t('courseDetails.leave.discard')}
          </Button>
          <Button onClick={() => leave.reset?.()}>{t('courseDetails.leave.stay')}</Button>
          <Button look="primary" onClick={go(onKeep)}>
            {t('courseDetails.leave.keep')}
          </Button>
        </>
      }
    />
  );
}
