import { useQuery } from '@tanstack/react-query';
import type { UploadId } from '../../../../shared/domain/ids.ts';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { checkProgressQuery } from '../queries.ts';

/** How much of a stored object was read back. */
export function CheckProgress({ uploadId }: { readonly uploadId: UploadId }) {
  const { t } = useTranslation();
  const { amount } = useFormats();
  const { data } = useQuery(checkProgressQuery(uploadId));
  const words = data
    ? t('receipts.verifying', { done: amount(data.bytesDone), total: amount(data.bytesTotal) })
    : t('receipts.starting');
  return (
    <div className="numeric flex flex-col gap-1.5 text-12 text-ink-muted">
      {words}
      <ProgressBar
        label={words}
        workId={uploadId}
        fraction={data ? data.bytesDone / Math.max(1, data.bytesTotal) : null}
      />
    </div>
  );
}
