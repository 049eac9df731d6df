import { useQuery } from '@tanstack/react-query';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { watchedFoldersQuery } from '../queries.ts';
import { useWatchStart } from '../use-watch-start.ts';
import { FolderRow } from './folder-row.tsx';

/** The folders that are watched for a course on this computer, and the way to one more. */
export function WatchedFolders({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(watchedFoldersQuery(courseId));
  const start = useWatchStart(courseId);
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-prose text-ink-muted">{t('watch.sectionHint')}</p>
      {data?.length === 0 ? <p className="text-ink-muted">{t('watch.none')}</p> : null}
      {data && data.length > 0 ? (
        <ul aria-label={t('watch.section')} className="flex flex-col">
          {data.map((folder) => (
            <FolderRow key={folder.folderId} folder={folder} />
          ))}
        </ul>
      ) : null}
      <div>
        <Button onClick={() => start.start()} busy={start.isPicking}>
          {t('watch.verb')}
        </Button>
      </div>
      <FailureNote error={start.error ?? error} />
    </div>
  );
}
