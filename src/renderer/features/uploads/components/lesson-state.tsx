import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { LessonMedia } from '../../../../shared/domain/course.ts';
import type { VersionId } from '../../../../shared/domain/ids.ts';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { fractionOf } from '../model.ts';
import { liveUploadQuery } from '../queries.ts';
import { hintWords, rowWords } from '../state-words.ts';
import { videoStateOf } from '../state.ts';
import { useIsLeaving } from '../uploads-ui-store.ts';
import { StateMark } from './state-mark.tsx';

/** How a lesson's video stands. Listens to the uploads of its own version and to nothing else. */
export function LessonState({ media }: { readonly media: LessonMedia | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQuery(liveUploadQuery(media?.versionId ?? ('' as VersionId)));
  const isLeaving = useIsLeaving(data?.uploadId ?? null);
  const upload = isLeaving ? null : (data ?? null);
  const state = videoStateOf(media, upload);
  const mark = (
    <StateMark state={state} words={rowWords(t, formats, state, upload)} hint={hintWords(t, state, upload)} />
  );
  if (state !== 'uploading' || !upload) return mark;
  return (
    <div className="flex flex-col gap-0.5">
      {mark}
      <ProgressBar
        label={t('uploads.progressOf', { name: media?.fileName ?? '' })}
        fraction={fractionOf(upload)}
        workId={upload.uploadId}
        className="max-h-0.5"
      />
    </div>
  );
}
