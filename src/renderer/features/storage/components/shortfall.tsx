import { useMutation } from '@tanstack/react-query';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { sendOverQuota } from '../mutations.ts';

/** Says by how much the queue is too large for what is left, and lets it go all the same. Nothing where it fits. */
export function Shortfall({ quota }: { readonly quota: Output<'storage.getUsage'>['quota'] }) {
  const { t } = useTranslation();
  const { amount } = useFormats();
  const send = useMutation(sendOverQuota);
  const { neededBytes, leftBytes, shortBytes, isWaiting } = quota;
  if (shortBytes === 0) return null;
  const facts = { needed: amount(neededBytes), left: amount(leftBytes), short: amount(shortBytes) };
  return (
    <div role="alert" className="flex flex-col items-start gap-2 rounded-md bg-warning-soft p-3">
      <p className="numeric font-medium">{t('storageUsage.quota.short', facts)}</p>
      <p>{t(isWaiting ? 'storageUsage.quota.waits' : 'storageUsage.quota.goesOn')}</p>
      <FailureNote error={send.error} />
      {isWaiting ? (
        <Button busy={send.isPending} onClick={() => send.mutate()}>
          {t('storageUsage.quota.anyway')}
        </Button>
      ) : null}
    </div>
  );
}
