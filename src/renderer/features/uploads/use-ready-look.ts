import { useQuery } from '@tanstack/react-query';
import { useNow } from '../../hooks/use-now.ts';
import { uploadListQuery, uploadSummaryQuery } from './queries.ts';
import { promiseOf, READY_LOOK_EVERY_MS } from './ready-times.ts';

/**
 * Draws whoever promises when uploads are stored again, and answers the time of that: every few seconds, and at once when the
 * order or a state changes or the whole is promised for another minute.
 */
export function useReadyLook(): number {
  const nowMs = useNow(READY_LOOK_EVERY_MS);
  const list = useQuery({ ...uploadListQuery, notifyOnChangeProps: ['data'] });
  const summary = useQuery({
    ...uploadSummaryQuery,
    select: (known) => promiseOf(known, Date.now()),
    notifyOnChangeProps: ['data'],
  });
  return Math.max(nowMs, list.dataUpdatedAt, summary.dataUpdatedAt);
}
