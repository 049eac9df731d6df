import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { toastStep } from '../../../lib/step-toast.ts';
import { cancelPublishing, publishCourse } from '../mutations.ts';
import { phaseQuery, type Checklist } from '../queries.ts';
import { ChangesSince } from './changes-since.tsx';

/** What was typed for the course and not saved: students do not see it before it is. */
export interface UnsavedChanges {
  readonly isThere: boolean;
  /** Answers whether all is saved; what hinders it is told beside the checklist. */
  readonly save: () => Promise<boolean>;
}

interface PublishDialogProps {
  readonly courseId: CourseId;
  readonly courseTitle: string;
  readonly checklist: Checklist;
  readonly unsaved: UnsavedChanges;
  readonly onClose: () => void;
}

/** Says what publishing does and that it is not undone; while it goes on it says where it is, and can be stopped. */
export function PublishDialog({ courseId, courseTitle, checklist, unsaved, onClose }: PublishDialogProps) {
  const { t } = useTranslation();
  const publish = useMutation({
    ...publishCourse,
    onSuccess() {
      toastStep(t('publishing.dialog.done', { title: courseTitle }));
      onClose();
    },
  });
  const stop = useMutation(cancelPublishing);
  const [isSaving, setSaving] = useState(false);
  const isRunning = publish.isPending;
  const saveFirst = async () => {
    setSaving(true);
    const isSaved = await unsaved.save();
    setSaving(false);
    if (isSaved) publish.mutate({ courseId });
    else onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open || isRunning ? undefined : onClose())}
      title={t('publishing.dialog.title', { title: courseTitle })}
      description={t('publishing.dialog.about')}
      closeLabel={t('app.close')}
      footer={
        <>
          {isRunning ? (
            <Button busy={stop.isPending} onClick={() => stop.mutate({ courseId })}>
              {t('publishing.dialog.stop')}
            </Button>
          ) : (
            <Button onClick={onClose}>{t('app.cancel')}</Button>
          )}
          {unsaved.isThere && !isRunning ? (
            <Button disabled={isSaving} onClick={() => publish.mutate({ courseId })}>
              {t('publishing.dialog.confirmWithout')}
            </Button>
          ) : null}
          <Button
            look="primary"
            busy={isRunning || isSaving}
            onClick={() => (unsaved.isThere ? void saveFirst() : publish.mutate({ courseId }))}
          >
            {t(unsaved.isThere ? 'publishing.dialog.saveAndConfirm' : 'publishing.dialog.confirm')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {unsaved.isThere ? <p>{t('publishing.dialog.unsaved')}</p> : null}
        <WhatGoesOut checklist={checklist} />
        {isRunning ? <Phase courseId={courseId} /> : null}
        <FailureNote error={publish.error} />
      </div>
    </Dialog>
  );
}

function WhatGoesOut({ checklist: { findings, sincePublished } }: Pick<PublishDialogProps, 'checklist'>) {
  const { t } = useTranslation();
  const warnings = findings.filter(({ level, isMet }) => level === 'warning' && !isMet).length;
  return (
    <>
      {warnings > 0 ? <p>{t('publishing.dialog.warnings', { count: warnings })}</p> : null}
      {sincePublished ? (
        <ChangesSince changes={sincePublished.changes} />
      ) : (
        <p className="text-ink-muted">{t('publishing.dialog.first')}</p>
      )}
    </>
  );
}

function Phase({ courseId }: Pick<PublishDialogProps, 'courseId'>) {
  const { t } = useTranslation();
  const { data: phase = 'checking' } = useQuery(phaseQuery(courseId));
  const words = t(`publishing.dialog.phase.${phase}`);
  return (
    <div role="status" className="flex flex-col gap-1.5 text-12 text-ink-muted">
      {words}
      <ProgressBar label={words} fraction={null} />
    </div>
  );
}
