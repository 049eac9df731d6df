import { useMutation, useQuery } from '@tanstack/react-query';
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

interface PublishDialogProps {
  readonly courseId: CourseId;
  readonly courseTitle: string;
  readonly checklist: Checklist;
  readonly onClose: () => void;
}

/** Says what publishing does and that it is not undone; while it goes on it says where it is, and can be stopped. */
export function PublishDialog({ courseId, courseTitle, checklist, onClose }: PublishDialogProps) {
  const { t } = useTranslation();
  const publish = useMutation({
    ...publishCourse,
    onSuccess() {
      toastStep(t('publishing.dialog.done', { title: courseTitle }));
      onClose();
    },
  });
  const stop = useMutation(cancelPublishing);
  const isRunning = publish.isPending;
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
          <Button look="primary" busy={isRunning} onClick={() => publish.mutate({ courseId })}>
            {t('publishing.dialog.confirm')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
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
