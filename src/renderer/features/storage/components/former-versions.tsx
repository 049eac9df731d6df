import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { discardFormer } from '../mutations.ts';

/** The versions that were replaced, how much they take, and the way to be rid of them. */
export function FormerVersions({ former }: { readonly former: Output<'storage.getUsage'>['former'] }) {
  const { t } = useTranslation();
  const { amount } = useFormats();
  const [isAsking, ask] = useState(false);
  const discard = useMutation({
    ...discardFormer,
    onSuccess({ count, bytes }) {
      toast(t('storageUsage.former.done', { count, bytes: amount(bytes) }));
      ask(false);
    },
  });
  return (
    <div className="flex items-center justify-between gap-3">
      <p className="numeric">{t('storageUsage.former.text', { count: former.count, bytes: amount(former.bytes) })}</p>
      <Button look="quiet" onClick={() => ask(true)}>
        {t('storageUsage.former.discard')}
      </Button>
      <Dialog
        open={isAsking}
        onOpenChange={(open) => !open && !discard.isPending && ask(false)}
        title={t('storageUsage.former.askTitle')}
        description={t('storageUsage.former.askText')}
        closeLabel={t('app.close')}
        footer={
          <>
            <Button onClick={() => ask(false)} disabled={discard.isPending}>
              {t('app.cancel')}
            </Button>
            <Button look="danger" busy={discard.isPending} onClick={() => discard.mutate()}>
              {t('storageUsage.former.confirm')}
            </Button>
          </>
        }
      >
        <FailureNote error={discard.error} />
      </Dialog>
    </div>
  );
}
