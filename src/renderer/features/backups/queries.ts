import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/ipc-client.ts';

export const backupsKey = ['backups'] as const;

/** Nothing tells when the daily one is made: it is read again whenever the page is opened. */
export const backupsQuery = queryOptions({
  queryKey: backupsKey,
  queryFn: () => call('backup.list', {}),
  staleTime: 0,
});
