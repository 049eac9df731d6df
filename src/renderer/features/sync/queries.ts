import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/ipc-client.ts';

export const syncStatusKey = ['sync-status'] as const;

export const syncStatusQuery = queryOptions({ queryKey: syncStatusKey, queryFn: () => call('sync.getStatus', {}) });

/** What this computer is called. */
export const deviceQuery = queryOptions({ queryKey: ['device'], queryFn: () => call('device.get', {}) });

/** Everything that `sync.statusChanged` may have changed. */
export const changesKey = ['changes'] as const;
export const waitingQuery = queryOptions({
  queryKey: [...changesKey, 'waiting'],
  queryFn: () => call('outbox.list', {}),
});
export const refusedQuery = queryOptions({
  queryKey: [...changesKey, 'refused'],
  queryFn: () => call('refused.list', {}),
});
export const conflictsQuery = queryOptions({
  queryKey: [...changesKey, 'conflicts'],
  queryFn: () => call('conflict.list', {}),
});
