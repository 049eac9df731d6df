import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useOffer } from '../../../hooks/use-offer.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useUndo } from '../../../hooks/use-undo.ts';
import { runMutation } from '../../../lib/run-mutation.ts';
import { toastStep } from '../../../lib/step-toast.ts';
import { purgeItems, restoreItems } from '../mutations.ts';
import { trashQuery, type TrashItem } from '../queries.ts';
import { trashItems } from '../trash-items.ts';
import { PurgeDialog } from './purge-dialog.tsx';
import { TrashRow } from './trash-row.tsx';

const none: ReadonlySet<string> = new Set();

/** What was deleted, the latest first: it comes back to where it was, or goes for good. */
export function TrashPage() {
  const { t } = useTranslation();
  const { data: items, error, refetch } = useQuery(trashQuery);
  const [leavingIds, setLeaving] = useState<ReadonlySet<string>>(none);
  const { restore, purge, failure } = useTrashVerbs();
  useOffer(trashItems(t, items ?? [], { restore, purge: (ids) => setLeaving(new Set(ids)) }));
  const leaving = items?.filter(({ id }) => leavingIds.has(id)) ?? [];
  return (
    <div className="flex h-full flex-col">
      <Toolbar title={t('trash.title')}>
        {items?.length ? (
          <Button onClick={() => setLeaving(new Set(items.map(({ id }) => id)))}>{t('trash.empty')}</Button>
        ) : null}
      </Toolbar>
      <FailureNote error={error} action={<Button onClick={() => void refetch()}>{t('app.retry')}</Button>} />
      <FailureNote error={failure} />
      <div className="min-h-0 grow overflow-y-auto">
        {items || error ? null : <SkeletonRows rows={6} label={t('trash.loading')} />}
        {items?.length === 0 ? <EmptyState words={t('trash.nothing')} hint={t('trash.nothingHint')} /> : null}
        {items?.length ? (
          <ul aria-label={t('trash.title')} className="px-4 py-2">
            {items.map((item) => (
              <TrashRow
                key={item.id}
                item={item}
                onRestore={() => restore(item)}
                onPurge={() => setLeaving(new Set([item.id]))}
              />
            ))}
          </ul>
        ) : null}
      </div>
      {leaving.length > 0 ? (
        <PurgeDialog items={leaving} onPurge={() => purge(leaving)} onClose={() => setLeaving(none)} />
      ) : null}
    </div>
  );
}

/** The rows go at once, and with them what they would say: each verb says its end here, with the way back. */
function useTrashVerbs() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { undo } = useUndo();
  const [failure, setFailure] = useState<unknown>(null);
  const say = (words: string) => toastStep(words, { label: t('app.undo'), onClick: () => undo() });
  const told = (done: Promise<unknown>, words: string) => {
    setFailure(null);
    done.then(() => say(words)).catch(setFailure);
  };
  return {
    restore: (item: TrashItem) =>
      told(runMutation(client, restoreItems, [item]), t('trash.restored', { title: item.title })),
    purge: (items: readonly TrashItem[]) =>
      told(runMutation(client, purgeItems, items), t('trash.purged', { count: items.length })),
    failure,
  };
}
