import { QueryClient } from '@tanstack/react-query';
import { courseKeys } from '../features/course/queries.ts';
import { uploadKeys } from '../features/uploads/queries.ts';

/**
 * The cache of everything main knows. Main tells what changed (app/event-bridge.ts), so nothing goes stale by
 * itself and nothing is asked again for a focus or a reconnect. `always`: IPC works without a network.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  // A row that scrolls into view shows the last snapshot that main told, however long ago, without asking.
  client.setQueryDefaults(uploadKeys.versions, { gcTime: Number.POSITIVE_INFINITY });
  // Nobody draws it: nothing is gained by comparing it with what it was.
  client.setQueryDefaults(courseKeys.readOutlines, { structuralSharing: false });
  return client;
}
