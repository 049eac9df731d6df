import { useQuery } from '@tanstack/react-query';
import type { UploadId } from '../../../shared/domain/ids.ts';
import type { UploadReason } from '../../../shared/domain/upload.ts';
import type { Output } from '../../lib/ipc-client.ts';
import { usageQuery } from '../../lib/storage-usage.ts';
import { uploadSummaryQuery } from './queries.ts';

type Quota = Output<'storage.getUsage'>['quota'];

/** How the queue fits into the quota while it waits for that; null while it does not. */
export function useOverQuota(): Quota | null {
  const { data: isOver = false } = useQuery({
    ...uploadSummaryQuery,
    select: ({ stoppedBy }) => stoppedBy?.code === 'over-quota',
  });
  const { data = null } = useQuery({ ...usageQuery, enabled: isOver, select: ({ quota }) => quota });
  return isOver && data?.isWaiting ? data : null;
}

/** Whether an upload that waits for the quota would still fit in what is left; null: that is not what it waits for. */
export function useFits(uploadId: UploadId, reason: UploadReason | null): boolean | null {
  const { data = null } = useQuery({
    ...usageQuery,
    enabled: reason?.code === 'over-quota',
    select: ({ quota }) => (quota.isWaiting ? quota.fittingIds.includes(uploadId) : null),
  });
  return reason?.code === 'over-quota' ? data : null;
}
