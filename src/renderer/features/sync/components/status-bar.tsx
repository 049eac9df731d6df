import { useQuery } from '@tanstack/react-query';
import { syncStatusQuery } from '../queries.ts';

/** What is saved here, what waits, what the cloud has. */
export function StatusBar() {
  const { data: status } = useQuery(syncStatusQuery);
  return <footer className="h-6 shrink-0 border-t border-line">{status?.state}</footer>;
}
