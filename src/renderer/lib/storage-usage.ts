import { queryOptions } from '@tanstack/react-query';
import { call } from './ipc-client.ts';

export const usageKey = ['storage-usage'] as const;

/** Courses, uploads and imports all change it: it is read again whenever the page is opened. */
export const usageQuery = queryOptions({
  queryKey: usageKey,
  queryFn: () => call('storage.getUsage', {}),
  staleTime: 0,
});
