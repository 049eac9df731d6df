import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowUp, CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { ReactNode } from 'react';
import type { SyncStatus } from '../../../../shared/domain/sync-status.ts';
import { Button } from '../../../components/button.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { syncStatusQuery } from '../queries.ts';
import { CloudStatus } from './cloud-status.tsx';
import { StatusItem } from './status-item.tsx';

interface StatusBarProps {
  /** What can be done with the last saved step. */
  readonly history: ReactNode;
}

/** What is saved here, what waits, what the cloud has. A click on a part tells what it means and what to do. */
export function StatusBar({ history }: StatusBarProps) {
  const { t } = useTranslation();
  const { data: status } = useQuery(syncStatusQuery);
  return (
    <footer
      aria-label={t('status.label')}
      className="numeric flex h-6 shrink-0 items-center gap-1 border-t border-line px-2 text-11 text-ink-muted"
    >
      {status ? <Items status={status} history={history} /> : null}
    </footer>
  );
}

function Items({ status, history }: StatusBarProps & { readonly status: SyncStatus }) {
  const { t } = useTranslation();
  const { clock } = useFormats();
  const nowMs = useNow();
  const saved = status.savedAtMs;
  const savedWords = saved === null ? t('status.savedNever') : t('status.saved', { time: clock(saved, nowMs) });
  return (
    <>
      <StatusItem icon={CircleCheck} tone="success" words={savedWords} hint={t('status.savedHint')} action={history} />
      {/* Without a server nothing waits for anything. */}
      {status.waiting > 0 && status.state !== 'local-only' && (
        <StatusItem
          icon={ArrowUp}
          words={t('status.waiting', { count: status.waiting })}
          hint={t('status.waitingHint')}
          action={<ShowChanges />}
        />
      )}
      <CloudStatus status={status} />
      {status.conflicts > 0 && (
        <StatusItem
          icon={TriangleAlert}
          tone="warning"
          words={t('status.conflicts', { count: status.conflicts })}
          hint={t('status.conflictsHint')}
          action={<ShowChanges />}
        />
      )}
      {status.deadLetters > 0 && (
        <StatusItem
          icon={CircleAlert}
          tone="danger"
          words={t('status.refused', { count: status.deadLetters })}
          hint={t('status.refusedHint')}
          action={<ShowChanges />}
        />
      )}
    </>
  );
}

function ShowChanges() {
  const { t } = useTranslation();
  return (
    <Button size="compact" asChild>
      <Link to="/changes">{t('status.showChanges')}</Link>
    </Button>
  );
}
