import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { sendOverQuota } from '../mutations.ts';

interface ShortfallProps {
  readonly quota: Output<'storage.getUsage'>['quota'];
  /** Other ways on, where it stands. */
  readonly action?: ReactNode;
}

/**
 * Says by how much the queue is too large for what is left and how much of it fits, and lets it go all the same. Nothing
 * where it fits.
 */
export function Shortfall({ quota, action }: ShortfallProps) {
  const { t } = useTranslation();
  const { amount, count } = useFormats();
  const send = useMutation(sendOverQuota);
  const { neededBytes, leftBytes, shortBytes, isWaiting, files, fittingIds } = quota;
  if (shortBytes === 0) return null;
  const facts = { needed: amount(neededBytes), left: amount(leftBytes), short: amount(shortBytes) };
  const fits = t('storageUsage.quota.fits', { count: files, fitting: count(fittingIds.length), total: count(files) });
  return (
    <div role="alert" className="flex flex-col items-start gap-2 rounded-md bg-warning-soft p-3">
      <p className="numeric font-medium">{t('storageUsage.quota.short', facts)}</p>
      <p className="numeric">
        {isWaiting ? `${fits} ${t('storageUsage.quota.waits')}` : t('storageUsage.quota.goesOn')}
      </p>
      <FailureNote error={send.error} />
      {isWaiting ? (
        <div className="flex flex-wrap gap-2">
          <Button busy={send.isPending} onClick={() => send.mutate()}>
            {t('storageUsage.quota.anyway')}
          </Button>
          {action}
        </div>
      ) : null}
    </div>
  );
}
