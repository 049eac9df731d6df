import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/ipc-client.ts';

export const courseListKey = ['courses'] as const;

export const courseListQuery = queryOptions({ queryKey: courseListKey, queryFn: () => call('course.list', {}) });
