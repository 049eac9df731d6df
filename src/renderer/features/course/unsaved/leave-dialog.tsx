import { useBlocker } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseUnsaved } from './course-unsaved.ts';

interface LeaveDialogProps {
  readonly unsaved: CourseUnsaved;
  readonly isGone: () => boolean;
}

/**
 * Asks once when one goes away from a course with something unsaved: save, keep as a draft, discard; closing it means to
 * stay. A window that closes asks nothing: the draft is kept.
 */
export function LeaveDialog({ unsaved, isGone }: LeaveDialogProps) {
  const { t } = useTranslation();
  const [isSaving, setSaving] = useState(false);
  const couldNotSave = useRef(false);
  const leave = useBlocker({
    shouldBlockFn: ({ next }) =>
      !('courseId' in next.params && next.params.courseId === unsaved.courseId) && unsaved.hasUnsaved() && !isGone(),
    enableBeforeUnload: false,
    withResolver: true,
  });
  const go = (first: () => void) => () => {
    first();
    leave.proceed?.();
  };
  const save = async () => {
    setSaving(true);
    const isSaved = await unsaved.save();
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
        return goesToFault && unsaved.focusFault();
      }}
      title={t('courseDetails.leave.title')}
      description={t('courseDetails.leave.hint')}
      closeLabel={t('courseDetails.leave.stay')}
      footer={
        <>
          <Button look="danger" onClick={go(unsaved.discard)} className="me-auto">
            {t('courseDetails.leave.discard')}
          </Button>
          <Button onClick={go(unsaved.flush)}>{t('courseDetails.leave.keep')}</Button>
          <Button look="primary" onClick={() => void save()} busy={isSaving}>
            {t('courseDetails.save')}
          </Button>
        </>
      }
    />
  );
}
