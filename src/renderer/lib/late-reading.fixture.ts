import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Begins to read something before an edit of it. What main says to it is as old as the reading: when it comes, after the
 * edit is on screen, nothing must jump back.
 */
export function beginReading(client: QueryClient, queryKey: QueryKey, old: unknown): () => Promise<void> {
  const late = Promise.withResolvers<unknown>();
  const reading = client.fetchQuery({ queryKey, queryFn: () => late.promise, staleTime: 0 });
  return async () => {
    late.resolve(old);
    await reading.catch(() => undefined);
  };
}
