import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';

/**
 * Marks what is cached under a key as stale and reads again what is on screen. While one reading runs, however many
 * events come, exactly one more follows it: a burst neither starves the reading nor loses its own end.
 */
export function createRefresher(queryClient: QueryClient): (queryKey: QueryKey) => void {
  const running = new Map<string, { again: boolean }>();
  const refresh = async (queryKey: QueryKey, state: { again: boolean }): Promise<void> => {
    do {
      state.again = false;
      await queryClient.invalidateQueries({ queryKey });
    } while (state.again);
    running.delete(hashKey(queryKey));
  };
  return (queryKey) => {
    const hash = hashKey(queryKey);
    const current = running.get(hash);
    if (current) {
      current.again = true;
      return;
    }
    const state = { again: false };
    running.set(hash, state);
    void refresh(queryKey, state);
  };
}
