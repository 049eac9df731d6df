import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { LessonMedia } from '../../../../shared/domain/course.ts';
import type { UploadSnapshot } from '../../../../shared/domain/upload.ts';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { chapterProgress, type ChapterProgress } from '../chapter-progress.ts';
import { liveUploadQuery, uploadListQuery } from '../queries.ts';
import type { VideoState } from '../state.ts';
import { StateMark } from './state-mark.tsx';

type Uploads = UseQueryResult<UploadSnapshot | null>[];

/** How the videos of a chapter stand together. Listens to those uploads that are in the queue and not stored. */
export function ChapterState({ media }: { readonly media: readonly LessonMedia[] }) {
  const { data: hasQueue = false } = useQuery({
    ...uploadListQuery,
    enabled: false,
    select: (rows) => rows.length > 0,
  });
  const listened = hasQueue ? media.filter((one) => one.whereabouts !== 'stored') : [];
  const combine = useCallback((uploads: Uploads) => progressOf(media, uploads), [media]);
  const progress = useQueries({ queries: listened.map((one) => liveUploadQuery(one.versionId)), combine });
  return <Progress progress={progress} />;
}

function progressOf(media: readonly LessonMedia[], uploads: Uploads): ChapterProgress {
  const queue = uploads.values();
  const hasUploads = uploads.length > 0;
  return chapterProgress(
    media,
    media.map((one) => (hasUploads && one.whereabouts !== 'stored' ? (queue.next().value?.data ?? null) : null)),
  );
}

const states: Record<ChapterProgress['kind'], VideoState> = {
  none: 'none',
  ready: 'ready',
  local: 'local',
  partly: 'queued',
  uploading: 'uploading',
  waiting: 'waiting',
  paused: 'paused',
  failed: 'failed',
  damaged: 'gone',
  missing: 'missing',
};

function Progress({ progress }: { readonly progress: ChapterProgress }) {
  const { t } = useTranslation();
  const words = useChapterWords(progress);
  if (progress.kind === 'none') return null;
  const mark = <StateMark state={states[progress.kind]} words={words} />;
  if (progress.kind !== 'uploading') return mark;
  const fraction = progress.bytesTotal > 0 ? progress.bytesDone / progress.bytesTotal : 0;
  return (
    <div className="flex flex-col gap-0.5">
      {mark}
      <ProgressBar label={t('uploads.chapter.progress')} fraction={fraction} className="max-h-0.5" />
    </div>
  );
}

function useChapterWords(progress: ChapterProgress): string {
  const { t } = useTranslation();
  const formats = useFormats();
  switch (progress.kind) {
    case 'none':
      return '';
    case 'ready':
    case 'local':
      return t(`uploads.chapter.${progress.kind}`);
    case 'partly':
      return t('uploads.chapter.partly', { ready: progress.ready, total: progress.total });
    case 'uploading': {
      const { bytesDone, bytesTotal } = progress;
      const percent = formats.percent(bytesTotal > 0 ? bytesDone / bytesTotal : 0);
      return t('uploads.chapter.uploading', { percent, size: formats.amount(bytesTotal - bytesDone) });
    }
    default:
      return t(`uploads.chapter.${progress.kind}`, { count: progress.count });
  }
}
