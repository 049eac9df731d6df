import { useBlocker } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface LeaveDialogProps {
  readonly isDirty: boolean;
  /** Answers whether everything is saved; one stays when it is not. */
  readonly onSave: () => Promise<boolean>;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
  /** Goes to what hinders the saving, and answers whether there is such a field. */
  readonly onStay: () => boolean;
}

/**
 * Asks once when one goes away from unsaved input: save, keep as a draft, discard; closing it means to stay. A window
 * that closes asks nothing: the draft is kept.
 */
export function LeaveDialog({ isDirty, onSave, onKeep, onDiscard, onStay }: LeaveDialogProps) {
  const { t } = useTranslation();
  const [isSaving, setSaving] = useState(false);
  const couldNotSave = useRef(false);
  const leave = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: false,
    disabled: !isDirty && !isSaving,
    withResolver: true,
  });
  const go = (first: () => void) => () => {
    first();
    leave.proceed?.();
  };
  const save = async () => {
    setSaving(true);
    const isSaved = await onSave();
    setSaving(false);
    couldNotSave.current = !isSaved;
    if (isSaved) leave.proceed?.();
    else leave.reset?.();
  };
  return (
    <Dialog
      open={leave.status === 'blocked'}
      onOpenChange={(open) => (open ? undefined : leave.reset?.())}
      onClosed={() => {
        const goesToFault = couldNotSave.current;
        couldNotSave.current = false;
        return goesToFault && onStay();
      }}
      title={t('courseDetails.leave.title')}
      description={t('courseDetails.leave.hint')}
      closeLabel={t('courseDetails.leave.stay')}
      footer={
        <>
          <Button look="danger" onClick={go(onDiscard)} className="me-auto">
            {t('courseDetails.leave.discard')}
          </Button>
          <Button onClick={go(onKeep)}>{t('courseDetails.leave.keep')}</Button>
          <Button look="primary" onClick={() => void save()} busy={isSaving}>
            {t('courseDetails.save')}
          </Button>
        </>
      }
    />
  );
}
