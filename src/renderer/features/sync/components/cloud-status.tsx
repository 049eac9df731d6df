import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Cloud, CloudAlert, CloudCheck, CloudOff, RefreshCw, type LucideIcon } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { SyncState, SyncStatus } from '../../../../shared/domain/sync-status.ts';
import { Button } from '../../../components/button.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { cloudStatus, type CloudAction } from '../model.ts';
import { syncNow } from '../mutations.ts';
import { StatusItem } from './status-item.tsx';

const icons: Record<SyncState, LucideIcon> = {
  'local-only': CloudOff,
  'signed-out': CloudOff,
  offline: CloudOff,
  idle: CloudCheck,
  syncing: RefreshCw,
  'needs-auth': CloudAlert,
  blocked: CloudAlert,
  stopped: CloudAlert,
  captive: Cloud,
};

/** The cloud's part of the status bar. */
export function CloudStatus({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation();
  const { clock } = useFormats();
  const nowMs = useNow();
  const cloud = cloudStatus(status);
  const time = status.lastSyncedAtMs === null ? '' : clock(status.lastSyncedAtMs, nowMs);
  const synced = cloud.everSynced ? t('status.synced', { time }) : t('status.syncedNever');
  return (
    <StatusItem
      icon={icons[status.state]}
      tone={cloud.needsUser ? 'warning' : 'plain'}
      words={cloud.words === 'synced' ? synced : t(`status.${cloud.words}`)}
      hint={t(`status.${cloud.words}Hint`)}
      action={cloud.action ? <Action action={cloud.action} /> : null}
    />
  );
}

function Action({ action }: { readonly action: NonNullable<CloudAction> }) {
  const { t } = useTranslation();
  const sync = useMutation(syncNow);
  if (action === 'sync')
    return (
      <Button size="compact" busy={sync.isPending} onClick={() => sync.mutate()}>
        {t('status.syncNow')}
      </Button>
    );
  return (
    <Button size="compact" asChild>
      <Link to="/settings/$section" params={{ section: 'account' }}>
        {t(action === 'sign-in' ? 'status.signIn' : 'status.setUp')}
      </Link>
    </Button>
  );
}
