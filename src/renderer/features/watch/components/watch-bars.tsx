import { useMutation, useQuery } from '@tanstack/react-query';
import { FolderClock, FolderX, X } from 'lucide-react';
import type { CourseId, FolderId, PlanId } from '../../../../shared/domain/ids.ts';
import type { WatchedFolder } from '../../../../shared/domain/watch.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { checkNow, chooseAnother, dismissOffer, reviewOffer } from '../mutations.ts';
import { watchedFoldersQuery } from '../queries.ts';
import { goneWords, hasNews, isLooked, offerWords } from '../watch-words.ts';

interface WatchBarsProps {
  readonly courseId: CourseId;
  /** Why a folder could not be watched; null when it could. */
  readonly error: unknown;
  readonly onHideError: () => void;
  /** The preview of what a folder offers is open. */
  readonly onReview: (planId: PlanId, folderId: FolderId) => void;
}

/** Above the outline: a quiet line for every watched folder that has something to say. */
export function WatchBars({ courseId, error, onHideError, onReview }: WatchBarsProps) {
  const { t } = useTranslation();
  const { data = [] } = useQuery(watchedFoldersQuery(courseId));
  const hide = <IconButton icon={X} size="compact" label={t('app.close')} onClick={onHideError} />;
  return (
    <>
      {error ? (
        <div className="border-b border-line p-2">
          <FailureNote error={error} action={hide} />
        </div>
      ) : null}
      {data.filter(hasNews).map((folder) => (
        <WatchBar key={folder.folderId} folder={folder} onReview={onReview} />
      ))}
    </>
  );
}

interface WatchBarProps extends Pick<WatchBarsProps, 'onReview'> {
  readonly folder: WatchedFolder;
}

function WatchBar({ folder, onReview }: WatchBarProps) {
  const { t } = useTranslation();
  const review = useMutation(reviewOffer);
  const dismiss = useMutation(dismissOffer);
  const { folderId, name, state, names } = folder;
  const isHere = isLooked(state);
  const check = useMutation(checkNow);
  const choose = useMutation(chooseAnother);
  const offer = isHere ? offerWords(t, folder) : null;
  const gone = isHere ? goneWords(t, folder) : null;
  const open = () => review.mutate(folderId, { onSuccess: ({ planId }) => onReview(planId, folderId) });
  return (
    <section aria-label={t('watch.regionOf', { name })} className="border-b border-line bg-raised px-4 py-1.5">
      <div className="flex min-h-7 items-center gap-2">
        <Icon of={isHere ? FolderClock : FolderX} className="text-ink-muted" />
        <div role="status" className="min-w-0 grow text-13">
          {isHere ? null : <p>{`${name}: ${t(`watch.state.${state}`, { code: folder.code })}`}</p>}
          {offer ? (
            <p dir="auto" title={names.join('\n')} className="truncate">
              {offer}
            </p>
          ) : null}
          {gone ? <p className="text-ink-muted">{gone}</p> : null}
        </div>
        {offer ? (
          <Button size="compact" onClick={open} busy={review.isPending}>
            {t('watch.review')}
          </Button>
        ) : null}
        {isHere || state === 'denied' ? null : (
          <Button size="compact" onClick={() => choose.mutate(folderId)} busy={choose.isPending}>
            {t('watch.chooseAnother')}
          </Button>
        )}
        {isHere ? null : (
          <Button size="compact" look="quiet" onClick={() => check.mutate(folderId)} busy={check.isPending}>
            {t('watch.checkNow')}
          </Button>
        )}
        {isHere ? (
          <Button
            size="compact"
            look="quiet"
            title={t('watch.dismissHint')}
            onClick={() => dismiss.mutate(folderId)}
            busy={dismiss.isPending}
          >
            {t('watch.dismiss')}
          </Button>
        ) : null}
      </div>
      <FailureNote error={review.error ?? dismiss.error ?? choose.error ?? check.error} />
    </section>
  );
}
