import { useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { setClosing, useIsClosing } from '../../../hooks/close-ui.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { runMutation } from '../../../lib/run-mutation.ts';
import { closeWindow, tellUnsaved } from '../mutations/window.ts';
import type { CourseUnsaved } from './course-unsaved.ts';
import { isUnsaved, useUnsavedUi } from './unsaved-context.ts';

interface LeaveDialogProps {
  readonly unsaved: CourseUnsaved;
  readonly isGone: () => boolean;
}

/**
 * Asks once when one goes away from a course with something unsaved, or closes its window: save, keep as a draft, discard;
 * closing the question means to stay.
 */
export function LeaveDialog({ unsaved, isGone }: LeaveDialogProps) {
  const { t } = useTranslation();
  const [isSaving, setSaving] = useState(false);
  const couldNotSave = useRef(false);
  const leave = useLeaving(unsaved, isGone);
  const go = (first: () => void) => () => {
    first();
    leave.proceed();
  };
  const save = async () => {
    setSaving(true);
    const isSaved = await unsaved.save();
    setSaving(false);
    couldNotSave.current = !isSaved;
    if (isSaved) leave.proceed();
    else leave.stay();
  };
  return (
    <Dialog
      open={leave.isAsked}
      onOpenChange={(open) => (open ? undefined : leave.stay())}
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

/** Going to another page, and the closing of the window: which of them waits for an answer. */
function useLeaving(unsaved: CourseUnsaved, isGone: () => boolean) {
  const client = useQueryClient();
  const isDirty = useUnsavedUi(isUnsaved);
  const isClosing = useIsClosing();
  const blocked = useBlocker({
    shouldBlockFn: ({ next }) =>
      !('courseId' in next.params && next.params.courseId === unsaved.courseId) && unsaved.hasUnsaved() && !isGone(),
    enableBeforeUnload: false,
    withResolver: true,
  });
  useEffect(() => {
    const tell = (isIt: boolean) => void runMutation(client, tellUnsaved, isIt).catch(() => undefined);
    if (!isDirty) return undefined;
    tell(true);
    return () => tell(false);
  }, [client, isDirty]);
  return {
    isAsked: isClosing || blocked.status === 'blocked',
    proceed(): void {
      if (isClosing) void runMutation(client, closeWindow, undefined).catch(() => undefined);
      setClosing(false);
      blocked.proceed?.();
    },
    stay(): void {
      // It is asked again the next time.
      if (isClosing) void runMutation(client, tellUnsaved, isDirty).catch(() => undefined);
      setClosing(false);
      blocked.reset?.();
    },
  };
}
