import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { closeExport, hideExport, useExportOf, useIsExportHidden } from '../../../hooks/archive-ui.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { failedWith } from '../../../lib/error-words.ts';
import { contentsQuery } from '../queries.ts';
import { useExport } from '../use-export.ts';
import { type ExportOptions, ExportOptionsFields } from './export-options.tsx';
import { JobProgress } from './job-progress.tsx';

/** Asks what goes into the archive of a course. Mounted once, opened from wherever a course is. */
export function ExportDialog() {
  const courseId = useExportOf();
  return courseId ? <ExportOf key={courseId} courseId={courseId} /> : null;
}

/** Closed while it writes, it goes on behind what the person does meanwhile. */
function ExportOf({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const isHidden = useIsExportHidden();
  const contents = useQuery(contentsQuery(courseId));
  const [options, setOptions] = useState<ExportOptions>({ withMedia: true, withHistory: false });
  const title = contents.data?.title ?? '…';
  const { make, jobId, start, stop, hide } = useExport(courseId, title, options);
  const isRunning = make.isPending;
  return (
    <Dialog
      open={!isHidden}
      onOpenChange={(open) => (open ? hideExport(false) : isRunning ? hide() : closeExport())}
      title={t('archives.export.title', { title })}
      description={t('archives.export.about')}
      closeLabel={t('app.close')}
      footer={
        isRunning ? (
          <>
            <Button onClick={stop}>{t('archives.export.stop')}</Button>
            <Button onClick={hide}>{t('archives.export.hide')}</Button>
          </>
        ) : (
          <>
            <Button onClick={closeExport}>{t('app.cancel')}</Button>
            <Button look="primary" onClick={start} disabled={!contents.data}>
              {t('archives.export.confirm')}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {contents.data ? (
          <ExportOptionsFields contents={contents.data} options={options} disabled={isRunning} onChange={setOptions} />
        ) : contents.error ? null : (
          <SkeletonRows rows={3} label={t('archives.export.loading')} />
        )}
        {isRunning ? (
          <JobProgress
            jobId={jobId}
            waiting={t('archives.export.starting')}
            words={(amounts) => t('archives.export.writing', amounts)}
          />
        ) : null}
        <FailureNote error={contents.error ?? (failedWith(make.error, 'ARCHIVE_CANCELLED') ? null : make.error)} />
      </div>
    </Dialog>
  );
}
