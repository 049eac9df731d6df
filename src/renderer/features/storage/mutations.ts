import { mutationOptions } from '@tanstack/react-query';
import { call, type Input } from '../../lib/ipc-client.ts';
import { usageKey } from '../../lib/storage-usage.ts';
import { cdnQuery, jobsKey, storageKey } from './queries.ts';

export type StorageValues = Input<'storage.save'>;

/** Asks the storage what it thinks of these settings; writes nothing. The key is forgotten with its form. */
export const testStorage = mutationOptions({
  mutationFn: (values: StorageValues) => call('storage.test', values),
  gcTime: 0,
});

export const saveStorage = mutationOptions({
  mutationFn: (values: StorageValues) => call('storage.save', values),
  gcTime: 0,
  onSettled: (_data, _error, _values, _before, { client }) => client.invalidateQueries({ queryKey: storageKey }),
});

export const forgetStorage = mutationOptions({
  mutationFn: () => call('storage.forget', {}),
  onSettled: (_data, _error, _values, _before, { client }) => client.invalidateQueries({ queryKey: storageKey }),
});

export const retryJob = mutationOptions({
  mutationFn: (jobId: Input<'job.retry'>['jobId']) => call('job.retry', { jobId }),
  onSettled: (_data, _error, _id, _before, { client }) => client.invalidateQueries({ queryKey: jobsKey }),
});

export const discardJob = mutationOptions({
  mutationFn: (jobId: Input<'job.discard'>['jobId']) => call('job.discard', { jobId }),
  onSettled: (_data, _error, _id, _before, { client }) => client.invalidateQueries({ queryKey: jobsKey }),
});

/** The rows go at once, the bytes in the background. */
export const discardFormer = mutationOptions({
  mutationFn: () => call('storage.discardFormer', {}),
  onSettled: (_data, _error, _input, _before, { client }) => client.invalidateQueries({ queryKey: usageKey }),
});

/** Looks at the connected storage; changes nothing there. */
export const checkStorage = mutationOptions({ mutationFn: () => call('storage.testBucket', {}), gcTime: 0 });

/** Null: no quota. */
export const saveQuota = mutationOptions({
  mutationFn: (bytes: number | null) => call('storage.saveQuota', { bytes }),
  onSettled: (_data, _error, _bytes, _before, { client }) => client.invalidateQueries({ queryKey: usageKey }),
});

export const sendOverQuota = mutationOptions({
  mutationFn: () => call('storage.sendAnyway', {}),
  onSettled: (_data, _error, _input, _before, { client }) => client.invalidateQueries({ queryKey: usageKey }),
});

export type CdnValues = Input<'storage.saveCdn'>;

export const saveCdn = mutationOptions({
  mutationFn: (values: CdnValues) => call('storage.saveCdn', values),
  gcTime: 0,
  onSettled: (_data, _error, _values, _before, { client }) => client.invalidateQueries({ queryKey: cdnQuery.queryKey }),
});

export const testCdn = mutationOptions({
  mutationFn: (values: CdnValues) => call('storage.testCdn', values),
  gcTime: 0,
});
