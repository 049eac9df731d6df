import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/ipc-client.ts';

export const storageKey = ['storage'] as const;

export const storageQuery = queryOptions({ queryKey: storageKey, queryFn: () => call('storage.get', {}) });

export const cdnQuery = queryOptions({ queryKey: ['cdn'] as const, queryFn: () => call('storage.getCdn', {}) });

export const jobsKey = ['jobs'] as const;

export const jobsQuery = queryOptions({ queryKey: jobsKey, queryFn: () => call('job.list', {}) });
