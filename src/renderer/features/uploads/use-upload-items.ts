import { useQuery } from '@tanstack/react-query';
import type { LessonMedia } from '../../../shared/domain/course.ts';
import type { VersionId } from '../../../shared/domain/ids.ts';
import type { MenuEntries } from '../../components/menu.tsx';
import { useTranslation } from '../../hooks/use-translation.ts';
import { verbItems } from './components/verb-items.ts';
import { liveUploadQuery } from './queries.ts';
import { videoStateOf } from './state.ts';
import { useUploadVerbs } from './use-upload-verbs.ts';
import { useIsLeaving } from './uploads-ui-store.ts';

/** The verbs of the upload of a video, for menus elsewhere; none when nothing of it is under way. */
export function useUploadItems(media: LessonMedia | null): MenuEntries {
  const { t } = useTranslation();
  const { data } = useQuery(liveUploadQuery(media?.versionId ?? ('' as VersionId)));
  const { run } = useUploadVerbs({ inPlace: false });
  const isLeaving = useIsLeaving(data?.uploadId ?? null);
  if (!media || !data || isLeaving || videoStateOf(media, data) !== data.state || data.state === 'ready') return [];
  return verbItems(t, run, [{ snapshot: data, name: media.fileName }]).filter((item) => item?.id !== 'reveal');
}
