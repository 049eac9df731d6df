import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { syncNow } from '../mutations.ts';
import { conflictsQuery, refusedQuery, syncStatusQuery, waitingQuery } from '../queries.ts';
import { ConflictList } from './conflict-list.tsx';
import { RefusedList } from './refused-list.tsx';
import { WaitingList } from './waiting-list.tsx';

/** What has not reached the cloud, what it refused, and what lost against another computer. */
export function ChangesPage() {
  const { t } = useTranslation();
  const waiting = useQuery(waitingQuery);
  const refused = useQuery(refusedQuery);
  const conflicts = useQuery(conflictsQuery);
  const isAllRead = waiting.data !== undefined && refused.data !== undefined && conflicts.data !== undefined;
  const count = (waiting.data?.total ?? 0) + (refused.data?.length ?? 0) + (conflicts.data?.length ?? 0);
  return (
    <div className="flex h-full flex-col">
      <Toolbar title={t('changes.title')} facts={<LastSynced />}>
        <SyncNow />
      </Toolbar>
      <div className="min-h-0 grow overflow-y-auto px-8 py-6">
        {isAllRead && count === 0 ? <EmptyState words={t('changes.allThere')} /> : null}
        <div className="max-w-170">
          <FailureNote error={waiting.error ?? refused.error ?? conflicts.error} />
          {refused.data?.length ? <RefusedList refused={refused.data} /> : null}
          {conflicts.data?.length ? <ConflictList conflicts={conflicts.data} /> : null}
          {waiting.data?.total ? <WaitingList {...waiting.data} /> : null}
        </div>
      </div>
    </div>
  );
}

function LastSynced() {
  const { t } = useTranslation();
  const { clock } = useFormats();
  const nowMs = useNow();
  const { data: status } = useQuery(syncStatusQuery);
  if (!status) return null;
  if (status.lastSyncedAtMs === null) return t('changes.neverSynced');
  return t('changes.lastSynced', { time: clock(status.lastSyncedAtMs, nowMs) });
}

function SyncNow() {
  const { t } = useTranslation();
  const { data: status } = useQuery(syncStatusQuery);
  const sync = useMutation(syncNow);
  return (
    <Button busy={sync.isPending || status?.state === 'syncing'} onClick={() => sync.mutate()}>
      {t('status.syncNow')}
    </Button>
  );
}
