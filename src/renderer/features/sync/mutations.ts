import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { call, type Input } from '../../lib/ipc-client.ts';
import { changesKey, deviceQuery } from './queries.ts';

/** Asks the server now; the status bar shows what comes of it. */
export const syncNow = mutationOptions({ mutationFn: () => call('sync.now', {}) });

export const saveDevice = mutationOptions({
  mutationFn: (input: Input<'device.save'>) => call('device.save', input),
  onSuccess: (saved, _input, _before, { client }) => client.setQueryData(deviceQuery.queryKey, saved),
});

/** Another window may have been faster: whatever came of it, the lists are read again. */
const readAgain = (...[, , , , { client }]: [unknown, unknown, unknown, unknown, { readonly client: QueryClient }]) =>
  client.invalidateQueries({ queryKey: changesKey });

export const retryRefused = mutationOptions({
  mutationFn: (input: Input<'refused.retry'>) => call('refused.retry', input),
  onSettled: readAgain,
});
export const editRefused = mutationOptions({
  mutationFn: (input: Input<'refused.edit'>) => call('refused.edit', input),
  onSettled: readAgain,
});
export const discardRefused = mutationOptions({
  mutationFn: (input: Input<'refused.discard'>) => call('refused.discard', input),
  onSettled: readAgain,
});
export const restoreConflict = mutationOptions({
  mutationFn: (input: Input<'conflict.restore'>) => call('conflict.restore', input),
  onSettled: readAgain,
});
export const dismissConflict = mutationOptions({
  mutationFn: (input: Input<'conflict.dismiss'>) => call('conflict.dismiss', input),
  onSettled: readAgain,
});
