import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import { liveUpload, uploadSummaryQuery } from './queries.ts';

/**
 * How the uploads of rows stand now. Drawn again when the counts change, which main tells with each change of a state;
 * not for bytes.
 */
export function useLiveLook(): (row: UploadRow) => UploadSnapshot {
  const client = useQueryClient();
  useQuery({
    ...uploadSummaryQuery,
    select: ({ ready, active, queued, waiting, paused, failed }) =>
      [ready, active, queued, waiting, paused, failed].join(' '),
  });
  return (row) => liveUpload(client, row);
}
