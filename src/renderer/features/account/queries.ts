import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/ipc-client.ts';

export const accountKeys = {
  session: ['session'] as const,
  server: ['server'] as const,
};

export const sessionQuery = queryOptions({ queryKey: accountKeys.session, queryFn: () => call('session.get', {}) });
export const serverQuery = queryOptions({ queryKey: accountKeys.server, queryFn: () => call('server.get', {}) });
