import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CloudUpload } from 'lucide-react';
import type { LessonMedia } from '../../../shared/domain/course.ts';
import type { VersionId } from '../../../shared/domain/ids.ts';
import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { MenuEntries } from '../../components/menu.tsx';
import { useTranslation } from '../../hooks/use-translation.ts';
import { verbIcons, verbItems } from './components/verb-items.ts';
import { liveUploadQuery, uploadKeys } from './queries.ts';
import { videoStateOf, type VideoState } from './state.ts';
import { useUploadVerbs } from './use-upload-verbs.ts';
import { showReceipt, useIsLeaving } from './uploads-ui-store.ts';

/** Of these there is a receipt, and in it what was found of what is stored and the way on. */
const looksBack: ReadonlySet<VideoState> = new Set(['ready', 'gone', 'altered']);

/**
 * The verbs of the upload of a video, for menus elsewhere; *Upload* for one, or for those of several, that nothing is
 * under way of.
 */
export function useUploadItems(media: readonly LessonMedia[]): MenuEntries {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [only] = media.length === 1 ? media : [];
  const { data } = useQuery(liveUploadQuery(only?.versionId ?? ('' as VersionId)));
  const { run, start } = useUploadVerbs({ inPlace: false });
  const isLeaving = useIsLeaving(data?.uploadId ?? null);
  const live = (id: VersionId) => client.getQueryData<UploadSnapshot | null>(uploadKeys.version(id));
  const unsent = media.filter((one) => videoStateOf(one, live(one.versionId)) === 'local');
  if (unsent.length > 0) {
    const label = t('uploads.verb.start', { count: unsent.length });
    const versionIds = unsent.map(({ versionId }) => versionId);
    return [{ id: 'start', label, icon: CloudUpload, onSelect: () => start(versionIds) }];
  }
  const state = videoStateOf(only ?? null, isLeaving ? null : data);
  if (only && looksBack.has(state)) {
    const { versionId } = only;
    const label = t('uploads.verb.receipt');
    return [{ id: 'receipt', label, icon: verbIcons.receipt, onSelect: () => showReceipt(versionId) }];
  }
  if (!only || !data || isLeaving || state !== data.state) return [];
  return verbItems(t, run, [{ snapshot: data, name: only.fileName }]).filter((item) => item?.id !== 'reveal');
}
