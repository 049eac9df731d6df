import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { courseId } from '../../../shared/domain/ids.ts';
import { call, type Output } from '../../lib/ipc-client.ts';
import type { RecentIds } from './recent.ts';

export type Found = Output<'search.find'>['found'][number];

/** Nobody goes through more: a word more is quicker. */
export const SHOWN_FOUND = 50;

/** Courses and lessons by their titles. Read anew for every word: main reads them faster than they could be kept true. */
export const searchQuery = (search: string, recent: RecentIds) =>
  queryOptions({
    queryKey: ['search', search, recent],
    queryFn: () =>
      call('search.find', {
        search: search.slice(0, 200),
        // Commands are recent, too, and nothing that main knows.
        recent: recent.flatMap((id) => courseId.safeParse(id).data ?? []),
        limit: SHOWN_FOUND,
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
