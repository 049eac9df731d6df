import { useMutation, useQuery } from '@tanstack/react-query';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Picture } from '../../../components/picture.tsx';
import { usePosterUrl } from '../../../hooks/use-poster-url.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { pickCover, removeCover } from '../mutations/cover.ts';
import { coverQuery } from '../queries.ts';

/** The picture of the course. Changed at once and with an undo, as files are; not with *Save changes*. */
export function CoverField({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const { data: cover, error } = useQuery(coverQuery(courseId));
  const coverVersionId = cover?.versionId ?? null;
  const url = usePosterUrl(coverVersionId);
  const pick = useMutation(pickCover);
  const remove = useMutation(removeCover);
  return (
    <div data-field="cover" className="flex flex-col gap-2">
      <p className="text-12 font-medium text-ink-muted">{t('courseDetails.cover.label')}</p>
      <div className="flex items-end gap-3">
        <Picture url={url} className="w-56" />
        <div className="flex gap-2">
          <Button busy={pick.isPending} onClick={() => pick.mutate(courseId)}>
            {t('courseDetails.cover.choose')}
          </Button>
          {coverVersionId === null ? null : (
            <Button look="quiet" onClick={() => remove.mutate(courseId)}>
              {t('courseDetails.cover.remove')}
            </Button>
          )}
        </div>
      </div>
      <p className="text-12 text-ink-faint">{t('courseDetails.cover.hint')}</p>
      <FailureNote error={pick.error ?? remove.error ?? error} />
    </div>
  );
}
