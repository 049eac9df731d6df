import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/ipc-client.ts';

export const syncStatusKey = ['sync-status'] as const;

export const syncStatusQuery = queryOptions({ queryKey: syncStatusKey, queryFn: () => call('sync.getStatus', {}) });
