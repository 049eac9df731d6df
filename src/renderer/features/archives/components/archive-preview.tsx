import { useMutation, useQuery } from '@tanstack/react-query';
import type { CourseId, LessonId } from '../../../../shared/domain/ids.ts';
import type { ArchivePreview as Preview } from '../../../../shared/ipc/contract/archive.ts';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { failedWith } from '../../../lib/error-words.ts';
import { applyArchive, cancelArchiveJob, discardArchive } from '../mutations.ts';
import { previewQuery } from '../queries.ts';
import { ArchiveFacts } from './archive-facts.tsx';
import { ArchiveOutline } from './archive-outline.tsx';
import { JobProgress } from './job-progress.tsx';

interface ArchivePreviewProps {
  readonly archiveId: string;
  /** With the first lesson that was made. */
  readonly onImported: (courseId: CourseId, first: LessonId | null) => void;
  readonly onLeave: () => void;
}

/** What an archive would become; nothing is written before *Import*. */
export function ArchivePreview({ archiveId, onImported, onLeave }: ArchivePreviewProps) {
  const { t } = useTranslation();
  const preview = useQuery(previewQuery(archiveId));
  if (failedWith(preview.error, 'NOT_FOUND'))
    return (
      <EmptyState
        words={t('archives.import.gone')}
        hint={t('archives.import.goneHint')}
        action={<Button onClick={onLeave}>{t('app.back')}</Button>}
      />
    );
  if (preview.error)
    return (
      <div className="p-4">
        <FailureNote error={preview.error} />
      </div>
    );
  if (!preview.data) return <SkeletonRows rows={12} label={t('archives.import.loading')} />;
  return <Loaded preview={preview.data} onImported={onImported} onLeave={onLeave} />;
}

interface LoadedProps extends Omit<ArchivePreviewProps, 'archiveId'> {
  readonly preview: Preview;
}

function Loaded({ preview, onImported, onLeave }: LoadedProps) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { archiveId } = preview;
  const apply = useMutation(applyArchive);
  const cancel = useMutation(cancelArchiveJob);
  const discard = useMutation(discardArchive);
  const isTooSmall = preview.freeBytes !== null && preview.freeBytes < preview.new.bytes;
  const needsFolder = preview.new.files > 0 && preview.folder === null;
  const run = () =>
    apply.mutate(archiveId, { onSuccess: ({ courseId, firstLessonId }) => onImported(courseId, firstLessonId) });
  const leave = () => {
    discard.mutate(archiveId);
    onLeave();
  };
  const facts = [
    t('unit.chapters', { count: preview.chapters.length }),
    t('unit.lessons', { count: preview.lessons }),
    bytes(preview.new.bytes + preview.here.bytes),
  ];
  const wasStopped = failedWith(apply.error, 'ARCHIVE_CANCELLED');
  return (
    <div className="flex h-full flex-col">
      <Toolbar title={t('archives.import.title', { title: preview.title })} facts={facts.join(' · ')}>
        {apply.isPending ? (
          <Button onClick={() => cancel.mutate(archiveId)}>{t('archives.import.stop')}</Button>
        ) : (
          <>
            <Button onClick={leave}>{t('app.cancel')}</Button>
            <Button look="primary" onClick={run} disabled={needsFolder || isTooSmall}>
              {t('archives.import.apply', { count: preview.lessons })}
            </Button>
          </>
        )}
      </Toolbar>
      <div className="min-h-0 grow overflow-y-auto">
        <div className="flex flex-col gap-3 border-b border-line px-4 py-3">
          {apply.isPending ? (
            <JobProgress
              jobId={archiveId}
              waiting={t('archives.import.reading')}
              words={(amounts) => t('archives.import.taking', amounts)}
            />
          ) : null}
          {wasStopped ? <p role="status">{t('archives.import.stopped')}</p> : <FailureNote error={apply.error} />}
          <ArchiveFacts preview={preview} isTooSmall={isTooSmall} disabled={apply.isPending} />
        </div>
        <ArchiveOutline chapters={preview.chapters} />
      </div>
    </div>
  );
}
