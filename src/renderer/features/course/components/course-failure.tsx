import { useMutationState, type UseQueryResult } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { historyMutationKey } from '../../../hooks/history-mutations.ts';
import { failedWith } from '../../../lib/error-words.ts';

/** What of a course could not be read. */
type FailedQuery = Pick<UseQueryResult, 'error' | 'isFetching' | 'dataUpdatedAt' | 'refetch'>;

/**
 * Stands where a course would be. Undone by the user, it leads to the list, where the toast offers *Redo*; deleted by
 * another hand, it says so; anything else can be tried again.
 */
export function CourseFailure({ query }: { readonly query: FailedQuery }) {
  const { t } = useTranslation();
  const wasUndone = useUndoneSince(query.dataUpdatedAt);
  // Asked again (it may be back): the failure is that of the last time.
  if (query.isFetching) return <SkeletonRows rows={12} label={t('coursePage.loading')} />;
  if (!failedWith(query.error, 'NOT_FOUND')) {
    const retry = <Button onClick={() => void query.refetch()}>{t('app.retry')}</Button>;
    return (
      <div className="p-4">
        <FailureNote error={query.error} action={retry} />
      </div>
    );
  }
  if (wasUndone) return <Navigate to="/" replace />;
  const back = (
    <Button asChild>
      <Link to="/">{t('app.back')}</Link>
    </Button>
  );
  return <EmptyState words={t('coursePage.gone')} hint={t('coursePage.goneHint')} action={back} />;
}

/** Whether this window has undone or redone a step since that time; one that is under way counts. */
function useUndoneSince(atMs: number): boolean {
  const steps = useMutationState({
    filters: { mutationKey: historyMutationKey, predicate: ({ state }) => state.status !== 'error' },
    select: ({ state }) => state.submittedAt,
  });
  return atMs > 0 && steps.some((submittedAt) => submittedAt >= atMs);
}
