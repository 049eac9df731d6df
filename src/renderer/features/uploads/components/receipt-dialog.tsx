import { useMutation, useQuery } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { CheckMode } from '../../../../shared/domain/stored-check.ts';
import type { VersionId } from '../../../../shared/domain/ids.ts';
import type { ReceiptView } from '../../../../shared/ipc/contract/receipt.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { copyText } from '../../../lib/dom.ts';
import { failedWith } from '../../../lib/error-words.ts';
import { cancelTest, sendStoredAgain, testStored } from '../mutations.ts';
import { receiptQuery } from '../queries.ts';
import { receiptDetails } from '../receipt-details.ts';
import { showReceipt, useReceiptOf } from '../uploads-ui-store.ts';
import { CheckProgress } from './check-progress.tsx';
import { CheckResult } from './check-result.tsx';
import { ReceiptFacts } from './receipt-facts.tsx';

/** What an upload left, and a second look at what is stored. Mounted once, opened from wherever an upload is. */
export function ReceiptDialog() {
  const versionId = useReceiptOf();
  return versionId ? <ReceiptOf key={versionId} versionId={versionId} /> : null;
}

const close = () => showReceipt(null);

function ReceiptOf({ versionId }: { readonly versionId: VersionId }) {
  const { t } = useTranslation();
  const { data: receipt, error } = useQuery(receiptQuery(versionId));
  const test = useMutation(testStored);
  const copy = (shown: ReceiptView) => {
    if (copyText(receiptDetails(shown))) toast(t('app.detailsCopied'));
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      title={t('receipts.title', { name: receipt ? receipt.fileName : '…' })}
      closeLabel={t('app.close')}
      footer={
        <>
          {receipt ? <Button onClick={() => copy(receipt)}>{t('app.copyDetails')}</Button> : null}
          <Button look="primary" onClick={close}>
            {t('receipts.done')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 text-13">
        {receipt ? (
          <>
            <ReceiptFacts receipt={receipt} />
            <Verify
              receipt={receipt}
              isRunning={test.isPending || receipt.isChecking}
              start={(mode) => test.mutate({ uploadId: receipt.uploadId, versionId, mode })}
            />
          </>
        ) : null}
        {receipt === null ? <p className="text-ink-muted">{t('receipts.none')}</p> : null}
        {receipt === undefined && !error ? <SkeletonRows rows={4} label={t('receipts.loading')} /> : null}
        <FailureNote error={error ?? (failedWith(test.error, 'CHECK_STOPPED') ? null : test.error)} />
      </div>
    </Dialog>
  );
}

interface VerifyProps {
  readonly receipt: ReceiptView;
  readonly isRunning: boolean;
  readonly start: (mode: CheckMode) => void;
}

/** *Verify again*, and what came of it last. */
function Verify({ receipt, isRunning, start }: VerifyProps) {
  const { t } = useTranslation();
  const { amount } = useFormats();
  const cancel = useMutation(cancelTest);
  const again = useMutation({
    ...sendStoredAgain,
    onSuccess() {
      close();
      toast(t('receipts.sentAgainNow'));
    },
  });
  const sendAgain = receipt.canSendAgain ? (
    <Button look="primary" busy={again.isPending} onClick={() => again.mutate(receipt.uploadId)}>
      {t('receipts.sendAgain')}
    </Button>
  ) : null;
  return (
    <section aria-label={t('receipts.verifyAgain')} className="flex flex-col gap-2 border-t border-line pt-3">
      {receipt.lastCheck && !isRunning ? <CheckResult check={receipt.lastCheck} action={sendAgain} /> : null}
      {isRunning ? <CheckProgress uploadId={receipt.uploadId} /> : null}
      <div className="flex flex-wrap gap-2">
        {isRunning ? (
          <Button onClick={() => cancel.mutate(receipt.uploadId)}>{t('receipts.stop')}</Button>
        ) : (
          <>
            <Button onClick={() => start('ends')}>{t('receipts.verifyEnds')}</Button>
            <Button onClick={() => start('all')}>{t('receipts.verifyAll')}</Button>
          </>
        )}
      </div>
      <FailureNote error={again.error ?? cancel.error} />
      <p className="text-12 text-ink-muted">{t('receipts.verifyHint', { size: amount(receipt.bytes) })}</p>
    </section>
  );
}
